BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $session = Get-RaxBackupSession
    $agent = Get-RaxBackupAgent
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory $folder
    Set-Content "$folder/a.txt" 'content'
    $configuration = $agent | New-RaxBackupConfiguration -Name Web -IncludeFolder $folder
    $backup = $configuration | Start-RaxBackup -Wait
    $place = "$TestDrive/out"
}

AfterAll { Disconnect-TestService }

Describe 'New-RaxRestore' {
    AfterEach { Clear-TestFaults $service }

    It 'creates a restore, <How>' -ForEach @(
        @{ How = 'by position'; New = { New-RaxRestore $backup.BackupId $place } }
        @{ How = 'by position, the id a text'; New = { New-RaxRestore "$($backup.BackupId)" $place } }
        @{ How = 'by position, the path first'; New = { New-RaxRestore $place -BackupId $backup.BackupId } }
        @{ How = 'the path alone by position'; New = { $backup | New-RaxRestore $place } }
        @{ How = 'the path alone by position, the backup a row of a file'; New = { $backup | ConvertTo-Csv | ConvertFrom-Csv | Select-Object BackupId | New-RaxRestore $place } }
        @{ How = 'by name'; New = { New-RaxRestore -BackupId $backup.BackupId -DestinationPath $place -Region dfw -Session $session } }
        @{ How = 'a backup from the pipeline'; New = { $backup | New-RaxRestore -DestinationPath $place } }
        @{ How = 'a report from the pipeline'; New = { $backup | Get-RaxBackupReport | New-RaxRestore -DestinationPath $place } }
        @{ How = 'with everything said'
            New = { $backup | New-RaxRestore -DestinationPath $place -BackupAgentId $agent.MachineAgentId -DestinationAgentId $agent.MachineAgentId -BackupDataCenter DFW } }
    ) {
        $restore = & $New
        $restore.GetType().FullName | Should -Be 'RaxBackup.Restore'
        $restore.RestoreId | Should -BeOfType ([long])
        $restore.State | Should -Be 'Creating'
        $restore.RestoreStateId | Should -Be 0
        $restore.BackupId | Should -Be $backup.BackupId
        $restore.BackupConfigurationId | Should -Be $configuration.BackupConfigurationId
        $restore.BackupMachineId | Should -Be $agent.MachineAgentId
        $restore.DestinationMachineId | Should -Be $agent.MachineAgentId
        $restore.DestinationPath | Should -Be $place
        $restore.OverwriteFiles | Should -BeFalse
        $restore.BackupRestorePoint | Should -BeOfType ([DateTimeOffset])
        $restore.Region | Should -Be 'DFW'
        $restore.Inclusions | Should -BeNullOrEmpty
        $place | Should -Not -Exist
    }

    It 'takes -Overwrite' {
        ($backup | New-RaxRestore -DestinationPath $place -Overwrite).OverwriteFiles | Should -BeTrue
    }

    It 'sends nothing with -WhatIf' {
        $before = @(Get-RaxBackupActivity -Type Restore).Count
        $backup | New-RaxRestore -DestinationPath $place -WhatIf | Should -BeNullOrEmpty
        @(Get-RaxBackupActivity -Type Restore).Count | Should -Be $before
    }

    It 'does not ask for the backup where the agent is named' {
        Add-TestFault -Service $service -Operation GetBackup -StatusCode 403
        ($backup | New-RaxRestore -DestinationPath $place -BackupAgentId $agent.MachineAgentId).State | Should -Be 'Creating'
        (Get-TestFault $service).struck | Should -Be 0
    }

    It 'is an error: <ErrorId>' -ForEach @(
        @{ ErrorId = 'PathNotAbsolute'; Category = 'InvalidArgument'; Arguments = { @{ BackupId = 1; DestinationPath = 'out' } } }
        @{ ErrorId = 'PathNotAbsolute'; Category = 'InvalidArgument'; Arguments = { @{ BackupId = 1; DestinationPath = '12' } } }
        @{ ErrorId = 'ParameterArgumentValidationError'; Category = 'InvalidData'; Arguments = { @{ BackupId = 1; DestinationPath = '' } } }
        @{ ErrorId = 'BackupNotFound'; Category = 'ObjectNotFound'; Arguments = { @{ BackupId = 999999; DestinationPath = $place } } }
        @{ ErrorId = 'RequestRejected'; Category = 'InvalidArgument'; Arguments = { @{ BackupId = $backup.BackupId; DestinationPath = $place; BackupAgentId = 5 } } }
        @{ ErrorId = 'RequestRejected'; Category = 'InvalidArgument'; Arguments = { @{ BackupId = $backup.BackupId; DestinationPath = $place; BackupDataCenter = 'ORD' } } }
        @{ ErrorId = 'RegionNotSingle'; Category = 'InvalidArgument'; Arguments = { @{ BackupId = $backup.BackupId; DestinationPath = $place; Region = '*' } } }
        @{ ErrorId = 'BackupNotFound'; Category = 'ObjectNotFound'; Arguments = { @{ BackupId = $backup.BackupId; DestinationPath = $place; Region = 'ORD' } } }
    ) {
        $arguments = & $Arguments
        $failure = Get-Failure { New-RaxRestore @arguments -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -Be "$ErrorId,RaxBackup.Cmdlets.NewRaxRestoreCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
    }
}
