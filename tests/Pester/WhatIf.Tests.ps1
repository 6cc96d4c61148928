# -WhatIf sends nothing that changes anything, for every command that takes it. The service itself is the witness: its journal has
# every request that came. The same line without -WhatIf is the counter-check; a fault then meets each change before it acts.
BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support.psm1" -Force
    Import-BuiltModule
    $commands = (Get-Command -Module RaxBackup | Where-Object { $_.Parameters.ContainsKey('WhatIf') }).Name
    # These change this machine only: services that run, what goes wrong in them, and files.
    $local = 'Start-RaxLocalService', 'Stop-RaxLocalService', 'Add-RaxLocalFault', 'Remove-RaxLocalFault', 'Step-RaxLocalClock', 'Reset-RaxLocalService', 'Export-RaxBackupConfiguration', 'Export-RaxUsage'
    $remote = $commands | Where-Object { $_ -notin $local }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1" -Force
    $service = Connect-TestService
    $null = New-Item -ItemType Directory "$TestDrive/files"
    Set-Content "$TestDrive/files/a.txt" 'content'
    $agent = Get-RaxBackupAgent
    $configuration = $agent | New-RaxBackupConfiguration -Name Web -IncludeFolder "$TestDrive/files"
    $backup = $configuration | Start-RaxBackup -Wait
    $restore = $backup | New-RaxRestore -DestinationPath "$TestDrive/out"
    $restore | Add-RaxRestoreItem -Path "$TestDrive/files/a.txt"
    $item = $restore | Get-RaxRestoreItem
    $configuration | Export-RaxBackupConfiguration -Path "$TestDrive/export.json"
    (Get-Content "$TestDrive/export.json" -Raw).Replace('"Web"', '"Another"') | Set-Content "$TestDrive/import.json"
    $passphrase = ConvertTo-SecureString 'secret' -AsPlainText -Force

    # What each command is given; a command that is not here fails.
    $given = @{
        'Add-RaxRestoreItem'             = { @{ RestoreId = $restore.RestoreId; Path = '/srv/x' } }
        'Connect-RaxBackup'              = { @{ Local = $true; LocalService = $service } }
        'Disable-RaxBackupAgent'         = { @{ AgentId = $agent.MachineAgentId; PassThru = $true } }
        'Disable-RaxBackupConfiguration' = { @{ ConfigurationId = $configuration.BackupConfigurationId; PassThru = $true } }
        'Disconnect-RaxBackup'           = { @{ Revoke = $true } }
        'Enable-RaxBackupAgent'          = { @{ AgentId = $agent.MachineAgentId; PassThru = $true } }
        'Enable-RaxBackupConfiguration'  = { @{ ConfigurationId = $configuration.BackupConfigurationId; PassThru = $true } }
        'Enable-RaxBackupEncryption'     = { @{ AgentId = $agent.MachineAgentId; Passphrase = $passphrase } }
        'Import-RaxBackupConfiguration'  = { @{ Path = "$TestDrive/import.json"; PassThru = $true } }
        'Invoke-RaxBackupApi'            = { @{ Method = 'POST'; Path = 'user/wakeupagents' } }
        'Move-RaxBackupVault'            = { @{ SourceAgentId = $agent.MachineAgentId; DestinationAgentId = 4711 } }
        'New-RaxBackupConfiguration'     = { @{ AgentId = $agent.MachineAgentId; Name = 'Another'; IncludeFolder = '/srv' } }
        'New-RaxRestore'                 = { @{ BackupId = $backup.BackupId; DestinationPath = '/srv' } }
        'Remove-RaxBackupAgent'          = { @{ AgentId = $agent.MachineAgentId } }
        'Remove-RaxBackupConfiguration'  = { @{ ConfigurationId = $configuration.BackupConfigurationId } }
        'Remove-RaxRestoreItem'          = { @{ ItemId = $item.FileId } }
        'Resume-RaxBackupAgent'          = { @{ Wait = $true } }
        'Set-RaxBackupAgent'             = { @{ AgentId = $agent.MachineAgentId; BackupDataCenter = 'DFW'; UseServiceNet = $true; LogLevel = 'Trace'; PassThru = $true } }
        'Set-RaxBackupConfiguration'     = { @{ ConfigurationId = $configuration.BackupConfigurationId; Name = 'Another'; PassThru = $true } }
        'Set-RaxBackupEncryption'        = { @{ AgentId = $agent.MachineAgentId; CurrentPassphrase = $passphrase; NewPassphrase = $passphrase } }
        'Set-RaxRestore'                 = { @{ RestoreId = $restore.RestoreId; Overwrite = $true; PassThru = $true } }
        'Start-RaxBackup'                = { @{ ConfigurationId = $configuration.BackupConfigurationId; Wait = $true } }
        'Start-RaxRestore'               = { @{ BackupId = $backup.BackupId; DestinationPath = '/srv'; IncludeFile = "$TestDrive/files/a.txt"; Wait = $true } }
        'Stop-RaxBackup'                 = { @{ BackupId = $backup.BackupId; PassThru = $true } }
        'Stop-RaxRestore'                = { @{ RestoreId = $restore.RestoreId; PassThru = $true } }
    }

    # Runs a command while every change meets a fault; the changes in the journal, and how it ended.
    function Measure-Change($command, [hashtable]$more) {
        $arguments = (& $given[$command]) + $more
        $fault = 'POST', 'PUT', 'PATCH', 'DELETE' | ForEach-Object { Add-RaxLocalFault "$_ *" 400 }
        $last = (Get-RaxLocalRequest -Newest 1).RequestId
        $ended = $null
        $null = try { & $command @arguments -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors *>&1 } catch { $ended = $_ }
        $came = @(Get-RaxLocalRequest | Where-Object RequestId -GT $last)
        $fault | Remove-RaxLocalFault -Confirm:$false
        [pscustomobject]@{
            Changes = @($came | Where-Object Method -NotIn GET, HEAD)
            Errors  = @($errors) + @($ended | Where-Object { $_ })
        }
    }
}

AfterAll { Disconnect-TestService }

Describe 'With -WhatIf' {
    AfterEach { Connect-RaxBackup -Local $service }

    It '<_> sends nothing that changes anything' -ForEach $remote {
        $given.Keys | Should -Contain $_ -Because 'this test must know what to give it'
        $seen = Measure-Change $_ @{ WhatIf = $true }
        $seen.Errors | Should -BeNullOrEmpty
        $seen.Changes | Should -BeNullOrEmpty
    }

    # Set-RaxBackupEncryption reads first, and has nothing to change here: encryption is off.
    It '<_> would have' -ForEach ($remote | Where-Object { $_ -ne 'Set-RaxBackupEncryption' }) {
        $seen = Measure-Change $_ @{}
        $seen.Changes | Should -Not -BeNullOrEmpty
        $seen.Changes.FaultId | Should -Not -Contain $null -Because 'no change was to act'
    }

    It 'Start-RaxLocalService starts, and Stop-RaxLocalService stops nothing' {
        $before = (Get-RaxLocalService).ProcessId
        Start-RaxLocalService -WhatIf | Should -BeNullOrEmpty
        Get-RaxLocalService | Stop-RaxLocalService -WhatIf
        (Get-RaxLocalService).ProcessId | Should -Be $before
        Get-RaxBackupAgent | Should -Not -BeNullOrEmpty
    }

    It 'Add-RaxLocalFault adds, and Remove-RaxLocalFault removes nothing' {
        $fault = Add-RaxLocalFault GetRestoreReport 500
        Add-RaxLocalFault GetRestoreReport 503 -WhatIf | Should -BeNullOrEmpty
        $fault | Remove-RaxLocalFault -WhatIf
        (Get-RaxLocalFault).FaultId | Should -Be $fault.FaultId
        $fault | Remove-RaxLocalFault -Confirm:$false
    }

    It 'Step-RaxLocalClock leaves the clock as it is' {
        $other = Start-RaxLocalService -FrozenAt '2026-03-01T00:00:00Z'
        try {
            Step-RaxLocalClock -By '1.00:00:00' -LocalService $other -WhatIf | Should -BeNullOrEmpty
            Step-RaxLocalClock -By '00:00:01' -LocalService $other -Confirm:$false | Should -Be ([DateTimeOffset]'2026-03-01T00:00:01Z')
        }
        finally { $other | Stop-RaxLocalService }
    }

    It 'Reset-RaxLocalService leaves everything as it is' {
        $other = Start-RaxLocalService -Seed small
        try {
            $null = Add-RaxLocalFault GetAgent 500 -LocalService $other
            Reset-RaxLocalService -LocalService $other -WhatIf -PassThru | Should -BeNullOrEmpty
            Get-RaxLocalFault -LocalService $other | Should -HaveCount 1
            Reset-RaxLocalService -LocalService $other -Confirm:$false
            Get-RaxLocalFault -LocalService $other | Should -BeNullOrEmpty
        }
        finally { $other | Stop-RaxLocalService }
    }

    It 'Export-RaxBackupConfiguration writes no file' {
        $configuration | Export-RaxBackupConfiguration -Path "$TestDrive/none.json" -WhatIf
        "$TestDrive/none.json" | Should -Not -Exist
    }

    It 'Export-RaxUsage writes no file and makes no folder' {
        Get-RaxUsageEvent -Newest 1 | Export-RaxUsage "$TestDrive/usage/none.csv" Csv -WhatIf -PassThru | Should -BeNullOrEmpty
        "$TestDrive/usage" | Should -Not -Exist
    }

    It 'leaves everything as it was' {
        $seen = foreach ($command in $given.Keys) { Measure-Change $command @{ WhatIf = $true } }
        $seen.Changes | Should -BeNullOrEmpty
        (Get-RaxBackupConfiguration).BackupConfigurationName | Should -Be 'Web'
        ($agent | Get-RaxBackupAgent).IsDisabled | Should -BeFalse
        ($agent | Get-RaxBackupAgent).IsEncrypted | Should -BeFalse
        ($restore | Get-RaxRestore).State | Should -Be 'Creating'
        ($restore | Get-RaxRestore).OverwriteFiles | Should -BeFalse
        $restore | Get-RaxRestoreItem | Should -HaveCount 1
        Get-RaxBackupActivity | Should -HaveCount 2
    }
}
