BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $agent = Get-RaxBackupAgent
    $script:count = 0

    # Makes a configuration of a name of its own.
    function New-One([hashtable]$More = @{}) {
        $script:count++
        $given = @{ AgentId = $agent.MachineAgentId; Name = "new $($script:count)" } + $More
        $given.IncludeFolder ??= '/srv'
        New-RaxBackupConfiguration @given
    }
}

AfterAll { Disconnect-TestService }

Describe 'New-RaxBackupConfiguration' {
    It 'writes the configuration, with real types' {
        $made = New-RaxBackupConfiguration 'first' -AgentId $agent.MachineAgentId -IncludeFolder /srv
        $made | Should -BeOfType RaxBackup.BackupConfiguration
        $made.BackupConfigurationId | Should -BeOfType long
        $made.BackupConfigurationName | Should -Be 'first'
        $made.MachineAgentId | Should -Be $agent.MachineAgentId
        $made.MachineName | Should -Be $agent.MachineName
        $made.Region | Should -Be 'DFW'
        $made.IsActive | Should -BeOfType bool
        $made.IsActive | Should -BeTrue
        $made.IsDeleted | Should -BeFalse
        $made.Frequency | Should -Be ([RaxBackup.BackupFrequency]::Manually)
        $made.VersionRetention | Should -Be 0
        $made.MissedBackupActionId | Should -Be ([RaxBackup.MissedBackupAction]::AsSoonAsPossible)
        $made.BackupState | Should -BeOfType RaxBackup.JobState
        $made.LastRunTime, $made.NextScheduledRunTime, $made.At, $made.DayOfWeek | Should -Be @($null, $null, $null, $null)
        $made.Inclusions | Should -BeOfType RaxBackup.BackupItem
        (Get-RaxBackupConfiguration first | ConvertTo-Json -Depth 5) | Should -Be ($made | ConvertTo-Json -Depth 5)
    }

    It 'takes agents from the pipeline: <Case>' -ForEach @(
        @{ Case = 'an agent'; From = { $agent } }
        @{ Case = 'MachineAgentId'; From = { [pscustomobject]@{ MachineAgentId = "$($agent.MachineAgentId)" } } }
        @{ Case = 'AgentId'; From = { [pscustomobject]@{ AgentId = $agent.MachineAgentId } } }
    ) {
        (& $From | New-RaxBackupConfiguration -Name "from $Case" -IncludeFolder /srv).MachineAgentId | Should -Be $agent.MachineAgentId
    }

    It 'keeps what is included and excluded, in its order' {
        $made = New-One @{ IncludeFolder = '/srv/b', '/srv/a'; IncludeFile = '/etc/hosts'; ExcludeFolder = '/srv/a/cache'; ExcludeFile = '/srv/b/x.tmp', '/srv/b/y.tmp' }
        $made.Inclusions.FilePath | Should -Be '/srv/b', '/srv/a', '/etc/hosts'
        $made.Inclusions.FileItemType | Should -Be 'Folder', 'Folder', 'File'
        $made.Inclusions.Filter | Select-Object -Unique | Should -Be ([RaxBackup.BackupItemFilter]::Include)
        $made.Exclusions.FilePath | Should -Be '/srv/a/cache', '/srv/b/x.tmp', '/srv/b/y.tmp'
        $made.Exclusions.FileItemType | Should -Be 'Folder', 'File', 'File'
        $made.Exclusions.Filter | Select-Object -Unique | Should -Be ([RaxBackup.BackupItemFilter]::Exclude)
        $made.Inclusions.ParentId | Select-Object -Unique | Should -Be $made.BackupConfigurationId
    }

    It 'keeps names and paths as they are written: <Text>' -ForEach @(
        @{ Text = 'Ünïcödé 日本 😀' }, @{ Text = 'a [b] c*? `d' }, @{ Text = "it's ""quoted"" & <tagged> \ 100%" }, @{ Text = '  blanks  within  ' }, @{ Text = 'e' + [char]0x301 }
    ) {
        $made = New-RaxBackupConfiguration $Text -AgentId $agent.MachineAgentId -IncludeFolder "/srv/$Text" -ExcludeFile "/srv/$Text/$Text"
        $read = Get-RaxBackupConfiguration -ConfigurationId $made.BackupConfigurationId
        $read.BackupConfigurationName | Should -BeExactly $Text
        $read.Inclusions[0].FilePath | Should -BeExactly "/srv/$Text"
        $read.Exclusions[0].FilePath | Should -BeExactly "/srv/$Text/$Text"
    }

    It 'keeps everything else' {
        $made = New-One @{
            RetentionDays = 60; NotifyRecipient = 'ops@example.com', 'boss@example.com'; NotifyOnSuccess = $true; NotifyOnFailure = $true
            MissedBackupAction = 'NextScheduledTime'; PreScript = '/opt/stop db'; PostScript = '/opt/start db'; Disabled = $true
        }
        $made.VersionRetention | Should -Be 60
        $made.NotifyRecipients | Should -Be 'ops@example.com,boss@example.com'
        $made.NotifySuccess | Should -BeTrue
        $made.NotifyFailure | Should -BeTrue
        $made.MissedBackupActionId | Should -Be ([RaxBackup.MissedBackupAction]::NextScheduledTime)
        $made.BackupPrescript | Should -Be '/opt/stop db'
        $made.BackupPostscript | Should -Be '/opt/start db'
        $made.IsActive | Should -BeFalse
    }

    It 'keeps versions for <Days> days' -ForEach @(@{ Days = 0 }, @{ Days = 30 }, @{ Days = 60 }) {
        (New-One @{ RetentionDays = $Days }).VersionRetention | Should -Be $Days
    }

    It 'takes lists that were never filled for empty ones' {
        $made = New-One @{ IncludeFile = $null; ExcludeFolder = $null; ExcludeFile = @(); NotifyRecipient = $null; NotifyOnFailure = $false }
        $made.Inclusions | Should -HaveCount 1
        $made.Exclusions | Should -HaveCount 0
        $made.NotifyRecipients | Should -BeNullOrEmpty
    }

    It 'works in the region of the agent' {
        Get-SentRequest { [pscustomobject]@{ AgentId = 1; Region = 'ORD' } | New-RaxBackupConfiguration x -IncludeFolder /srv -Debug -ErrorAction SilentlyContinue } |
            Should -Be "POST /ord/v1.0/$($service.TenantId)/backup-configuration"
    }

    It 'sends nothing with -WhatIf' {
        Get-SentRequest { $agent | New-RaxBackupConfiguration x -IncludeFolder /srv -WhatIf -Debug } | Should -BeNullOrEmpty
    }
}

Describe 'New-RaxBackupConfiguration schedules' {
    It 'has <Day> <At> in <Zone> as it was meant' -ForEach @(
        @{ Day = 'Friday'; At = '19:30'; Zone = 'Eastern Standard Time'; Windows = 'Eastern Standard Time' }
        @{ Day = 'Friday'; At = '19:30'; Zone = 'Europe/Berlin'; Windows = 'W. Europe Standard Time' }
        @{ Day = 'Friday'; At = '23:45'; Zone = 'America/Los_Angeles'; Windows = 'Pacific Standard Time' }
        @{ Day = 'Monday'; At = '00:15'; Zone = 'Asia/Tokyo'; Windows = 'Tokyo Standard Time' }
        @{ Day = 'Sunday'; At = '12:00'; Zone = 'UTC'; Windows = 'UTC' }
        @{ Day = 'Saturday'; At = '00:00'; Zone = 'Asia/Kolkata'; Windows = 'India Standard Time' }
        @{ Day = $null; At = '00:00'; Zone = 'Eastern Standard Time'; Windows = 'Eastern Standard Time' }
        @{ Day = $null; At = '12:05'; Zone = 'europe/london'; Windows = 'GMT Standard Time' }
        @{ Day = $null; At = '23:59'; Zone = 'pacific standard time'; Windows = 'Pacific Standard Time' }
    ) {
        $frequency = if ($Day) { @{ Weekly = $true; DayOfWeek = $Day } } else { @{ Daily = $true } }
        $made = New-One ($frequency + @{ At = $At; TimeZone = $Zone })
        foreach ($shown in $made, (Get-RaxBackupConfiguration -ConfigurationId $made.BackupConfigurationId)) {
            $shown.Frequency | Should -Be $(if ($Day) { 'Weekly' } else { 'Daily' })
            $shown.At | Should -BeOfType timespan
            $shown.At | Should -Be ([timespan]$At)
            $shown.DayOfWeek | Should -Be $(if ($Day) { [DayOfWeek]$Day })
            $shown.TimeZone | Should -BeExactly $Windows
            $shown.TimeZoneId | Should -BeExactly $Windows
            $shown.NextScheduledRunTime | Should -BeOfType DateTimeOffset
            $shown.NextScheduledRunTime.Offset | Should -Be ([timespan]::Zero)
            $shown.NextScheduledRunTime | Should -BeGreaterThan ([DateTimeOffset]::UtcNow.AddMinutes(-1))
            $local = [TimeZoneInfo]::ConvertTime($shown.NextScheduledRunTime, [TimeZoneInfo]::FindSystemTimeZoneById($Windows))
            $local.TimeOfDay | Should -Be ([timespan]$At)
            if ($Day) { $local.DayOfWeek | Should -Be $Day }
        }
    }

    It 'runs every <Hours> hours' -ForEach @(@{ Hours = 1 }, @{ Hours = 23 }) {
        $made = New-One @{ Hourly = $true; HourInterval = $Hours }
        $made.Frequency | Should -Be ([RaxBackup.BackupFrequency]::Hourly)
        $made.HourInterval | Should -Be $Hours
        $made.At | Should -BeNullOrEmpty
        $made.NextScheduledRunTime | Should -BeGreaterThan ([DateTimeOffset]::UtcNow)
    }

    It 'uses this machine''s zone where none is given' {
        (New-One @{ Daily = $true; At = '4:00' }).At | Should -Be ([timespan]'4:00')
    }

    It 'completes zones, days and actions' {
        (TabExpansion2 'New-RaxBackupConfiguration -TimeZone berl').CompletionMatches.CompletionText | Should -Be 'Europe/Berlin'
        (TabExpansion2 'New-RaxBackupConfiguration -TimeZone eastern').CompletionMatches.CompletionText | Should -Contain "'Eastern Standard Time'"
        (TabExpansion2 'New-RaxBackupConfiguration -DayOfWeek f').CompletionMatches.CompletionText | Should -Be 'Friday'
        (TabExpansion2 'New-RaxBackupConfiguration -RetentionDays ').CompletionMatches.CompletionText | Should -Be '0', '30', '60'
        (TabExpansion2 'New-RaxBackupConfiguration -AgentId ').CompletionMatches.CompletionText | Should -Be $agent.MachineAgentId
    }
}

Describe 'New-RaxBackupConfiguration refused' {
    It 'is terminating, and sends nothing: <ErrorId> (<Case>)' -ForEach @(
        @{ Case = 'nothing to include'; ErrorId = 'IncludeListEmpty'; More = @{}; Target = 'bad' }
        @{ Case = 'an empty list'; ErrorId = 'IncludeListEmpty'; More = @{ IncludeFolder = @() }; Target = 'bad' }
        @{ Case = 'a list that was never filled'; ErrorId = 'IncludeListEmpty'; More = @{ IncludeFolder = $null; IncludeFile = $null }; Target = 'bad' }
        @{ Case = 'excludes alone'; ErrorId = 'IncludeListEmpty'; More = @{ ExcludeFolder = '/srv/a' }; Target = 'bad' }
        @{ Case = 'a relative folder'; ErrorId = 'PathNotAbsolute'; More = @{ IncludeFolder = '/srv', 'srv/a' }; Target = 'srv/a' }
        @{ Case = 'a relative file'; ErrorId = 'PathNotAbsolute'; More = @{ IncludeFile = './a' }; Target = './a' }
        @{ Case = 'a home folder'; ErrorId = 'PathNotAbsolute'; More = @{ IncludeFolder = '~/a' }; Target = '~/a' }
        @{ Case = 'a path that climbs'; ErrorId = 'PathNotAbsolute'; More = @{ IncludeFolder = '/srv/../etc' }; Target = '/srv/../etc' }
        @{ Case = 'an empty path'; ErrorId = 'PathNotAbsolute'; More = @{ IncludeFolder = '/srv', '' }; Target = '' }
        @{ Case = 'no path'; ErrorId = 'PathNotAbsolute'; More = @{ IncludeFolder = @($null) }; Target = '' }
        @{ Case = 'a relative exclude'; ErrorId = 'PathNotAbsolute'; More = @{ IncludeFolder = '/srv'; ExcludeFile = 'a' }; Target = 'a' }
        @{ Case = 'an exclude elsewhere'; ErrorId = 'ExcludeOutsideIncludes'; More = @{ IncludeFolder = '/srv'; ExcludeFolder = '/srv/a', '/var' }; Target = '/var' }
        @{ Case = 'an exclude of a like name'; ErrorId = 'ExcludeOutsideIncludes'; More = @{ IncludeFolder = '/srv'; ExcludeFile = '/srv2/a' }; Target = '/srv2/a' }
        @{ Case = 'an exclude of an included file'; ErrorId = 'ExcludeOutsideIncludes'; More = @{ IncludeFile = '/srv/a'; ExcludeFile = '/srv/a' }; Target = '/srv/a' }
        @{ Case = 'an exclude in other case'; ErrorId = 'ExcludeOutsideIncludes'; More = @{ IncludeFolder = '/srv'; ExcludeFile = '/SRV/a' }; Target = '/SRV/a' }
        @{ Case = 'an unknown zone'; ErrorId = 'TimeZoneUnknown'; More = @{ IncludeFolder = '/srv'; Daily = $true; At = '1:00'; TimeZone = 'Mars/Olympus' }; Target = 'Mars/Olympus' }
        @{ Case = 'seconds'; ErrorId = 'TimeOfDayInvalid'; More = @{ IncludeFolder = '/srv'; Daily = $true; At = '19:30:15' }; Target = '19:30:15' }
        @{ Case = 'a day later'; ErrorId = 'TimeOfDayInvalid'; More = @{ IncludeFolder = '/srv'; Daily = $true; At = '1.00:00' }; Target = '1.00:00:00' }
        @{ Case = 'before midnight'; ErrorId = 'TimeOfDayInvalid'; More = @{ IncludeFolder = '/srv'; Weekly = $true; DayOfWeek = 'Friday'; At = '-1:00' }; Target = '-01:00:00' }
        @{ Case = 'nobody to notify'; ErrorId = 'NotifyRecipientMissing'; More = @{ IncludeFolder = '/srv'; NotifyOnFailure = $true }; Target = 'bad' }
        @{ Case = 'an empty address'; ErrorId = 'NotifyRecipientMissing'; More = @{ IncludeFolder = '/srv'; NotifyOnSuccess = $true; NotifyRecipient = ' ' }; Target = 'bad' }
        @{ Case = 'every region'; ErrorId = 'RegionNotSingle'; More = @{ IncludeFolder = '/srv'; Region = '*' }; Target = '*' }
        @{ Case = 'an unknown region'; ErrorId = 'RegionUnknown'; More = @{ IncludeFolder = '/srv'; Region = 'XYZ' }; Target = 'XYZ' }
    ) {
        $failure = Get-Failure { $agent | New-RaxBackupConfiguration bad @More -ErrorAction SilentlyContinue }
        Assert-ErrorRecord $failure $ErrorId InvalidArgument $Target
        Get-SentRequest { try { New-RaxBackupConfiguration bad -AgentId 1 @More -Debug } catch { $null = $_ } } | Should -BeNullOrEmpty
    }

    It 'is not bound: <Case>' -ForEach @(
        @{ Case = 'retention of 31 days'; ErrorId = 'ParameterArgumentValidationError'; More = @{ RetentionDays = 31 } }
        @{ Case = 'every 24 hours'; ErrorId = 'ParameterArgumentValidationError'; More = @{ Hourly = $true; HourInterval = 24 } }
        @{ Case = 'no hours'; ErrorId = 'ParameterArgumentValidationError'; More = @{ Hourly = $true; HourInterval = 0 } }
        @{ Case = 'an empty zone'; ErrorId = 'ParameterArgumentValidationError'; More = @{ TimeZone = '' } }
        @{ Case = 'no zone'; ErrorId = 'ParameterArgumentValidationError'; More = @{ TimeZone = $null } }
        @{ Case = 'a quarter past nonsense'; ErrorId = 'ParameterArgumentTransformationError'; More = @{ Daily = $true; At = '25:15' } }
        @{ Case = 'no day'; ErrorId = 'ParameterArgumentTransformationError'; More = @{ Weekly = $true; DayOfWeek = 'Someday'; At = '1:00' } }
        @{ Case = 'two schedules'; ErrorId = 'AmbiguousParameterSet'; More = @{ Daily = $true; Weekly = $true; At = '1:00'; DayOfWeek = 'Friday' } }
        @{ Case = 'an unknown action'; ErrorId = 'ParameterArgumentTransformationError'; More = @{ MissedBackupAction = 'Never' } }
    ) {
        (Get-Failure { $agent | New-RaxBackupConfiguration bad -IncludeFolder /srv @More -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
    }

    It 'goes on after a name that is taken' {
        $null = New-RaxBackupConfiguration taken -AgentId $agent.MachineAgentId -IncludeFolder /srv
        $made = $agent | New-RaxBackupConfiguration taken -IncludeFolder /srv -ErrorAction SilentlyContinue -ErrorVariable errors
        $made | Should -BeNullOrEmpty
        Assert-ErrorRecord $errors[0] AlreadyExists ResourceExists taken
        @(Get-RaxBackupConfiguration taken) | Should -HaveCount 1
    }

    It 'goes on after an agent that does not exist' {
        $made = [pscustomobject]@{ AgentId = 4444 }, $agent | New-RaxBackupConfiguration 'after all' -IncludeFolder /srv -ErrorAction SilentlyContinue -ErrorVariable errors
        $made.BackupConfigurationName | Should -Be 'after all'
        Assert-ErrorRecord $errors[0] AgentNotFound ObjectNotFound
        $errors[0].Exception.Message | Should -Match '4444'
    }

    It 'lets the service judge paths of other platforms and blank names: <Given>' -ForEach @(@{ Given = @{ Name = 'other'; IncludeFolder = 'C:\data' } }, @{ Given = @{ Name = '  '; IncludeFolder = '/srv' } }) {
        $agent | New-RaxBackupConfiguration @Given -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        Assert-ErrorRecord $errors[0] RequestRejected InvalidArgument $Given.Name
    }
}

Describe 'New-RaxBackupConfiguration through a service in trouble' {
    AfterEach { Clear-TestFaults $service }

    It 'is never sent twice where it may have been done' {
        Add-TestFault $service -Operation CreateConfiguration -Drop after
        $agent | New-RaxBackupConfiguration lost -IncludeFolder /srv -ErrorAction SilentlyContinue -ErrorVariable errors
        Assert-ErrorRecord $errors[0] OutcomeUnknown ConnectionError lost
        @(Get-RaxBackupConfiguration lost) | Should -HaveCount 1
    }

    It 'is sent again where it surely was not done' {
        Add-TestFault $service -Operation CreateConfiguration -StatusCode 503 -RetryAfter 0 -Count 2
        $agent | New-RaxBackupConfiguration 'in the end' -IncludeFolder /srv | Should -HaveCount 1
    }

    It 'is not sent again after a failure: <StatusCode> is <ErrorId>' -ForEach @(
        @{ StatusCode = 500; ErrorId = 'ServiceFailed'; Category = 'ResourceUnavailable' }, @{ StatusCode = 504; ErrorId = 'OutcomeUnknown'; Category = 'ConnectionError' }
    ) {
        Add-TestFault $service -Operation CreateConfiguration -StatusCode $StatusCode -Count 1
        $agent | New-RaxBackupConfiguration 'not again' -IncludeFolder /srv -ErrorAction SilentlyContinue -ErrorVariable errors
        Assert-ErrorRecord $errors[0] $ErrorId $Category 'not again'
    }
}
