BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $agent = Get-RaxBackupAgent
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory $folder
    Set-Content "$folder/a.txt" 'content'
    $configuration = $agent | New-RaxBackupConfiguration -Name Web -IncludeFolder $folder
    $backup = $configuration | Start-RaxBackup -Wait
}

AfterAll { Disconnect-TestService }

Describe 'Get-RaxRestoreItem' {
    BeforeAll {
        $restore = $backup | New-RaxRestore -DestinationPath "$TestDrive/out"
        $empty = $backup | New-RaxRestore -DestinationPath "$TestDrive/out"
        $restore | Add-RaxRestoreItem -Path $folder -ItemType Folder
        $restore | Add-RaxRestoreItem -Path "$folder/a.txt" -Exclude
    }

    It 'reads the paths of a restore, <How>' -ForEach @(
        @{ How = 'by id'; Get = { Get-RaxRestoreItem $restore.RestoreId } }
        @{ How = 'from the pipeline'; Get = { $restore | Get-RaxRestoreItem } }
        @{ How = 'in all regions'; Get = { Get-RaxRestoreItem -RestoreId $restore.RestoreId -Region * } }
        @{ How = 'beside one that has none'; Get = { $empty, $restore | Get-RaxRestoreItem } }
    ) {
        $items = & $Get
        $items | Should -HaveCount 2
        $items | ForEach-Object { $_.GetType().FullName } | Sort-Object -Unique | Should -Be 'RaxBackup.RestoreItem'
        $items.FilePath | Should -Be @($folder, "$folder/a.txt")
        $items[0].Filter | Should -BeOfType ([RaxBackup.BackupItemFilter])
        $items.Filter | Should -Be @('Include', 'Exclude')
        $items[0].FileItemType | Should -BeOfType ([RaxBackup.BackupItemType])
        $items.FileItemType | Should -Be @('Folder', 'File')
        $items.RestoreId | Sort-Object -Unique | Should -Be $restore.RestoreId
        $items[0].FileId | Should -BeOfType ([long])
        $items[0].Region | Should -Be 'DFW'
    }

    It 'says that there is no such restore' {
        $failure = Get-Failure { Get-RaxRestoreItem 999999 -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -Be 'RestoreNotFound,RaxBackup.Cmdlets.GetRaxRestoreItemCommand'
        $failure.TargetObject | Should -Be 999999
    }
}
