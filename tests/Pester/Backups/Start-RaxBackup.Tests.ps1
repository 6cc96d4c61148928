BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $session = Get-RaxBackupSession
    $agent = Get-RaxBackupAgent
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory "$folder/keep/deep", "$folder/drop", "$folder/empty"
    foreach ($file in 'a.txt', 'b.log', 'keep/c.txt', 'keep/deep/d ü.txt', 'drop/e.txt') { Set-Content "$folder/$file" "content of $file" }
    $configuration = $agent | New-RaxBackupConfiguration -Name Web -IncludeFolder $folder
    $error.Clear()
    # What a configuration backs up, restored and read: paths below $folder.
    function Get-BackedUp([hashtable]$Scope) {
        $out = "$TestDrive/$(New-Guid)"
        $null = $agent | New-RaxBackupConfiguration -Name "scope $(New-Guid)" @Scope | Start-RaxBackup -Wait | Start-RaxRestore -DestinationPath $out -Wait
        (Get-TreeHash (Get-RestoredPath $out $folder)).Keys
    }
    function Get-BackupCount { @(Get-RaxBackupActivity -Type Backup).Count }
}

AfterAll { Disconnect-TestService }

Describe 'Start-RaxBackup' {
    AfterEach { Clear-TestFaults $service }

    It 'starts <How>' -ForEach @(
        @{ How = 'by id'; Start = { Start-RaxBackup $configuration.BackupConfigurationId } }
        @{ How = 'by name'; Start = { Start-RaxBackup -ConfigurationId $configuration.BackupConfigurationId -Region DFW -Session $session } }
        @{ How = 'a configuration from the pipeline'; Start = { $configuration | Start-RaxBackup } }
        @{ How = 'anything with the id from the pipeline'; Start = { [pscustomobject]@{ ConfigurationId = $configuration.BackupConfigurationId } | Start-RaxBackup } }
    ) {
        $backup = & $Start
        $backup | Should -HaveCount 1
        $backup.GetType().FullName | Should -Be 'RaxBackup.Backup'
        $backup.BackupId | Should -BeOfType ([long])
        $backup.BackupConfigurationId | Should -Be $configuration.BackupConfigurationId
        $backup.MachineAgentId | Should -Be $agent.MachineAgentId
        $backup.StateChangeTime | Should -BeOfType ([DateTimeOffset])
        $backup.StateChangeTime.Offset | Should -Be ([timespan]::Zero)
        $backup.Region | Should -Be 'DFW'
        ($backup | Wait-RaxBackup).State | Should -Be 'Completed'
    }

    It 'waits with -Wait, for all that are piped in' {
        $ended = $configuration, $configuration | Start-RaxBackup -Wait
        $ended.State | Should -Be @('Completed', 'Completed')
        $ended[0].BackupId | Should -Not -Be $ended[1].BackupId
    }

    It 'ends a wait after -TimeoutSec' {
        Add-TestFault -Service $service -Operation GetBackup -StatusCode 200 -Body '{"BackupId":1,"CurrentState":"InProgress"}'
        $configuration | Start-RaxBackup -Wait -TimeoutSec 1 -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $errors[0].FullyQualifiedErrorId | Should -Be 'WaitTimedOut,RaxBackup.Cmdlets.StartRaxBackupCommand'
    }

    It 'sends nothing with -WhatIf' {
        $before = Get-BackupCount
        $configuration | Start-RaxBackup -Wait -WhatIf | Should -BeNullOrEmpty
        Get-BackupCount | Should -Be $before
    }

    It 'says what it does with -Verbose and keeps the token out of -Debug' {
        $said = $configuration | Start-RaxBackup -Wait -Verbose -Debug *>&1 | Out-String
        $said | Should -Match 'Start a backup'
        $said | Should -Match 'POST .*backup/action-requested'
        $said | Should -Not -Match '(?i)X-Auth-Token:\s*[0-9a-f]{8}'
    }

    It 'completes the ids of configurations' {
        $line = 'Start-RaxBackup -ConfigurationId '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain "$($configuration.BackupConfigurationId)"
    }

    It 'backs up <What>' -ForEach @(
        @{ What = 'a folder with all below it'; Scope = { @{ IncludeFolder = $folder } }
            Expected = 'a.txt', 'b.log', 'drop', 'drop/e.txt', 'empty', 'keep', 'keep/c.txt', 'keep/deep', 'keep/deep/d ü.txt' }
        @{ What = 'single files'; Scope = { @{ IncludeFile = "$folder/a.txt", "$folder/keep/c.txt" } }; Expected = 'a.txt', 'keep', 'keep/c.txt' }
        @{ What = 'all but a folder'; Scope = { @{ IncludeFolder = $folder; ExcludeFolder = "$folder/drop", "$folder/keep/deep" } }
            Expected = 'a.txt', 'b.log', 'empty', 'keep', 'keep/c.txt' }
        @{ What = 'all but a file'; Scope = { @{ IncludeFolder = "$folder/keep"; ExcludeFile = "$folder/keep/c.txt" } }; Expected = 'keep', 'keep/deep', 'keep/deep/d ü.txt' }
        @{ What = 'a folder and a file beside it'; Scope = { @{ IncludeFolder = "$folder/drop"; IncludeFile = "$folder/b.log" } }; Expected = 'b.log', 'drop', 'drop/e.txt' }
    ) {
        Get-BackedUp (& $Scope) | Sort-Object | Should -Be ($Expected | Sort-Object)
    }

    It 'names what it could not start: <What>' -ForEach @(
        @{ What = 'a configuration that does not exist'; Id = { 999999 }; ErrorId = 'ConfigurationNotFound'; Category = 'ObjectNotFound' }
        @{ What = 'a deleted configuration'
            Id = { $gone = $agent | New-RaxBackupConfiguration -Name Gone -IncludeFolder $folder; $gone | Remove-RaxBackupConfiguration -Confirm:$false; $gone.BackupConfigurationId }
            ErrorId = 'ConfigurationNotFound'; Category = 'ObjectNotFound' }
        @{ What = 'a disabled configuration'; Id = { ($agent | New-RaxBackupConfiguration -Name Off -IncludeFolder $folder -Disabled).BackupConfigurationId }
            ErrorId = 'AccessDenied'; Category = 'PermissionDenied' }
    ) {
        $id = & $Id
        $other = [pscustomobject]@{ ConfigurationId = $id }, $configuration | Start-RaxBackup -ErrorVariable errors -ErrorAction SilentlyContinue
        $other.BackupConfigurationId | Should -Be $configuration.BackupConfigurationId
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -Be "$ErrorId,RaxBackup.Cmdlets.StartRaxBackupCommand"
        $errors[0].CategoryInfo.Category | Should -Be $Category
        $errors[0].TargetObject | Should -Be $id
        $errors[0].Exception.Message | Should -Match "$id"
    }

    It 'is a refusal where the service answers -1' {
        Add-TestFault -Service $service -Operation StartBackup -StatusCode 200 -Body '-1'
        $configuration | Start-RaxBackup -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $errors[0].FullyQualifiedErrorId | Should -Be 'BackupRefused,RaxBackup.Cmdlets.StartRaxBackupCommand'
        $errors[0].CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        $errors[0].TargetObject | Should -Be $configuration.BackupConfigurationId
        { $configuration | Start-RaxBackup -ErrorAction Stop } | Should -Throw -ErrorId 'BackupRefused,*'
    }

    It 'does not know the outcome where the answer is lost, and does not start again' {
        $before = Get-BackupCount
        Add-TestFault -Service $service -Operation StartBackup -Drop after
        $configuration | Start-RaxBackup -Wait -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -Be 'OutcomeUnknown,RaxBackup.Cmdlets.StartRaxBackupCommand'
        $errors[0].CategoryInfo.Category | Should -Be 'ConnectionError'
        $errors[0].TargetObject | Should -Be $configuration.BackupConfigurationId
        $errors[0].Exception.Message | Should -BeLike '*may have been started*'
        $errors[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-RaxBackupActivity*'
        (Get-TestFault $service).struck | Should -Be 1
        Get-BackupCount | Should -Be ($before + 1)
    }

    It 'is repeated where the service surely did not act' {
        $before = Get-BackupCount
        Add-TestFault -Service $service -Operation StartBackup -StatusCode 503 -RetryAfter 0 -Count 2
        ($configuration | Start-RaxBackup -Wait).State | Should -Be 'Completed'
        Get-BackupCount | Should -Be ($before + 1)
    }

    It 'does not lose the id where the backup cannot be read at once' {
        Add-TestFault -Service $service -Operation GetBackup -StatusCode 403 -Count 1
        $backup = $configuration | Start-RaxBackup -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike "Backup $($backup.BackupId) has been started, but could not be read: *"
        $backup.State | Should -Be 'StartRequested'
        ($backup | Wait-RaxBackup).BackupConfigurationId | Should -Be $configuration.BackupConfigurationId
    }

    It 'needs a session' {
        $said = Invoke-NewPowerShell "Import-Module '$(Get-BuiltManifest)'; try { Start-RaxBackup 1 -ErrorAction SilentlyContinue } catch { `$_.FullyQualifiedErrorId }"
        $said.Trim() | Should -Be 'NotConnected,RaxBackup.Cmdlets.StartRaxBackupCommand'
    }
}

Describe 'Start-RaxBackup -Wait with files in trouble' {
    It 'warns where a file could not be read, and the report names it' {
        $odd = "$TestDrive/odd"
        $null = New-Item -ItemType Directory $odd
        Set-Content "$odd/fine.txt" 'fine'
        # Whoever runs this may be root: what nobody can read is a file that is not there.
        $backup = $agent | New-RaxBackupConfiguration -Name Odd -IncludeFolder $odd -IncludeFile "$odd-missing.txt" |
            Start-RaxBackup -Wait -WarningVariable warnings -WarningAction SilentlyContinue -ErrorAction Stop
        $backup.State | Should -Be 'CompletedWithErrors'
        $warnings | Should -BeLike "Backup $($backup.BackupId) of 'Odd' on * is complete, with errors on some files. Get-RaxBackupReport -BackupId $($backup.BackupId) tells more."
        $report = $backup | Get-RaxBackupReport
        $report.NumErrors | Should -Be 1
        $report.ErrorList.Path | Should -Be "$odd-missing.txt"
        $null = $backup | Start-RaxRestore -DestinationPath "$TestDrive/odd-out" -Wait
        Get-TreeText (Get-RestoredPath "$TestDrive/odd-out" $odd) | Should -Be (Get-TreeText $odd)
    }

    It 'fails where there is nothing to back up, and goes on with the others' {
        $gone = $agent | New-RaxBackupConfiguration -Name Nothing -IncludeFolder "$TestDrive/nothing"
        $ended = $gone, $configuration | Start-RaxBackup -Wait -ErrorVariable errors -ErrorAction SilentlyContinue
        $ended.State | Sort-Object | Should -Be @('Completed', 'Failed')
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -Be 'BackupFailed,RaxBackup.Cmdlets.StartRaxBackupCommand'
        $errors[0].Exception.Message | Should -BeLike '*NothingToBackUp*'
        $report = $ended | Where-Object State -EQ Failed | Get-RaxBackupReport
        $report.ErrorList.Path | Should -Be "$TestDrive/nothing"
        $report.CanRestore | Should -BeFalse
    }
}

Describe 'Start-RaxBackup stopped by the person who waits' {
    AfterEach { Clear-TestFaults $service }

    It 'says that the backup goes on' {
        Add-TestFault -Service $service -Operation GetBackup -StatusCode 200 -Body '{"BackupId":1,"CurrentState":"InProgress"}'
        $aside = Start-Aside { param($session, $id) Start-RaxBackup $id -Wait -Session $session } $session, $configuration.BackupConfigurationId
        $null = $aside.Host.NextProgress()
        $aside.Stop()
        $id = (Get-RaxBackupActivity -Type Backup)[0].BackupId
        $aside.Host.Lines | Should -Be "The wait has ended, Backup $id goes on. Wait for it again with: Wait-RaxBackup -BackupId $id"
        Clear-TestFaults $service
        (Wait-RaxBackup $id).State | Should -Be 'Completed'
    }

    It 'tells of what it has started, and of what it may have started' {
        $second = $agent | New-RaxBackupConfiguration -Name Second -IncludeFolder $folder
        Add-TestFault -Service $service -Operation StartBackup -Skip 1 -DelayMs 86400000
        $aside = Start-Aside { param($session, $first, $second) $first, $second | Start-RaxBackup -Wait -Session $session } $session, $configuration, $second
        while ((Get-TestFault $service).struck -eq 0) { }
        $aside.Stop()
        $id = (Get-RaxBackupActivity -Type Backup)[0].BackupId
        $aside.Host.Lines -join "`n" | Should -BeLike "*Backup $id goes on.*Wait-RaxBackup -BackupId $id*A backup of configuration $($second.BackupConfigurationId) was being started and may run: Get-RaxBackupActivity tells."
    }
}
