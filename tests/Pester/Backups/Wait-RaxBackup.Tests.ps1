BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $session = Get-RaxBackupSession
    $agent = Get-RaxBackupAgent
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory $folder
    Set-Content "$folder/a.txt" 'content'
    $configuration = $agent | New-RaxBackupConfiguration -Name Web -IncludeFolder $folder
    # What the service answers about a backup that takes its time.
    function Get-Running($backupId) { @{ BackupId = $backupId; BackupConfigurationName = 'Web'; MachineName = 'm'; CurrentState = 'InProgress' } | ConvertTo-Json }
    # A file that takes minutes to read and no room.
    function New-HugeFile($path) {
        $null = New-Item -ItemType Directory (Split-Path $path)
        $file = [IO.File]::Create($path)
        $file.SetLength(256GB)
        $file.Dispose()
    }
}

AfterAll { Disconnect-TestService }

Describe 'Wait-RaxBackup' {
    AfterEach { Clear-TestFaults $service }

    It 'waits for a backup <How>' -ForEach @(
        @{ How = 'from the pipeline'; Wait = { $args[0] | Wait-RaxBackup } }
        @{ How = 'by its id'; Wait = { Wait-RaxBackup $args[0].BackupId } }
        @{ How = 'in a named region'; Wait = { Wait-RaxBackup -BackupId $args[0].BackupId -Region dfw -Session $session } }
    ) {
        $started = $configuration | Start-RaxBackup
        $ended = & $Wait $started
        $ended | Should -HaveCount 1
        $ended.GetType().FullName | Should -Be 'RaxBackup.Backup'
        $ended.BackupId | Should -Be $started.BackupId
        $ended.State | Should -Be 'Completed'
        $ended.State | Should -BeOfType ([RaxBackup.JobState])
        $ended.Region | Should -Be 'DFW'
    }

    It 'waits for all that is piped in, the same one once, and writes each as it ends' {
        $backups = 1..4 | ForEach-Object { $configuration | Start-RaxBackup } | Wait-RaxBackup
        Add-TestFault -Service $service -Operation GetBackup -Path "*/backup/$($backups[0].BackupId)" -StatusCode 200 -Body (Get-Running $backups[0].BackupId) -Count 1
        $ended = $backups + $backups[3] | Wait-RaxBackup
        $ended | Should -HaveCount 4
        $ended[-1].BackupId | Should -Be $backups[0].BackupId
        $ended.State | Should -Be @('Completed', 'Completed', 'Completed', 'Completed')
    }

    It 'shows progress for each: state, elapsed, and then nothing any more' {
        $backups = 1..2 | ForEach-Object { $configuration | Start-RaxBackup | Wait-RaxBackup }
        Add-TestFault -Service $service -Operation GetBackup -StatusCode 200 -Body (Get-Running $backups[0].BackupId) -Count 2
        $aside = Start-Aside { param($session, $ids) $ids | ForEach-Object { [pscustomobject]@{ BackupId = $_ } } | Wait-RaxBackup -Session $session } $session, $backups.BackupId
        $seen = while ($record = $aside.Host.NextProgress()) { $record }
        $null = $aside.Finish()
        foreach ($backup in $backups) {
            $own = @($seen | Where-Object Activity -EQ "Backup $($backup.BackupId)")
            $own[0].StatusDescription | Should -Match '^InProgress, 00:00:0\d$'
            $own[0].RecordType | Should -Be 'Processing'
            $own[-1].RecordType | Should -Be 'Completed'
        }
        ($seen.ActivityId | Sort-Object -Unique).Count | Should -Be 2
    }

    It 'shows how much is done where the service tells' {
        New-HugeFile "$TestDrive/percent/huge.bin"
        $backup = $agent | New-RaxBackupConfiguration -Name Percent -IncludeFolder "$TestDrive/percent" | Start-RaxBackup
        $aside = Start-Aside { param($session, $id) Wait-RaxBackup $id -Session $session } $session, $backup.BackupId
        do { $record = $aside.Host.NextProgress() } until ($record.StatusDescription -like 'InProgress*')
        $record.PercentComplete | Should -BeIn (0..99)
        $record.StatusDescription | Should -Match '^InProgress, \d+ %, 00:00:0\d$'
        Remove-Item -Recurse "$TestDrive/percent"
        Invoke-RaxBackupApi -Method POST -Path backup/action-requested -Body @{ Action = 'StopManual'; Id = $backup.BackupId }
        $ended = $aside.Finish()
        $ended.State | Should -Be 'Stopped'
        $aside.Shell.Streams.Error[0].FullyQualifiedErrorId | Should -Be 'BackupStopped,RaxBackup.Cmdlets.WaitRaxBackupCommand'
        $aside.Shell.Streams.Error[0].CategoryInfo.Category | Should -Be 'InvalidResult'
    }

    It 'ends in WaitTimedOut for what has not ended, and the backup goes on' {
        $backup = $configuration | Start-RaxBackup
        Add-TestFault -Service $service -Operation GetBackup -StatusCode 200 -Body (Get-Running $backup.BackupId)
        $ended = $backup | Wait-RaxBackup -TimeoutSec 1 -PollIntervalSec 1 -ErrorVariable errors -ErrorAction SilentlyContinue
        $ended | Should -BeNullOrEmpty
        $errors[0].FullyQualifiedErrorId | Should -Be 'WaitTimedOut,RaxBackup.Cmdlets.WaitRaxBackupCommand'
        $errors[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $errors[0].TargetObject | Should -Be $backup.BackupId
        $errors[0].Exception.Message | Should -Be "The wait for Backup $($backup.BackupId) ended after 1 s; its state was InProgress."
        Clear-TestFaults $service
        ($backup | Wait-RaxBackup).State | Should -Be 'Completed'
    }

    It 'says that there is no such backup, and goes on with the others' {
        $backup = $configuration | Start-RaxBackup
        $ended = 999999, $backup.BackupId | ForEach-Object { [pscustomobject]@{ BackupId = $_ } } | Wait-RaxBackup -TimeoutSec 2 -ErrorVariable errors -ErrorAction SilentlyContinue
        $ended.BackupId | Should -Be $backup.BackupId
        $errors[0].FullyQualifiedErrorId | Should -Be 'BackupNotFound,RaxBackup.Cmdlets.WaitRaxBackupCommand'
        $errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $errors[0].TargetObject | Should -Be 999999
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'all regions at once'; Arguments = @{ Region = '*' }; ErrorId = 'RegionNotSingle' }
        @{ What = 'an interval of nothing'; Arguments = @{ PollIntervalSec = 0 }; ErrorId = 'ParameterArgumentValidationError' }
        @{ What = 'a negative time'; Arguments = @{ TimeoutSec = -1 }; ErrorId = 'ParameterArgumentValidationError' }
    ) {
        (Get-Failure { Wait-RaxBackup 1 @Arguments }).FullyQualifiedErrorId | Should -Be "$ErrorId,RaxBackup.Cmdlets.WaitRaxBackupCommand"
    }

    It 'writes a failed backup and then why it failed' {
        $gone = "$TestDrive/gone"
        $backup = $agent | New-RaxBackupConfiguration -Name Gone -IncludeFolder $gone | Start-RaxBackup
        $ended = $backup | Wait-RaxBackup -ErrorVariable errors -ErrorAction SilentlyContinue
        $ended.State | Should -Be 'Failed'
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -Be 'BackupFailed,RaxBackup.Cmdlets.WaitRaxBackupCommand'
        $errors[0].CategoryInfo.Category | Should -Be 'InvalidResult'
        $errors[0].TargetObject.BackupId | Should -Be $backup.BackupId
        $errors[0].Exception.Message | Should -BeLike "Backup $($backup.BackupId) of 'Gone' on * failed: NothingToBackUp: *$gone*"
        $errors[0].ErrorDetails.RecommendedAction | Should -BeLike "Get-RaxBackupReport -BackupId $($backup.BackupId)*"
        { $backup | Wait-RaxBackup -ErrorAction Stop } | Should -Throw -ErrorId 'BackupFailed,RaxBackup.Cmdlets.WaitRaxBackupCommand'
    }

    It 'says that it failed even where the report cannot be read' {
        $backup = $agent | New-RaxBackupConfiguration -Name Gone2 -IncludeFolder "$TestDrive/gone" | Start-RaxBackup
        Add-TestFault -Service $service -Operation GetBackupReport -StatusCode 403
        $ended = $backup | Wait-RaxBackup -ErrorVariable errors -ErrorAction SilentlyContinue
        $ended.State | Should -Be 'Failed'
        $errors[0].Exception.Message | Should -BeLike "Backup $($backup.BackupId) of 'Gone2' on * failed."
    }

    It 'is <Outcome> for a state of <State>' -ForEach @(
        @{ State = 'Skipped'; Outcome = 'an error'; ErrorId = 'BackupSkipped' }
        @{ State = 'Missed'; Outcome = 'an error'; ErrorId = 'BackupMissed' }
        @{ State = 'CompletedWithErrors'; Outcome = 'a warning'; ErrorId = $null }
    ) {
        Add-TestFault -Service $service -Operation GetBackup -StatusCode 200 -Body (@{ BackupId = 7; CurrentState = $State } | ConvertTo-Json)
        $ended = Wait-RaxBackup 7 -ErrorVariable errors -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue
        $ended.State | Should -Be $State
        @($errors | ForEach-Object { ($_.FullyQualifiedErrorId -split ',')[0] }) | Should -Be @($ErrorId | Where-Object { $_ })
        @($warnings).Count | Should -Be ([int]($null -eq $ErrorId))
    }
}

Describe 'Wait-RaxBackup in trouble' {
    AfterEach { Clear-TestFaults $service }

    It 'outlasts a service that fails for longer than a request is repeated' {
        $impatient = Connect-RaxBackup -Local $service -MaximumRetryCount 0 -PassThru
        $backup = $configuration | Start-RaxBackup
        Add-TestFault -Service $service -Operation GetBackup -StatusCode 503 -Count 3
        $said = $backup | Wait-RaxBackup -PollIntervalSec 1 -Session $impatient -Verbose 4>&1
        ($said | Where-Object { $_ -is [RaxBackup.Backup] }).State | Should -Be 'Completed'
        $verbose = $said | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | ForEach-Object Message
        @($verbose -like "*503*Still waiting for Backup $($backup.BackupId).") | Should -HaveCount 1
        @($verbose -like "Backup $($backup.BackupId): the service answers again.") | Should -HaveCount 1
    }

    It 'outlasts a connection that breaks' {
        $backup = $configuration | Start-RaxBackup
        Add-TestFault -Service $service -Operation GetBackup -Drop before -Count 1
        ($backup | Wait-RaxBackup).State | Should -Be 'Completed'
    }

    It 'outlasts a token that somebody revokes' {
        $backup = $configuration | Start-RaxBackup
        $mine = Connect-RaxBackup -Local $service -PassThru
        Add-TestFault -Service $service -Operation GetBackup -StatusCode 200 -Body (Get-Running $backup.BackupId)
        $aside = Start-Aside { param($session, $id) Wait-RaxBackup $id -Session $session -PollIntervalSec 1 } $mine, $backup.BackupId
        $aside.Host.NextProgress().StatusDescription | Should -Match '^InProgress'
        Connect-RaxBackup -Local $service -PassThru | Disconnect-RaxBackup -Revoke
        Clear-TestFaults $service
        Connect-RaxBackup -Local $service
        $aside.Finish().State | Should -Be 'Completed'
        $aside.Shell.Streams.Error | Should -BeNullOrEmpty
    }

    It 'ends with the reason when the service <How> and comes back' -ForEach @(
        @{ How = 'is stopped'; End = { Stop-RaxLocalService $args[0] }; Reason = 'ServiceStopped' }
        @{ How = 'is killed'; End = { $process = Get-Process -Id $args[0].ProcessId; $process.Kill(); $process.WaitForExit() }; Reason = 'ServiceRestarted' }
    ) {
        $state = "$TestDrive/$Reason"
        New-HugeFile "$state-files/huge.bin"
        $own = Start-RaxLocalService -Path $state
        $there = Connect-RaxBackup -Local $own -PassThru
        $backup = Get-RaxBackupAgent -Session $there | New-RaxBackupConfiguration -Session $there -Name Huge -IncludeFolder "$state-files" | Start-RaxBackup -Session $there
        $aside = Start-Aside { param($session, $id) Wait-RaxBackup $id -Session $session -PollIntervalSec 1 } $there, $backup.BackupId
        do { $record = $aside.Host.NextProgress() } until ($record.StatusDescription -like 'InProgress*')
        & $End $own
        $again = Start-RaxLocalService -Path $state -Port $own.Port
        try {
            $ended = $aside.Finish()
            $ended.State | Should -Be 'Failed'
            $aside.Shell.Streams.Error | Should -HaveCount 1
            $aside.Shell.Streams.Error[0].FullyQualifiedErrorId | Should -BeLike 'BackupFailed,*'
            $aside.Shell.Streams.Error[0].Exception.Message | Should -BeLike "*failed: ${Reason}: The service was *"
        }
        finally {
            Stop-RaxLocalService $again
            Remove-Item -Recurse "$state-files"
            Connect-RaxBackup -Local $service
        }
    }
}

Describe 'Wait-RaxBackup stopped by the person who waits' {
    AfterEach { Clear-TestFaults $service }

    It 'ends at once and says how to wait again: <When>' -ForEach @(
        @{ When = 'between two looks'; Fault = { @{ StatusCode = 200; Body = Get-Running $args[0] } } }
        @{ When = 'while a look hangs'; Fault = { @{ DelayMs = 86400000 } } }
        @{ When = 'while a request waits to be repeated'; Fault = { @{ StatusCode = 503; RetryAfter = '100' } } }
    ) {
        $backup = $configuration | Start-RaxBackup
        $fault = & $Fault $backup.BackupId
        Add-TestFault -Service $service -Operation GetBackup @fault
        $aside = Start-Aside { param($session, $id) Wait-RaxBackup $id -Session $session -PollIntervalSec 3600 } $session, $backup.BackupId
        while ((Get-TestFault $service).struck -eq 0) { }
        $aside.Stop()
        $aside.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $aside.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $aside.Shell.Streams.Error | Should -BeNullOrEmpty
        $aside.Host.Lines | Should -Be "The wait has ended, Backup $($backup.BackupId) goes on. Wait for it again with: Wait-RaxBackup -BackupId $($backup.BackupId)"
        Clear-TestFaults $service
        ($backup | Wait-RaxBackup).State | Should -Be 'Completed'
    }
}
