BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory $folder
    Set-Content "$folder/a.txt" 'content'
    $agent = Get-RaxBackupAgent -Detailed
    $configuration = $agent | New-RaxBackupConfiguration -Name files -IncludeFolder $folder
    $backups = @(1..12 | ForEach-Object { $configuration | Start-RaxBackup } | Wait-RaxBackup -PollIntervalSec 1)
    $null = $backups[-1] | Start-RaxRestore -DestinationPath "$TestDrive/restored" | Wait-RaxRestore -PollIntervalSec 1
    # Three events for each backup, one for the restore.
    $all = @(Get-RaxUsageEvent -Service Backup)
    $ids = $all.EventId

    # How many requests for feeds a script makes: a fault that does nothing counts them.
    function Measure-FeedRequest([scriptblock]$Script) {
        Add-TestFault -Service $service -Operation ListUsageEvents -DelayMs 0
        try { $null = & $Script } finally { $struck = (Get-TestFault $service).struck; Clear-TestFaults $service }
        $struck
    }
}

AfterAll { Disconnect-TestService }

Describe 'Get-RaxUsageEvent' {
    It 'writes what backups and a restore used, newest first' {
        $all.Count | Should -Be 37
        $all[0].Type | Should -Be 'cloudbackup.bandwidthOut.agent.usage'
        $all | Group-Object Type -NoElement | Sort-Object Name | ForEach-Object { "$($_.Name) $($_.Count)" } | Should -Be @(
            'cloudbackup.bandwidthIn.agent.usage 12', 'cloudbackup.bandwidthOut.agent.usage 1', 'cloudbackup.license.agent.usage 12', 'cloudbackup.storage.agent.usage 12')
        ($all | Sort-Object Updated -Descending -Stable).EventId | Should -Be $ids
    }

    It 'gives values their real types' {
        $one = $all | Where-Object Type -Like '*bandwidthIn*' | Select-Object -Last 1
        $one.GetType().FullName | Should -Be 'RaxBackup.UsageEvent'
        $one.Service | Should -Be ([RaxBackup.UsageService]::Backup)
        $one.Id | Should -Be "urn:uuid:$($one.EventId)"
        $one.EventType | Should -Be 'USAGE'
        $one.Region | Should -Be 'DFW'
        $one.TenantId | Should -Be $service.TenantId
        $one.ResourceId | Should -Be $agent.HostServerId
        $one.Categories | Should -Contain "rid:$($agent.HostServerId)"
        foreach ($time in 'StartTime', 'EndTime', 'Updated', 'Published') {
            $one.$time | Should -BeOfType ([DateTimeOffset])
            $one.$time.Offset | Should -Be ([TimeSpan]::Zero)
        }
        $one.EndTime | Should -BeGreaterThan $one.StartTime
        $one.Product.GetType().FullName | Should -Be 'RaxBackup.BackupBandwidthIn'
        $one.Product.BandwidthIn | Should -BeOfType ([ulong])
        $one.Product.BandwidthIn | Should -BeGreaterThan 0
        $one.Product.ServerId | Should -Be $agent.HostServerId
        ($all | Where-Object Type -Like '*storage*')[0].Product.Storage | Should -BeOfType ([ulong])
    }

    It 'reads many pages as one' {
        Measure-FeedRequest { Get-RaxUsageEvent -Service Backup -PageSize 10 } | Should -Be 4
        (Get-RaxUsageEvent -Service Backup -PageSize 10).EventId | Should -Be $ids
        (Get-RaxUsageEvent -Service Backup -PageSize 1).EventId | Should -Be $ids
    }

    It 'makes one request for the first of each feed' {
        Measure-FeedRequest { Get-RaxUsageEvent -Service Backup -PageSize 10 | Select-Object -First 1 } | Should -Be 1
        Measure-FeedRequest { Get-RaxUsageEvent -Service Backup, Files -PageSize 10 | Select-Object -First 1 } | Should -Be 2
        Measure-FeedRequest { Get-RaxUsageEvent -PageSize 10 | Select-Object -First 1 } | Should -Be 4
        (Get-RaxUsageEvent -PageSize 10 | Select-Object -First 1).EventId | Should -Be $ids[0]
    }

    It 'asks for the next page once half of the present one is taken' {
        Measure-FeedRequest { Get-RaxUsageEvent -Service Backup -PageSize 10 | Select-Object -First 5 } | Should -Be 1
        Measure-FeedRequest { Get-RaxUsageEvent -Service Backup -PageSize 10 | Select-Object -First 6 } | Should -Be 2
        Measure-FeedRequest { Get-RaxUsageEvent -Service Backup -PageSize 10 | Select-Object -First 12 } | Should -Be 2
    }

    It 'reads all four feeds, or those that are named' {
        (Get-RaxUsageEvent).EventId | Should -Be $ids
        (Get-RaxUsageEvent -Service BlockStorage, Backup).EventId | Should -Be $ids
        Get-RaxUsageEvent -Service BlockStorage, Files, Databases | Should -BeNullOrEmpty
    }

    It 'takes -Newest over pages' {
        (Get-RaxUsageEvent -Newest 5).EventId | Should -Be $ids[0..4]
        (Get-RaxUsageEvent -Newest 25 -PageSize 10).EventId | Should -Be $ids[0..24]
        (Get-RaxUsageEvent -Newest 1000).EventId | Should -Be $ids
    }

    It 'filters by -Type <Type>' -ForEach @(
        @{ Type = 'cloudbackup.storage.agent.usage'; Count = 12 }
        @{ Type = 'CloudBackup.Storage.*'; Count = 12 }
        @{ Type = '*bandwidth???agent*'; Count = 12 }
        @{ Type = '*bandwidth*'; Count = 13 }
        @{ Type = '*'; Count = 37 }
        @{ Type = 'cloudbackup'; Count = 0 }
    ) {
        @(Get-RaxUsageEvent -Service Backup -Type $Type -PageSize 10).Count | Should -Be $Count
    }

    It 'counts -Newest after the filter' {
        (Get-RaxUsageEvent -Type *license* -Newest 4 -PageSize 5).EventId | Should -Be ($all | Where-Object Type -Like '*license*' | Select-Object -First 4).EventId
    }

    It 'filters by -ResourceId' {
        @(Get-RaxUsageEvent -ResourceId $agent.HostServerId).Count | Should -Be 37
        @(Get-RaxUsageEvent -ResourceId $agent.HostServerId.ToUpperInvariant()).Count | Should -Be 37
        Get-RaxUsageEvent -ResourceId ([guid]::NewGuid()) | Should -BeNullOrEmpty
    }

    It 'takes -After with the moment and -Before without it' {
        $moment = $all[18].Updated
        $young = @($all | Where-Object Updated -GE $moment)
        $old = @($all | Where-Object Updated -LT $moment)
        (Get-RaxUsageEvent -After $moment -PageSize 7).EventId | Should -Be $young.EventId
        (Get-RaxUsageEvent -Before $moment -PageSize 7).EventId | Should -Be $old.EventId
        (Get-RaxUsageEvent -After $all[30].Updated -Before $moment -PageSize 7).EventId | Should -Be @($old | Where-Object Updated -GE $all[30].Updated).EventId
        Get-RaxUsageEvent -After ([DateTimeOffset]::UtcNow.AddDays(1)) | Should -BeNullOrEmpty
    }

    It 'takes local times' {
        @(Get-RaxUsageEvent -After (Get-Date).AddHours(-1)).Count | Should -Be 37
        @(Get-RaxUsageEvent -Before (Get-Date).AddHours(-1)).Count | Should -Be 0
    }

    It 'reads no further back than -After' {
        Measure-FeedRequest { Get-RaxUsageEvent -Service Backup -After $all[0].Updated -PageSize 5 } | Should -Be 1
    }

    It 'writes nothing more to other streams unasked' {
        $said = Get-RaxUsageEvent *>&1
        $said | ForEach-Object { $_ | Should -BeOfType ([RaxBackup.UsageEvent]) }
    }

    It 'shows no secret to those who trace' {
        $key = [Net.NetworkCredential]::new('', $service.ApiKey).Password
        $body = @{ auth = @{ 'RAX-KSKEY:apiKeyCredentials' = @{ username = 'local'; apiKey = $key } } } | ConvertTo-Json
        $token = (Invoke-RestMethod "$($service.IdentityUri)tokens" -Method Post -Body $body -ContentType 'application/json').access.token.id
        $said = Get-RaxUsageEvent -PageSize 10 -Debug -Verbose *>&1 | Out-String
        $said | Should -Match 'GET http'
        $said | Should -Not -Match $key
        $said | Should -Not -Match $token
    }
}

Describe 'Get-RaxUsageEvent -Region' {
    It 'reads the feed of each region' {
        (Get-RaxUsageEvent -Region DFW).EventId | Should -Be $ids
        Get-RaxUsageEvent -Region ORD | Should -BeNullOrEmpty
        (Get-RaxUsageEvent -Region * -PageSize 10).EventId | Should -Be $ids
        Measure-FeedRequest { Get-RaxUsageEvent -Service Backup -Region * -PageSize 10 | Select-Object -First 1 } | Should -Be 3
    }

    It 'is bound from the pipeline' {
        [pscustomobject]@{ Region = 'ORD' }, [pscustomobject]@{ Region = 'DFW' } | Get-RaxUsageEvent -Newest 2 | Should -HaveCount 2
    }

    It 'is refused where there is none of that name' {
        $failure = Get-Failure { Get-RaxUsageEvent -Region XYZ -ErrorAction SilentlyContinue }
        $failure.FullyQualifiedErrorId | Should -Be 'RegionUnknown,RaxBackup.Cmdlets.GetRaxUsageEventCommand'
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
    }
}

Describe 'Get-RaxUsageEvent -Marker' {
    It 'reads backward from the marker on, the marker included' {
        (Get-RaxUsageEvent -Service Backup -Marker $all[20].Id -Direction Backward -PageSize 5).EventId | Should -Be $ids[20..36]
        (Get-RaxUsageEvent -Service Backup -Marker $all[20].EventId -Direction Backward -Newest 3).EventId | Should -Be $ids[20..22]
    }

    It 'reads forward from the marker on, without it, newest first' {
        (Get-RaxUsageEvent -Service Backup -Marker $all[20].Id -Direction Forward).EventId | Should -Be $ids[0..19]
        (Get-RaxUsageEvent -Service Backup -Marker $all[20].Id -PageSize 6).EventId | Should -Be $ids[0..19]
        (Get-RaxUsageEvent -Service Backup -Marker $all[20].EventId -PageSize 6 -Newest 8).EventId | Should -Be $ids[0..7]
        (Get-RaxUsageEvent -Service Backup -Marker $all[20].EventId -PageSize 6 -Before $all[3].Updated -Type *storage*).EventId |
            Should -Be ($all[0..19] | Where-Object { $_.Updated -lt $all[3].Updated -and $_.Type -like '*storage*' }).EventId
        Get-RaxUsageEvent -Service Backup -Marker $all[0].Id | Should -BeNullOrEmpty
    }

    It 'needs one feed' {
        foreach ($arguments in @{}, @{ Service = 'Backup', 'Files' }, @{ Service = 'Backup'; Region = '*' }) {
            $failure = Get-Failure { Get-RaxUsageEvent -Marker $all[0].Id @arguments -ErrorAction SilentlyContinue }
            $failure.FullyQualifiedErrorId | Should -Be 'MarkerNeedsOneFeed,RaxBackup.Cmdlets.GetRaxUsageEventCommand'
            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
            $failure.TargetObject | Should -Be $all[0].Id
        }
    }

    It 'says so where the feed has no such entry: <Direction>' -ForEach @{ Direction = 'Forward' }, @{ Direction = 'Backward' } {
        $unknown = "urn:uuid:$([guid]::NewGuid())"
        Get-RaxUsageEvent -Service Backup -Marker $unknown -Direction $Direction -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -Be 'MarkerNotFound,RaxBackup.Cmdlets.GetRaxUsageEventCommand'
        $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failed[0].TargetObject | Should -Be $unknown
        $failed[0].Exception.Message | Should -BeLike "Could not list usage events from '$unknown':*"
        $failed[0].ErrorDetails.RecommendedAction | Should -Match 'three days'
    }
}

Describe 'Get-RaxUsageEvent -EventId' {
    It 'takes the id bare, with its prefix, and from the pipeline' {
        $one = $all[7]
        (Get-RaxUsageEvent -EventId $one.EventId).Id | Should -Be $one.Id
        (Get-RaxUsageEvent -EventId $one.Id -Service Backup).Id | Should -Be $one.Id
        (Get-RaxUsageEvent -EventId $one.Id -Region *).Id | Should -Be $one.Id
        $read = $one | Get-RaxUsageEvent
        $read | ConvertTo-Json -Depth 5 | Should -Be ($one | ConvertTo-Json -Depth 5)
        ($all[3, 1, 2] | Get-RaxUsageEvent).EventId | Should -Be $ids[3, 1, 2]
    }

    It 'asks the feed of the event that is piped in, and no other' {
        Add-TestFault -Service $service -Operation GetUsageEvent -DelayMs 0
        try {
            $null = $all[7] | Get-RaxUsageEvent
            (Get-TestFault $service).struck | Should -Be 1
        }
        finally { Clear-TestFaults $service }
    }

    It 'goes on after one that is not there' {
        $gone = [guid]::NewGuid()
        $found = [pscustomobject]@{ EventId = $gone }, $all[4] | Get-RaxUsageEvent -ErrorVariable failed -ErrorAction SilentlyContinue
        $found.EventId | Should -Be $ids[4]
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -Be 'UsageEventNotFound,RaxBackup.Cmdlets.GetRaxUsageEventCommand'
        $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failed[0].TargetObject | Should -Be "$gone"
        { Get-RaxUsageEvent -EventId $gone -ErrorAction Stop } | Should -Throw -ErrorId 'UsageEventNotFound,*'
    }

    It 'does not find an event in a feed that it is not in' {
        { Get-RaxUsageEvent -EventId $ids[0] -Service Files -ErrorAction Stop } | Should -Throw -ErrorId 'UsageEventNotFound,*'
        { Get-RaxUsageEvent -EventId $ids[0] -Region ORD -ErrorAction Stop } | Should -Throw -ErrorId 'UsageEventNotFound,*'
    }

    It 'refuses an empty id' {
        { Get-RaxUsageEvent -EventId '' } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}

Describe 'Get-RaxUsageEvent refused' {
    It 'refuses <Name> <Value> before anything is sent' -ForEach @(
        @{ Name = 'PageSize'; Value = 0 }
        @{ Name = 'PageSize'; Value = 1001 }
        @{ Name = 'Newest'; Value = 0 }
        @{ Name = 'Direction'; Value = 'Sideways' }
    ) {
        $arguments = @{ $Name = $Value }
        Measure-FeedRequest { { Get-RaxUsageEvent @arguments } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*' } | Should -Be 0
    }

    It 'refuses what is no time or no service' {
        { Get-RaxUsageEvent -After 'once upon a time' } | Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,*'
        { Get-RaxUsageEvent -Service Mail } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }

    It 'needs a session' {
        $said = Invoke-NewPowerShell "Import-Module '$(Get-BuiltManifest)'; try { Get-RaxUsageEvent } catch { `$_.FullyQualifiedErrorId; `$_.CategoryInfo.Category }"
        -split $said | Should -Be @('NotConnected,RaxBackup.Cmdlets.GetRaxUsageEventCommand', 'ConnectionError')
    }
}
