# What Get-RaxUsageEvent -CheckpointPath promises: each event once, whoever stops it, and a word where something may be missing.
BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $session = Get-RaxBackupSession
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory $folder
    Set-Content "$folder/a.txt" 'content'
    $configuration = Get-RaxBackupAgent | New-RaxBackupConfiguration -Name files -IncludeFolder $folder
    # Three events for each backup.
    function Add-Event([int]$Backups) { $null = 1..$Backups | ForEach-Object { $configuration | Start-RaxBackup } | Wait-RaxBackup -PollIntervalSec 1 }
    Add-Event 5
    $ids = @(Get-RaxUsageEvent -Service Backup).EventId
    [array]::Reverse($ids)
}

AfterAll { Disconnect-TestService }

Describe 'Get-RaxUsageEvent -CheckpointPath' {
    BeforeEach { $checkpoint = "$TestDrive/$([guid]::NewGuid()).json" }

    It 'reads all there is, oldest first, and the next time only what is new' {
        (Get-RaxUsageEvent -Service Backup -CheckpointPath $checkpoint -PageSize 4).EventId | Should -Be $ids
        Get-RaxUsageEvent -Service Backup -CheckpointPath $checkpoint -PageSize 4 | Should -BeNullOrEmpty
        (Get-RaxUsageEvent -Service Backup -CheckpointPath "$TestDrive/other.json").EventId | Should -Be $ids
    }

    It 'repeats nothing where Select-Object -First <Size> cuts it short, page <PageSize>' -ForEach @(
        @{ Size = 1; PageSize = 4 }, @{ Size = 3; PageSize = 4 }, @{ Size = 4; PageSize = 4 }, @{ Size = 5; PageSize = 1000 }, @{ Size = 7; PageSize = 1 }
    ) {
        $read = for ($i = 0; $i -lt $ids.Count; $i += $Size) {
            (Get-RaxUsageEvent -Service Backup -CheckpointPath $checkpoint -PageSize $PageSize | Select-Object -First $Size).EventId
        }
        $read | Should -Be $ids
        Get-RaxUsageEvent -Service Backup -CheckpointPath $checkpoint | Should -BeNullOrEmpty
    }

    It 'loses nothing where an error of a command downstream ends it' {
        $fail = { if ((++$taken) -eq 6) { $null = 1..3 | Select-Object -First 1; Write-Error 'full' -ErrorAction Stop } }
        { Get-RaxUsageEvent -Service Backup -CheckpointPath $checkpoint | ForEach-Object $fail } | Should -Throw full
        (Get-RaxUsageEvent -Service Backup -CheckpointPath $checkpoint).EventId | Should -Be $ids[5..($ids.Count - 1)]
    }

    It 'repeats nothing where it is cut short within a function or behind other commands' {
        function Read-Usage { Get-RaxUsageEvent -Service Backup -CheckpointPath $checkpoint }
        $read = @(Read-Usage | Select-Object -First 2) + @(Read-Usage | ForEach-Object { $_ } | Where-Object EventId | Select-Object -First 3)
        $read.EventId | Should -Be $ids[0..4]
        (Read-Usage).EventId | Should -Be $ids[5..($ids.Count - 1)]
    }

    It 'loses nothing where a command downstream fails, and repeats only the event that it failed on' {
        $seen = [Collections.Generic.List[string]]::new()
        { Get-RaxUsageEvent -Service Backup -CheckpointPath $checkpoint | ForEach-Object { $seen.Add($_.EventId); if ($seen.Count -eq 6) { throw 'full' } } } | Should -Throw full
        $seen | Should -Be $ids[0..5]
        (Get-RaxUsageEvent -Service Backup -CheckpointPath $checkpoint).EventId | Should -Be $ids[5..($ids.Count - 1)]
    }

    It 'repeats nothing that was taken where it is stopped, and loses nothing' {
        $read = {
            param($session, $checkpoint)
            Get-RaxUsageEvent -Service Backup -CheckpointPath $checkpoint -PageSize 4 -Session $session |
                ForEach-Object { $_.EventId; if ((++$taken) -eq 6) { Write-Progress 'six are taken'; Start-Sleep 600 } }
        }
        $aside = Start-Aside $read $session, $checkpoint
        $null = $aside.Host.NextProgress()
        $aside.Stop()
        $aside.Written | Should -Be $ids[0..5]
        # The sixth was being worked on when it was stopped: whoever had not come to its end with it gets it again.
        (Get-RaxUsageEvent -Service Backup -CheckpointPath $checkpoint).EventId | Should -Be $ids[5..($ids.Count - 1)]
    }

    It 'repeats a page at most where the process is killed' {
        $script = @"
Import-Module '$(Get-BuiltManifest)'
`$key = ConvertTo-SecureString '$([Net.NetworkCredential]::new('', $service.ApiKey).Password)' -AsPlainText -Force
Connect-RaxBackup -UserName $($service.UserName) -ApiKey `$key -IdentityUri $($service.IdentityUri)
Get-RaxUsageEvent -Service Backup -CheckpointPath '$checkpoint' -PageSize 4 | ForEach-Object { [Console]::Out.WriteLine(`$_.EventId); if ((++`$n) -eq 10) { [Diagnostics.Process]::GetCurrentProcess().Kill() } }
"@
        $read = @(& (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $script)
        $read | Should -Be $ids[0..9]
        (Get-RaxUsageEvent -Service Backup -CheckpointPath $checkpoint).EventId | Should -Be $ids[8..($ids.Count - 1)]
    }

    It 'counts what a filter leaves out as read' {
        @(Get-RaxUsageEvent -Service Backup -CheckpointPath $checkpoint -Type *license*).Count | Should -Be ($ids.Count / 3)
        Get-RaxUsageEvent -Service Backup -CheckpointPath $checkpoint | Should -BeNullOrEmpty
    }

    It 'keeps a place for each service and region, and begins new ones at their oldest event' {
        Get-RaxUsageEvent -Service Files -Region ORD -CheckpointPath $checkpoint | Should -BeNullOrEmpty
        (Get-RaxUsageEvent -CheckpointPath $checkpoint -Region *).EventId | Should -Be $ids
        $kept = Get-Content $checkpoint -Raw | ConvertFrom-Json
        $kept.version | Should -Be 1
        $kept.tenantId | Should -Be $service.TenantId
        ($kept.feeds | Where-Object { $_.service -eq 'Backup' -and $_.region -eq 'DFW' }).marker | Should -Be "urn:uuid:$($ids[-1])"
        @($kept.feeds | Where-Object marker).Count | Should -Be 1
    }

    It 'takes a path of the current location' {
        Push-Location $TestDrive
        try { $null = Get-RaxUsageEvent -Service Backup -CheckpointPath here.json | Select-Object -First 1 } finally { Pop-Location }
        "$TestDrive/here.json" | Should -Exist
    }

    It 'warns of a gap where the feed has lost its place, and goes on' {
        $null = Get-RaxUsageEvent -Service Backup -CheckpointPath $checkpoint | Select-Object -First 2
        $kept = Get-Content $checkpoint -Raw | ConvertFrom-Json
        $kept.feeds[0].marker = "urn:uuid:$([guid]::NewGuid())"
        $kept.feeds[0].updated = '2020-01-01T00:00:00.0000000Z'
        $kept | ConvertTo-Json -Depth 4 | Set-Content $checkpoint
        (Get-RaxUsageEvent -Service Backup -CheckpointPath $checkpoint -WarningVariable told -WarningAction SilentlyContinue).EventId | Should -Be $ids
        "$told" | Should -BeLike '*gap in the Backup feed in DFW*2020-01-01*'
        Get-RaxUsageEvent -Service Backup -CheckpointPath $checkpoint -WarningVariable told | Should -BeNullOrEmpty
        $told | Should -BeNullOrEmpty
    }

    It 'goes on at its place where the feed fails: what was read before is not read again' {
        Add-TestFault -Service $service -Operation ListUsageEvents -StatusCode 403 -Skip 2
        try { $first = @(Get-RaxUsageEvent -Service Backup -CheckpointPath $checkpoint -PageSize 4 -ErrorAction SilentlyContinue -ErrorVariable failed) }
        finally { Clear-TestFaults $service }
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'AccessDenied,*'
        $first.EventId | Should -Be $ids[0..7]
        (Get-RaxUsageEvent -Service Backup -CheckpointPath $checkpoint).EventId | Should -Be $ids[8..($ids.Count - 1)]
    }

    It 'goes on with what has come since' {
        $null = Get-RaxUsageEvent -CheckpointPath $checkpoint
        $known = @(Get-RaxUsageEvent).EventId
        Add-Event 1
        $new = @(Get-RaxUsageEvent | Where-Object EventId -NotIn $known).EventId
        [array]::Reverse($new)
        $new.Count | Should -Be 3
        (Get-RaxUsageEvent -CheckpointPath $checkpoint).EventId | Should -Be $new
    }
}

Describe 'A checkpoint that cannot be used' {
    BeforeEach { $checkpoint = "$TestDrive/$([guid]::NewGuid()).json" }

    It 'is refused before anything is sent, and left alone: <ErrorId>' -ForEach @(
        @{ ErrorId = 'CheckpointInvalid'; Content = 'no checkpoint'; Category = 'InvalidArgument' }
        @{ ErrorId = 'CheckpointInvalid'; Content = ''; Category = 'InvalidArgument' }
        @{ ErrorId = 'CheckpointForeign'; Content = '{"version":1,"service":"127.0.0.1","tenantId":"another","feeds":[]}'; Category = 'ResourceExists' }
        @{ ErrorId = 'CheckpointForeign'; Content = '{"version":1,"service":"identity.api.rackspacecloud.com","tenantId":"1","feeds":[]}'; Category = 'ResourceExists' }
    ) {
        Set-Content $checkpoint $Content -NoNewline
        $sent = Get-SentRequest { $script:failed = Get-Failure { Get-RaxUsageEvent -CheckpointPath $checkpoint -ErrorAction Stop -Debug } }
        $sent | Should -BeNullOrEmpty
        Assert-ErrorRecord $failed $ErrorId $Category $checkpoint
        Get-Content $checkpoint -Raw | Should -Be $(if ($Content) { $Content })
    }

    It 'is refused where it cannot be written' {
        $path = "$TestDrive/missing/usage.json"
        Assert-ErrorRecord (Get-Failure { Get-RaxUsageEvent -CheckpointPath $path -ErrorAction Stop }) FileNotWritable InvalidArgument $path
    }

    It 'is refused while another run uses it, and free afterwards' {
        Get-RaxUsageEvent -Service Backup -CheckpointPath $checkpoint | ForEach-Object {
            if (-not $second) { $second = Get-Failure { Get-RaxUsageEvent -CheckpointPath $checkpoint -ErrorAction Stop } }
        }
        Assert-ErrorRecord $second CheckpointInUse ResourceExists $checkpoint
        Get-RaxUsageEvent -Service Backup -CheckpointPath $checkpoint -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'does not go with -<Name>' -ForEach @(
        @{ Name = 'Newest'; Arguments = @{ Newest = 5 } }
        @{ Name = 'Marker'; Arguments = @{ Marker = 'last'; Service = 'Backup' } }
        @{ Name = 'Direction'; Arguments = @{ Direction = 'Forward' } }
        @{ Name = 'OutBuffer'; Arguments = @{ OutBuffer = 10 } }
    ) {
        Assert-ErrorRecord (Get-Failure { Get-RaxUsageEvent -CheckpointPath $checkpoint @Arguments }) ParametersExclusive InvalidArgument $Name
        $checkpoint | Should -Not -Exist
    }
}
