BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $agent = Get-RaxBackupAgent
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory "$folder/keep"
    foreach ($file in 'a.txt', 'b.log', 'keep/ünï cödé.txt') { Set-Content "$folder/$file" "content of $file" }
    $configuration = $agent | New-RaxBackupConfiguration -Name Web -IncludeFolder $folder
    $backup = $configuration | Start-RaxBackup -Wait
}

AfterAll { Disconnect-TestService }

Describe 'Add-RaxRestoreItem' {
    BeforeEach { $restore = $backup | New-RaxRestore -DestinationPath "$TestDrive/$(New-Guid)" }

    It 'adds what to restore and what to leave out' {
        $restore | Add-RaxRestoreItem -Path $folder -ItemType Folder | Should -BeNullOrEmpty
        Add-RaxRestoreItem $restore.RestoreId "$folder/a.txt", "$folder/keep/ünï cödé.txt" -Exclude
        $items = $restore | Get-RaxRestoreItem
        $items | Should -HaveCount 3
        $items[0].GetType().FullName | Should -Be 'RaxBackup.RestoreItem'
        $items.FilePath | Should -Be @($folder, "$folder/a.txt", "$folder/keep/ünï cödé.txt")
        $items.Filter | Should -Be @('Include', 'Exclude', 'Exclude')
        $items.FileItemType | Should -Be @('Folder', 'File', 'File')
        $items.RestoreId | Sort-Object -Unique | Should -Be $restore.RestoreId
        $items[0].FileId | Should -BeOfType ([long])
        $items[0].Region | Should -Be 'DFW'
        "$($items[1])" | Should -Be "$folder/a.txt"
        $again = Get-RaxRestore $restore.RestoreId
        $again.Inclusions.FilePath | Should -Be $folder
        $again.Exclusions | Should -HaveCount 2

        $null = $restore | Start-RaxRestore -Wait
        (Get-TreeHash (Get-RestoredPath $restore.DestinationPath $folder)).Keys | Should -Be @('b.log', 'keep')
    }

    It 'adds to several, by property name' {
        $other = $backup | New-RaxRestore -DestinationPath "$TestDrive/other"
        $restore, $other | Add-RaxRestoreItem -Path "$folder/a.txt"
        ($restore, $other | Get-RaxRestoreItem).RestoreId | Should -Be @($restore.RestoreId, $other.RestoreId)
    }

    It 'takes FileInfo and DirectoryInfo as paths' {
        $restore | Add-RaxRestoreItem -Path (Get-Item "$folder/a.txt")
        $restore | Add-RaxRestoreItem -Path (Get-Item "$folder/keep") -ItemType Folder
        ($restore | Get-RaxRestoreItem).FilePath | Should -Be @("$folder/a.txt", "$folder/keep")
    }

    It 'sends nothing with -WhatIf' {
        $restore | Add-RaxRestoreItem -Path "$folder/a.txt" -WhatIf
        $restore | Get-RaxRestoreItem | Should -BeNullOrEmpty
    }

    It 'adds nothing where one path is not absolute' {
        $failure = Get-Failure { $restore | Add-RaxRestoreItem -Path "$folder/a.txt", 'b.log' }
        $failure.FullyQualifiedErrorId | Should -Be 'PathNotAbsolute,RaxBackup.Cmdlets.AddRaxRestoreItemCommand'
        $failure.TargetObject | Should -Be 'b.log'
        $restore | Get-RaxRestoreItem | Should -BeNullOrEmpty
    }

    It 'is an error: <ErrorId>' -ForEach @(
        @{ ErrorId = 'RestoreNotFound'; Arguments = { @{ RestoreId = 999999; Path = "$folder/a.txt" } } }
        @{ ErrorId = 'RequestRejected'; Arguments = { @{ RestoreId = $restore.RestoreId; Path = 'Northwind'; ItemType = 'Database' } } }
        @{ ErrorId = 'ParameterArgumentValidationError'; Arguments = { @{ RestoreId = 1; Path = @() } } }
        @{ ErrorId = 'ParameterArgumentTransformationError'; Arguments = { @{ RestoreId = 1; Path = '/x'; ItemType = 'Disk' } } }
    ) {
        $arguments = & $Arguments
        (Get-Failure { Add-RaxRestoreItem @arguments -ErrorAction Stop }).FullyQualifiedErrorId | Should -Be "$ErrorId,RaxBackup.Cmdlets.AddRaxRestoreItemCommand"
    }

    It 'does not add twice where the answer is lost' {
        Add-TestFault -Service $service -Operation AddRestoreItem -Drop after
        $failure = Get-Failure { $restore | Add-RaxRestoreItem -Path "$folder/a.txt" -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -Be 'OutcomeUnknown,RaxBackup.Cmdlets.AddRaxRestoreItemCommand'
        Clear-TestFaults $service
        $restore | Get-RaxRestoreItem | Should -HaveCount 1
    }
}
