BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $session = Get-RaxBackupSession
    $agent = Get-RaxBackupAgent
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory $folder
    Set-Content "$folder/a.txt" 'content' -NoNewline
    $configuration = $agent | New-RaxBackupConfiguration -Name Web -IncludeFolder $folder
    $old = $configuration | Start-RaxBackup -Wait
    $backup = $configuration | Start-RaxBackup -Wait
    $restore = $backup | Start-RaxRestore -DestinationPath "$TestDrive/out" -Wait
    $prepared = $backup | New-RaxRestore -DestinationPath "$TestDrive/out"
}

AfterAll { Disconnect-TestService }

Describe 'Get-RaxRestorePoint' {
    It 'tells what can be restored, <How>' -ForEach @(
        @{ How = 'all'; Get = { Get-RaxRestorePoint } }
        @{ How = 'by name'; Get = { Get-RaxRestorePoint Web } }
        @{ How = 'by wildcard'; Get = { Get-RaxRestorePoint -Name 'w*', 'x*' } }
        @{ How = 'of an agent'; Get = { Get-RaxRestorePoint -AgentId $agent.MachineAgentId } }
        @{ How = 'of an agent from the pipeline'; Get = { $agent | Get-RaxRestorePoint } }
        @{ How = 'in all regions'; Get = { Get-RaxRestorePoint -Region * -Session $session } }
    ) {
        $point = & $Get
        $point | Should -HaveCount 1
        $point.GetType().FullName | Should -Be 'RaxBackup.RestorePoint'
        $point.BackupConfigurationId | Should -Be $configuration.BackupConfigurationId
        $point.BackupConfigurationName | Should -Be 'Web'
        $point.MachineAgentId | Should -Be $agent.MachineAgentId
        $point.IsEncrypted | Should -BeFalse
        $point.LastSuccessfulBackupTime | Should -BeOfType ([DateTimeOffset])
        $point.LastSuccessfulBackupTime.Offset | Should -Be ([timespan]::Zero)
        $point.PublicKey.ModulusHex | Should -Match '^[0-9A-Fa-f]{512}$'
        $point.Region | Should -Be 'DFW'
    }

    It 'is silent where there is nothing: <What>' -ForEach @(
        @{ What = 'a wildcard'; Arguments = @{ Name = 'nothing*' } }
        @{ What = 'another agent'; Arguments = @{ AgentId = 5 } }
        @{ What = 'another region'; Arguments = @{ Region = 'ORD' } }
    ) {
        Get-RaxRestorePoint @Arguments -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'names the name that is not there' {
        $point = Get-RaxRestorePoint nobody, Web -ErrorVariable errors -ErrorAction SilentlyContinue
        $point.BackupConfigurationName | Should -Be 'Web'
        $errors[0].FullyQualifiedErrorId | Should -Be 'RestorePointNotFound,RaxBackup.Cmdlets.GetRaxRestorePointCommand'
        $errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $errors[0].TargetObject | Should -Be 'nobody'
    }

    It 'names no configuration whose backups all failed' {
        $null = $agent | New-RaxBackupConfiguration -Name Never -IncludeFolder "$TestDrive/gone" | Start-RaxBackup -Wait -ErrorAction SilentlyContinue
        (Get-RaxRestorePoint).BackupConfigurationName | Should -Be 'Web'
    }
}

Describe 'Get-RaxRestore' {
    It 'reads a restore <How>' -ForEach @(
        @{ How = 'by id'; Get = { Get-RaxRestore $restore.RestoreId } }
        @{ How = 'from the pipeline'; Get = { $restore | Get-RaxRestore } }
        @{ How = 'in all regions'; Get = { Get-RaxRestore -RestoreId $restore.RestoreId -Region * -Session $session } }
    ) {
        $read = & $Get
        $read | Should -HaveCount 1
        $read.GetType().FullName | Should -Be 'RaxBackup.Restore'
        $read.RestoreId | Should -Be $restore.RestoreId
        $read.State | Should -Be 'Completed'
        $read.PercentComplete | Should -BeNullOrEmpty
        $read.BackupMachineName | Should -Be $agent.MachineName
    }

    It 'says that there is no such restore' {
        $failure = Get-Failure { Get-RaxRestore 999999 -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -Be 'RestoreNotFound,RaxBackup.Cmdlets.GetRaxRestoreCommand'
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure.TargetObject | Should -Be 999999
    }
}

Describe 'Get-RaxRestoreReport' {
    It 'tells what a restore did, <How>' -ForEach @(
        @{ How = 'by id'; Get = { Get-RaxRestoreReport $restore.RestoreId } }
        @{ How = 'from the pipeline'; Get = { $restore | Get-RaxRestoreReport } }
    ) {
        $report = & $Get
        $report.GetType().FullName | Should -Be 'RaxBackup.RestoreReport'
        $report.RestoreId | Should -Be $restore.RestoreId
        $report.State | Should -Be 'Completed'
        $report.NumFilesRestored | Should -Be 1
        $report.NumFilesRestored | Should -BeOfType ([long])
        $report.NumBytesRestored | Should -Be 7
        $report.NumErrors | Should -Be 0
        $report.ErrorList | Should -BeNullOrEmpty
        $report.Duration | Should -BeOfType ([timespan])
        $report.RestorePoint | Should -BeOfType ([DateTimeOffset])
        $report.RestoreDestinationMachineId | Should -Be $agent.MachineAgentId
        $report.Region | Should -Be 'DFW'
    }

    It 'says that there is none: <What>' -ForEach @(
        @{ What = 'of a restore that does not exist'; Id = { 999999 }; Says = '*There is no restore 999999*' }
        @{ What = 'of a restore that has not run'; Id = { $prepared.RestoreId }; Says = '*has no report yet; it is Creating*' }
    ) {
        $id = & $Id
        $failure = Get-Failure { Get-RaxRestoreReport $id -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -Be 'RestoreNotFound,RaxBackup.Cmdlets.GetRaxRestoreReportCommand'
        $failure.TargetObject | Should -Be $id
        $failure.Exception.Message | Should -BeLike $Says
    }
}

Describe 'Wait-RaxRestore' {
    AfterEach { Clear-TestFaults $service }

    It 'waits for all that is piped in, and writes each' {
        $started = 1..3 | ForEach-Object { $backup | Start-RaxRestore -DestinationPath "$TestDrive/out$_" }
        $ended = $started | Wait-RaxRestore -PollIntervalSec 5
        $ended.RestoreId | Sort-Object | Should -Be $started.RestoreId
        $ended.State | Should -Be @('Completed', 'Completed', 'Completed')
    }

    It 'ends in WaitTimedOut for one that nobody starts' {
        $prepared | Wait-RaxRestore -TimeoutSec 1 -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $errors[0].FullyQualifiedErrorId | Should -Be 'WaitTimedOut,RaxBackup.Cmdlets.WaitRaxRestoreCommand'
        $errors[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $errors[0].TargetObject | Should -Be $prepared.RestoreId
        $errors[0].Exception.Message | Should -BeLike '*Its state was Creating.'
    }

    It 'is an error for a state of <State>' -ForEach @(
        @{ Number = 4; State = 'Stopped'; ErrorId = 'RestoreStopped' }
        @{ Number = 5; State = 'Failed'; ErrorId = 'RestoreFailed' }
    ) {
        Add-TestFault -Service $service -Operation GetRestore -StatusCode 200 -Body (@{ RestoreId = 7; BackupId = 8; RestoreStateId = $Number } | ConvertTo-Json)
        $ended = Wait-RaxRestore 7 -ErrorVariable errors -ErrorAction SilentlyContinue
        $ended.State | Should -Be $State
        $errors[0].FullyQualifiedErrorId | Should -Be "$ErrorId,RaxBackup.Cmdlets.WaitRaxRestoreCommand"
        $errors[0].CategoryInfo.Category | Should -Be 'InvalidResult'
        $errors[0].TargetObject.RestoreId | Should -Be 7
    }

    It 'outlasts a service that fails, and a token that somebody revokes' {
        $mine = Connect-RaxBackup -Local $service -MaximumRetryCount 0 -PassThru
        $started = $backup | Start-RaxRestore -DestinationPath "$TestDrive/out-late" -Session $mine
        Connect-RaxBackup -Local $service -PassThru | Disconnect-RaxBackup -Revoke
        Connect-RaxBackup -Local $service
        Add-TestFault -Service $service -Operation GetRestore -StatusCode 503 -Count 2
        ($started | Wait-RaxRestore -Session $mine -ErrorAction Stop).State | Should -Be 'Completed'
    }

    It 'ends at once when it is stopped, and says how to wait again: <Region>' -ForEach @(
        @{ Region = 'dfw'; Says = '' }
        @{ Region = 'ORD'; Says = ' -Region ORD' }
    ) {
        Add-TestFault -Service $service -Operation GetRestore -StatusCode 200 -Body '{"RestoreId":1,"RestoreStateId":0}'
        $aside = Start-Aside { param($session, $id, $region) Wait-RaxRestore $id -Session $session -Region $region } $session, $prepared.RestoreId, $Region
        $aside.Host.NextProgress().StatusDescription | Should -BeLike 'Creating*'
        $aside.Stop()
        $aside.Host.Lines | Should -Be "The wait has ended, Restore $($prepared.RestoreId) goes on. Wait for it again with: Wait-RaxRestore -RestoreId $($prepared.RestoreId)$Says"
    }
}
