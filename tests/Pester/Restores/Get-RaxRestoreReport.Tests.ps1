BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $agent = Get-RaxBackupAgent
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory $folder
    Set-Content "$folder/a.txt" 'content' -NoNewline
    $configuration = $agent | New-RaxBackupConfiguration -Name Web -IncludeFolder $folder
    $backup = $configuration | Start-RaxBackup -Wait
    $restore = $backup | Start-RaxRestore -DestinationPath "$TestDrive/out" -Wait
    $prepared = $backup | New-RaxRestore -DestinationPath "$TestDrive/out"
}

AfterAll { Disconnect-TestService }

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
