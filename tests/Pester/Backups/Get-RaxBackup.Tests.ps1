BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $session = Get-RaxBackupSession
    $agent = Get-RaxBackupAgent
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory $folder
    Set-Content "$folder/a.txt" 'content' -NoNewline
    $configuration = $agent | New-RaxBackupConfiguration -Name Web -IncludeFolder $folder
    $first = $configuration | Start-RaxBackup -Wait
    Add-Content "$folder/a.txt" ' and more' -NoNewline
    $second = $configuration | Start-RaxBackup -Wait
    $failed = $agent | New-RaxBackupConfiguration -Name Gone -IncludeFolder "$TestDrive/gone" | Start-RaxBackup -Wait -ErrorAction SilentlyContinue
}

AfterAll { Disconnect-TestService }

Describe 'Get-RaxBackup' {
    It 'reads a backup <How>' -ForEach @(
        @{ How = 'by id'; Get = { Get-RaxBackup $first.BackupId } }
        @{ How = 'from the pipeline'; Get = { $first | Get-RaxBackup } }
        @{ How = 'in every region, of which one has it'; Get = { Get-RaxBackup -BackupId $first.BackupId -Region * -Session $session } }
    ) {
        $backup = & $Get
        $backup | Should -HaveCount 1
        $backup.GetType().FullName | Should -Be 'RaxBackup.Backup'
        $backup.BackupId | Should -Be $first.BackupId
        $backup.BackupConfigurationName | Should -Be 'Web'
        $backup.State | Should -Be 'Completed'
        $backup.IsEncrypted | Should -BeOfType ([bool])
        $backup.PercentComplete | Should -BeNullOrEmpty
        $backup.StateChangeTime.Offset | Should -Be ([timespan]::Zero)
    }

    It 'reads several' {
        ($first, $second | Get-RaxBackup).BackupId | Should -Be @($first.BackupId, $second.BackupId)
    }

    It 'lists what can be restored of a configuration <How>' -ForEach @(
        @{ How = 'by id'; Get = { Get-RaxBackup -ConfigurationId $configuration.BackupConfigurationId -Completed } }
        @{ How = 'without saying -Completed'; Get = { Get-RaxBackup -ConfigurationId $configuration.BackupConfigurationId } }
        @{ How = 'from the pipeline'; Get = { $configuration | Get-RaxBackup -Completed } }
        @{ How = 'of a restore point'; Get = { Get-RaxRestorePoint Web | Get-RaxBackup -Completed } }
    ) {
        $backups = & $Get
        $backups.BackupId | Should -Be @($first.BackupId, $second.BackupId)
        $backups[0].GetType().FullName | Should -Be 'RaxBackup.CompletedBackup'
        $backups[1].BytesSearched | Should -Be 16
        $backups[1].BytesSearched | Should -BeOfType ([long])
        $backups[1].NumErrors | Should -Be 0
        $backups[1].CompletedTime | Should -BeGreaterThan $backups[0].CompletedTime
        $backups[1].Region | Should -Be 'DFW'
    }

    It 'lists those of the configuration of a backup with -Completed' {
        ($first | Get-RaxBackup -Completed).BackupId | Should -Be @($first.BackupId, $second.BackupId)
    }

    It 'writes what each object names' {
        $mixed = $first, $configuration, ($second | Get-RaxBackupReport) | Get-RaxBackup
        $mixed.BackupId | Should -Be @($first.BackupId, $first.BackupId, $second.BackupId, $second.BackupId)
        $mixed | ForEach-Object { $_.GetType().Name } | Should -Be @('Backup', 'CompletedBackup', 'CompletedBackup', 'Backup')
    }

    It 'lists nothing where nothing can be restored' {
        Get-RaxBackup -ConfigurationId $failed.BackupConfigurationId -Completed | Should -BeNullOrEmpty
    }

    It 'completes the ids of configurations' {
        $line = 'Get-RaxBackup -ConfigurationId '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain "$($configuration.BackupConfigurationId)"
    }

    It 'names what is not there: <ErrorId>' -ForEach @(
        @{ ErrorId = 'BackupNotFound'; Arguments = @{ BackupId = 999999 } }
        @{ ErrorId = 'BackupNotFound'; Arguments = @{ BackupId = 999999; Region = '*' } }
        @{ ErrorId = 'ConfigurationNotFound'; Arguments = @{ ConfigurationId = 999999; Completed = $true } }
    ) {
        Get-RaxBackup @Arguments -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -Be "$ErrorId,RaxBackup.Cmdlets.GetRaxBackupCommand"
        $errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $errors[0].TargetObject | Should -Be 999999
    }

    It 'ends the pipeline for an unknown region' {
        (Get-Failure { Get-RaxBackup 1 -Region XYZ -ErrorAction SilentlyContinue }).FullyQualifiedErrorId | Should -Be 'RegionUnknown,RaxBackup.Cmdlets.GetRaxBackupCommand'
    }
}

Describe 'A backup whose configuration is deleted' {
    It 'keeps its report and cannot be restored' {
        $deleted = $agent | New-RaxBackupConfiguration -Name Deleted -IncludeFolder $folder
        $backup = $deleted | Start-RaxBackup -Wait
        $prepared = $backup | New-RaxRestore -DestinationPath "$TestDrive/never"
        $deleted | Remove-RaxBackupConfiguration -Confirm:$false
        ($backup | Get-RaxBackup).State | Should -Be 'Completed'
        $report = $backup | Get-RaxBackupReport
        $report.CanRestore | Should -BeFalse
        $report.BackupConfigurationIsDeleted | Should -BeTrue
        $deleted | Get-RaxBackup -Completed | Should -BeNullOrEmpty
        foreach ($try in { $backup | New-RaxRestore -DestinationPath "$TestDrive/never" -ErrorAction Stop },
            { $backup | Start-RaxRestore -DestinationPath "$TestDrive/never" -ErrorAction Stop },
            { $prepared | Start-RaxRestore -ErrorAction Stop }) {
            $failure = Get-Failure $try
            $failure.FullyQualifiedErrorId | Should -BeIn 'BackupNotFound,RaxBackup.Cmdlets.NewRaxRestoreCommand', 'BackupNotFound,RaxBackup.Cmdlets.StartRaxRestoreCommand', 'RestoreNotFound,RaxBackup.Cmdlets.StartRaxRestoreCommand'
            $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failure.Exception.Message | Should -BeLike "*configuration $($deleted.BackupConfigurationId) has been deleted*"
        }
        "$TestDrive/never" | Should -Not -Exist
    }
}
