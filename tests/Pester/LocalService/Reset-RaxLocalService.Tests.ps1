BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    Import-BuiltModule
}

Describe 'Reset-RaxLocalService' {
    BeforeAll {
        $service = Start-RaxLocalService -Seed small -FrozenAt '2026-03-01T00:00:00Z'
        Connect-RaxBackup -Local $service

        # All that a runbook sees of the service.
        function Get-Picture {
            @(
                Get-RaxBackupAgent -Region * | Sort-Object MachineAgentId | ForEach-Object { "$($_.MachineAgentId) $($_.MachineName) $($_.IsDisabled) $($_.HostServerId)" }
                Get-RaxBackupConfiguration | ForEach-Object { "$($_.BackupConfigurationId) $($_.BackupConfigurationName) $($_.NextScheduledRunTime)" }
                Get-RaxBackupActivity | ForEach-Object { "$($_.Id) $($_.State) $($_.TimeOfActivity)" }
                Get-RaxUsageEvent | ForEach-Object EventId
            )
        }
    }
    AfterAll { Disconnect-TestService }

    It 'brings everything back to the seed while the session goes on: <How>' -ForEach @(
        @{ How = 'the one service'; Script = { Reset-RaxLocalService -Confirm:$false } }
        @{ How = 'by pipeline'; Script = { $service | Reset-RaxLocalService -Confirm:$false } }
        @{ How = 'by address'; Script = { Reset-RaxLocalService -LocalService $service.Address -Confirm:$false } }
    ) {
        $before = Get-Picture
        $before.Count | Should -BeGreaterThan 100
        Get-RaxBackupConfiguration Website | Start-RaxBackup | Should -Not -BeNullOrEmpty
        $null = Step-RaxLocalClock -By '10.00:00:00'
        Get-RaxBackupConfiguration Logs | Remove-RaxBackupConfiguration -Confirm:$false
        Get-RaxBackupAgent db01 | Disable-RaxBackupAgent
        $null = Add-RaxLocalFault GetRestore 500
        Get-Picture | Should -Not -Be $before
        & $Script | Should -BeNullOrEmpty
        Get-RaxLocalFault | Should -BeNullOrEmpty
        (Get-RaxLocalRequest).Count | Should -Be 0
        Get-Picture | Should -Be $before
    }

    It 'writes the service with -PassThru' {
        Reset-RaxLocalService -Confirm:$false -PassThru | Should -Be $service
    }

    It 'asks before it acts' {
        Invoke-NewPowerShell "Import-Module '$(Get-BuiltManifest)'; `$null = Start-RaxLocalService; Reset-RaxLocalService" |
            Should -Match 'there is nobody here to ask'
    }

    It 'says that there is no service' {
        $shown = Invoke-NewPowerShell "Import-Module '$(Get-BuiltManifest)'; try { Reset-RaxLocalService -Confirm:`$false -ErrorAction Stop } catch { `$_.FullyQualifiedErrorId }"
        $shown | Should -Match 'NoLocalService,RaxBackup.Cmdlets.ResetRaxLocalServiceCommand'
    }

    It 'takes back what was really backed up' {
        $other = Start-RaxLocalService
        $session = Connect-RaxBackup -Local $other -PassThru
        Set-Content "$TestDrive/a.txt" 'content'
        $backup = Get-RaxBackupAgent -Session $session |
            New-RaxBackupConfiguration -Name One -IncludeFile "$TestDrive/a.txt" -Session $session | Start-RaxBackup -Wait -Session $session
        $vault = (Get-RaxBackupAgent -Detailed -Session $session).BackupContainer -replace '^file://'
        Get-ChildItem "$vault/manifests" | Should -HaveCount 1
        $other | Reset-RaxLocalService -Confirm:$false
        Get-ChildItem "$vault/manifests", "$vault/packs" | Should -BeNullOrEmpty
        Assert-ErrorRecord (Get-Failure { Get-RaxBackup -BackupId $backup.BackupId -Session $session -ErrorAction Stop }) BackupNotFound ObjectNotFound
        Get-RaxBackupAgent -Session $session | Should -HaveCount 1
        $session | Disconnect-RaxBackup
        $other | Stop-RaxLocalService
        Connect-RaxBackup -Local $service
    }
}
