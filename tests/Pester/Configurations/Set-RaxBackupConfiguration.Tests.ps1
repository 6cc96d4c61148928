BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $agent = Get-RaxBackupAgent
    $script:count = 0

    # Makes a weekly configuration of a name of its own: Friday 23:30 in New York, which is Saturday in UTC.
    function New-One([hashtable]$More = @{}) {
        $script:count++
        $given = @{ AgentId = $agent.MachineAgentId; Name = "set $($script:count)" } + $More
        $given.IncludeFolder ??= '/srv/b', '/srv/a'
        if (-not ($given.Keys -match 'Daily|Weekly|Hourly')) { $given += @{ Weekly = $true; DayOfWeek = 'Friday'; At = '23:30'; TimeZone = 'America/New_York' } }
        New-RaxBackupConfiguration @given
    }

    # All that can be set, as text.
    function Get-Settings($Id) {
        Get-RaxBackupConfiguration -ConfigurationId $Id | Select-Object BackupConfigurationName, IsActive, VersionRetention, BackupConfigurationScheduleId, MissedBackupActionId,
            Frequency, At, DayOfWeek, HourInterval, TimeZone, NotifyRecipients, NotifySuccess, NotifyFailure, BackupPrescript, BackupPostscript,
            @{ n = 'Inclusions'; e = { "$($_.Inclusions | ForEach-Object { "$($_.FileItemType) $($_.FilePath)" })" } },
            @{ n = 'Exclusions'; e = { "$($_.Exclusions | ForEach-Object { "$($_.FileItemType) $($_.FilePath)" })" } }, NextScheduledRunTime
    }

    # What differs between two settings: "Name=value".
    function Get-Change($Before, $After) {
        foreach ($property in $After.PSObject.Properties) {
            if ("$($property.Value)" -ne "$($Before.($property.Name))") { "$($property.Name)=$($property.Value)" }
        }
    }

    $zones = 'Eastern Standard Time', 'Europe/Berlin', 'Asia/Kolkata', 'Asia/Tokyo', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Australia/Lord_Howe', 'America/St_Johns', 'UTC'
}

AfterAll { Disconnect-TestService }

Describe 'Set-RaxBackupConfiguration' {
    It 'changes <Change> and nothing else' -ForEach @(
        @{ Given = @{ RetentionDays = 60 }; Change = 'VersionRetention=60' }
        @{ Given = @{ Name = 'Ünïcödé 日本' }; Change = 'BackupConfigurationName=Ünïcödé 日本' }
        @{ Given = @{ MissedBackupAction = 'NextScheduledTime' }; Change = 'MissedBackupActionId=NextScheduledTime' }
        @{ Given = @{ PreScript = '/opt/stop db' }; Change = 'BackupPrescript=/opt/stop db' }
        @{ Given = @{ PostScript = '/opt/start db' }; Change = 'BackupPostscript=/opt/start db' }
        @{ Given = @{ NotifyRecipient = 'a@example.com', 'b@example.com' }; Change = 'NotifyRecipients=a@example.com,b@example.com' }
        @{ Given = @{ IncludeFile = '/etc/hosts' }; Change = 'Inclusions=Folder /srv/b Folder /srv/a File /etc/hosts' }
        @{ Given = @{ IncludeFolder = '/srv/a', '/grün' }; Change = 'Inclusions=Folder /srv/a Folder /grün' }
        @{ Given = @{ ExcludeFolder = '/srv/a/x', '/srv/b/y' }; Change = 'Exclusions=Folder /srv/a/x Folder /srv/b/y' }
        @{ Given = @{ ExcludeFile = '/srv/a/x.tmp' }; Change = 'Exclusions=File /srv/a/x.tmp' }
    ) {
        $made = New-One
        $before = Get-Settings $made.BackupConfigurationId
        $made | Set-RaxBackupConfiguration @Given | Should -BeNullOrEmpty
        Get-Change $before (Get-Settings $made.BackupConfigurationId) | Should -Be $Change
    }

    It 'switches off with :$false what was on' {
        $made = New-One @{ NotifyRecipient = 'a@example.com'; NotifyOnSuccess = $true; NotifyOnFailure = $true }
        $before = Get-Settings $made.BackupConfigurationId
        $made | Set-RaxBackupConfiguration -NotifyOnSuccess:$false
        Get-Change $before (Get-Settings $made.BackupConfigurationId) | Should -Be 'NotifySuccess=False'
        $made | Set-RaxBackupConfiguration -NotifyOnFailure:$false -NotifyRecipient @()
        Get-Change $before (Get-Settings $made.BackupConfigurationId) | Should -Be 'NotifyRecipients=', 'NotifySuccess=False', 'NotifyFailure=False'
    }

    It 'empties lists and scripts' {
        $made = New-One @{ IncludeFile = '/etc/hosts'; ExcludeFolder = '/srv/a/x'; ExcludeFile = '/srv/a/y'; PreScript = 'a'; PostScript = 'b' }
        $before = Get-Settings $made.BackupConfigurationId
        $made | Set-RaxBackupConfiguration -IncludeFolder @() -ExcludeFolder @() -ExcludeFile @() -PreScript '' -PostScript $null
        Get-Change $before (Get-Settings $made.BackupConfigurationId) | Should -Be 'BackupPrescript=', 'BackupPostscript=', 'Inclusions=File /etc/hosts', 'Exclusions='
    }

    It 'disables and enables' {
        $made = New-One
        $made | Set-RaxBackupConfiguration -Disabled
        (Get-RaxBackupConfiguration -ConfigurationId $made.BackupConfigurationId).IsActive | Should -BeFalse
        $made | Set-RaxBackupConfiguration -Disabled:$false -At 23:30 -DayOfWeek Friday
        (Get-RaxBackupConfiguration -ConfigurationId $made.BackupConfigurationId).NextScheduledRunTime | Should -Be $made.NextScheduledRunTime
    }

    It 'takes configurations from the pipeline: <Case>' -ForEach @(
        @{ Case = 'several'; From = { New-One; New-One } }
        @{ Case = 'ids by name'; From = { [pscustomobject]@{ ConfigurationId = "$((New-One).BackupConfigurationId)" } } }
        @{ Case = 'deserialized'; From = { Copy-Deserialized (New-One) } }
        @{ Case = 'the first position'; From = $null }
    ) {
        if (-not $From) {
            (Set-RaxBackupConfiguration (New-One).BackupConfigurationId -RetentionDays 30 -PassThru).VersionRetention | Should -Be 30
            return
        }
        $given = @(& $From)
        $set = @($given | Set-RaxBackupConfiguration -RetentionDays 30 -PassThru)
        $set | Should -BeOfType RaxBackup.BackupConfiguration
        $set.VersionRetention | Should -Be (@(30) * $given.Count)
        $set.BackupConfigurationId | Should -Be @($given | ForEach-Object { $_.BackupConfigurationId ?? $_.ConfigurationId })
    }

    It 'reads, and sends the writable fields alone' {
        $made = New-One
        $id = $made.BackupConfigurationId
        $tenant = "/dfw/v1.0/$($service.TenantId)/backup-configuration/$id"
        Get-SentRequest { $made | Set-RaxBackupConfiguration -RetentionDays 30 -Debug } | Should -Be "GET $tenant", "PUT $tenant"
        Get-SentRequest { $made | Set-RaxBackupConfiguration -RetentionDays 60 -PassThru -Debug } | Should -Be "GET $tenant", "PUT $tenant", "GET $tenant"
        Get-SentRequest { $made | Set-RaxBackupConfiguration -RetentionDays 30 -WhatIf -Debug } | Should -BeNullOrEmpty
    }

    It 'is sent again where the service failed' {
        $made = New-One
        Add-TestFault -Service $service -Operation UpdateConfiguration -StatusCode 503 -RetryAfter 0 -Count 2
        try { ($made | Set-RaxBackupConfiguration -RetentionDays 30 -PassThru).VersionRetention | Should -Be 30 }
        finally { Clear-TestFaults $service }
    }

    It 'says what it would set' {
        $text = Invoke-NewPowerShell "Import-Module '$(Get-BuiltManifest)'; Connect-RaxBackup -Local | Out-Null; Set-RaxBackupConfiguration 5 -RetentionDays 30 -At 19:30 -WhatIf"
        $text | Should -BeLike 'What if: Performing the operation "Set RetentionDays, At" on target "Configuration 5"*'
    }
}

Describe 'Set-RaxBackupConfiguration and the schedule' {
    It 'leaves the next run where it was, in every zone and at every third hour, daily and weekly' {
        foreach ($zone in $zones) {
            foreach ($hour in 0, 3, 6, 9, 12, 15, 18, 21, 23) {
                foreach ($frequency in @{ Daily = $true }, @{ Weekly = $true; DayOfWeek = 'Sunday' }, @{ Weekly = $true; DayOfWeek = 'Wednesday' }) {
                    $made = New-One ($frequency + @{ At = [timespan]::new($hour, 45, 0); TimeZone = $zone })
                    $set = $made | Set-RaxBackupConfiguration -RetentionDays 30 -PassThru
                    $set.NextScheduledRunTime, $set.At, $set.DayOfWeek, $set.TimeZone | Should -Be $made.NextScheduledRunTime, $made.At, $made.DayOfWeek, $made.TimeZone
                    $made.At, $made.DayOfWeek | Should -Be ([timespan]::new($hour, 45, 0)), $frequency.DayOfWeek
                    $made | Remove-RaxBackupConfiguration -Confirm:$false
                }
            }
        }
    }

    It 'changes the time, the day or the zone alone' {
        $made = New-One
        $set = $made | Set-RaxBackupConfiguration -At 06:15 -PassThru
        $set.At, $set.DayOfWeek, $set.TimeZone | Should -Be ([timespan]'06:15'), 'Friday', 'Eastern Standard Time'
        $set = $made | Set-RaxBackupConfiguration -DayOfWeek Monday -PassThru
        $set.At, $set.DayOfWeek, $set.TimeZone | Should -Be ([timespan]'06:15'), 'Monday', 'Eastern Standard Time'
        foreach ($zone in 'Asia/Tokyo', 'Tokyo Standard Time') {
            $set = $made | Set-RaxBackupConfiguration -TimeZone $zone -PassThru
            $set.At, $set.DayOfWeek, $set.TimeZone | Should -Be ([timespan]'06:15'), 'Monday', 'Tokyo Standard Time'
        }
    }

    It 'goes from any frequency to any other' {
        $made = New-One
        $set = $made | Set-RaxBackupConfiguration -Daily -PassThru
        $set.Frequency, $set.At, $set.DayOfWeek | Should -Be 'Daily', ([timespan]'23:30'), $null
        $set = $made | Set-RaxBackupConfiguration -Hourly -HourInterval 6 -PassThru
        $set.Frequency, $set.HourInterval, $set.At | Should -Be 'Hourly', 6, $null
        ($made | Set-RaxBackupConfiguration -HourInterval 8 -PassThru).HourInterval | Should -Be 8
        $set = $made | Set-RaxBackupConfiguration -Manual -PassThru
        $set.Frequency, $set.HourInterval, $set.NextScheduledRunTime | Should -Be 'Manually', $null, $null
        $set = $made | Set-RaxBackupConfiguration -Weekly -DayOfWeek Tuesday -At 01:00 -PassThru
        $set.Frequency, $set.At, $set.DayOfWeek, $set.TimeZone | Should -Be 'Weekly', ([timespan]'01:00'), 'Tuesday', 'Eastern Standard Time'
    }

    It 'refuses where the day cannot be known, and says what to give' {
        $made = New-One @{ Disabled = $true }
        $failure = Get-Failure { $made | Set-RaxBackupConfiguration -RetentionDays 30 -ErrorAction Stop }
        Assert-ErrorRecord $failure ScheduleAmbiguous InvalidArgument $made.BackupConfigurationId
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-At and -DayOfWeek*enable it first*'
        (Get-RaxBackupConfiguration -ConfigurationId $made.BackupConfigurationId).VersionRetention | Should -Be 0
        $set = $made | Set-RaxBackupConfiguration -RetentionDays 30 -At 23:30 -DayOfWeek Friday -PassThru
        $set.VersionRetention, $set.IsActive | Should -Be 30, $false
        ($made | Enable-RaxBackupConfiguration -PassThru).DayOfWeek | Should -Be 'Friday'
    }

    It 'knows the time of a disabled one where the zone has the same time all year' {
        $made = New-One @{ Daily = $true; At = '12:00'; TimeZone = 'Asia/Tokyo'; Disabled = $true }
        $set = $made | Set-RaxBackupConfiguration -RetentionDays 30 -PassThru
        $set.At, $set.VersionRetention | Should -Be ([timespan]'12:00'), 30
        ($made | Enable-RaxBackupConfiguration -PassThru).At | Should -Be ([timespan]'12:00')
    }
}

Describe 'Set-RaxBackupConfiguration errors' {
    BeforeAll { $one = New-One; $id = $one.BackupConfigurationId }

    It 'ends the pipeline at a bad argument: <ErrorId>' -ForEach @(
        @{ Given = @{ At = '1.00:00' }; ErrorId = 'TimeOfDayInvalid' }
        @{ Given = @{ At = '10:00:30' }; ErrorId = 'TimeOfDayInvalid' }
        @{ Given = @{ TimeZone = 'Atlantis' }; ErrorId = 'TimeZoneUnknown' }
        @{ Given = @{ IncludeFolder = 'srv' }; ErrorId = 'PathNotAbsolute' }
        @{ Given = @{ ExcludeFile = '/srv/../etc' }; ErrorId = 'PathNotAbsolute' }
        @{ Given = @{ IncludeFile = '' }; ErrorId = 'PathNotAbsolute' }
        @{ Given = @{}; ErrorId = 'NothingToChange' }
        @{ Given = @{ RetentionDays = 30; Region = '*' }; ErrorId = 'RegionNotSingle' }
    ) {
        $failure = Get-Failure { $one, $one | Set-RaxBackupConfiguration @Given -ErrorAction SilentlyContinue }
        Assert-ErrorRecord $failure $ErrorId InvalidArgument
    }

    It 'goes on to the next where one does not bear it: <ErrorId>' -ForEach @(
        @{ Given = @{ IncludeFolder = @() }; ErrorId = 'IncludeListEmpty' }
        @{ Given = @{ ExcludeFolder = '/etc/x' }; ErrorId = 'ExcludeOutsideIncludes' }
        @{ Given = @{ NotifyOnFailure = $true }; ErrorId = 'NotifyRecipientMissing' }
        @{ Given = @{ HourInterval = 3 }; ErrorId = 'ScheduleParameterUnused' }
        @{ Given = @{ Hourly = $true }; ErrorId = 'ScheduleIncomplete' }
    ) {
        $one, $one | Set-RaxBackupConfiguration @Given -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed | Should -HaveCount 2
        Assert-ErrorRecord $failed[0] $ErrorId InvalidArgument
    }

    It 'does not know configurations that are not there, or deleted' {
        $gone = New-One
        $gone | Remove-RaxBackupConfiguration -Confirm:$false
        Set-RaxBackupConfiguration 4711 -RetentionDays 30 -ErrorAction SilentlyContinue -ErrorVariable failed
        Assert-ErrorRecord $failed[0] ConfigurationNotFound ObjectNotFound 4711
        $gone | Set-RaxBackupConfiguration -RetentionDays 30 -ErrorAction SilentlyContinue -ErrorVariable failed
        Assert-ErrorRecord $failed[0] ConfigurationNotFound ObjectNotFound $gone.BackupConfigurationId
    }

    It 'does not take the name of another' {
        $failure = Get-Failure { $one | Set-RaxBackupConfiguration -Name (New-One).BackupConfigurationName -ErrorAction Stop }
        Assert-ErrorRecord $failure AlreadyExists ResourceExists $id
    }

    It 'does not bind <Case>' -ForEach @(
        @{ Case = 'a null list'; Given = @{ IncludeFolder = $null } }
        @{ Case = 'an empty name'; Given = @{ Name = '' } }
        @{ Case = 'another retention'; Given = @{ RetentionDays = 31 } }
        @{ Case = 'too long an interval'; Given = @{ Hourly = $true; HourInterval = 24 } }
        @{ Case = 'a day that is none'; Given = @{ DayOfWeek = 'Someday' } }
        @{ Case = 'two frequencies'; Given = @{ Daily = $true; Weekly = $true } }
    ) {
        (Get-Failure { Set-RaxBackupConfiguration $id @Given }).Exception | Should -BeOfType ([Management.Automation.ParameterBindingException])
    }

    It 'needs a session' {
        $text = Invoke-NewPowerShell "Import-Module '$(Get-BuiltManifest)'; try { Set-RaxBackupConfiguration 5 -RetentionDays 30 } catch { `$_.FullyQualifiedErrorId }"
        $text.Trim() | Should -Be 'NotConnected,RaxBackup.Cmdlets.SetRaxBackupConfigurationCommand'
    }

    It 'completes ids and zones' {
        (TabExpansion2 'Set-RaxBackupConfiguration 1 -TimeZone Europe/Berl').CompletionMatches.CompletionText | Should -Contain 'Europe/Berlin'
        (TabExpansion2 'Set-RaxBackupConfiguration ').CompletionMatches.CompletionText | Should -Contain "$id"
    }
}
