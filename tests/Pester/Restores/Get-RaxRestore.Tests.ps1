BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $session = Get-RaxBackupSession
    $agent = Get-RaxBackupAgent
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory $folder
    Set-Content "$folder/a.txt" 'content' -NoNewline
    $configuration = $agent | New-RaxBackupConfiguration -Name Web -IncludeFolder $folder
    $backup = $configuration | Start-RaxBackup -Wait
    $restore = $backup | Start-RaxRestore -DestinationPath "$TestDrive/out" -Wait
}

AfterAll { Disconnect-TestService }

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
