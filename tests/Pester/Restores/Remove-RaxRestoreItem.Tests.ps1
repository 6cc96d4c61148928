BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-SeededService -User @{ name = 'olga'; roles = , 'observer' }
    $session = Get-RaxBackupSession
    $null = New-Item -ItemType Directory "$TestDrive/files"
    foreach ($file in 'a.txt', 'b.txt') { Set-Content "$TestDrive/files/$file" 'content' }
    $backup = Get-RaxBackupAgent | New-RaxBackupConfiguration -Name Web -IncludeFolder "$TestDrive/files" | Start-RaxBackup -Wait
}

AfterAll { Disconnect-SeededService $service }

Describe 'Remove-RaxRestoreItem' {
    BeforeEach {
        $place = "$TestDrive/$(New-Guid)"
        $restore = $backup | New-RaxRestore -DestinationPath $place
        $restore | Add-RaxRestoreItem -Path "$TestDrive/files/a.txt", "$TestDrive/files/b.txt"
        $item, $other = $restore | Get-RaxRestoreItem
    }
    AfterEach { Clear-TestFaults $service }

    It 'removes one item, and writes nothing: <How>' -ForEach @(
        @{ How = 'by position'; Do = { Remove-RaxRestoreItem $item.FileId -Confirm:$false } }
        @{ How = 'by name'; Do = { Remove-RaxRestoreItem -ItemId $item.FileId -Region dfw -Session $session -Confirm:$false } }
        @{ How = 'an item from the pipeline'; Do = { $item | Remove-RaxRestoreItem -Confirm:$false } }
        @{ How = 'a deserialized item'; Do = { Copy-Deserialized $item | Remove-RaxRestoreItem -Confirm:$false } }
        @{ How = 'anything with the id'; Do = { [pscustomobject]@{ ItemId = $item.FileId } | Remove-RaxRestoreItem -Confirm:$false } }
        @{ How = 'without asking by preference'; Do = { $ConfirmPreference = 'None'; $item | Remove-RaxRestoreItem } }
    ) {
        & $Do | Should -BeNullOrEmpty
        ($restore | Get-RaxRestoreItem).FileId | Should -Be $other.FileId
    }

    It 'restores what is left' {
        $item | Remove-RaxRestoreItem -Confirm:$false
        ($restore | Start-RaxRestore -Wait).State | Should -Be 'Completed'
        Get-RestoredPath $place "$TestDrive/files/b.txt" | Should -Exist
        Get-RestoredPath $place "$TestDrive/files/a.txt" | Should -Not -Exist
    }

    It 'removes several, and goes on after one that does not exist' {
        $item, [pscustomobject]@{ ItemId = 4444 }, $other | Remove-RaxRestoreItem -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Should -HaveCount 1
        Assert-ErrorRecord $errors[0] RestoreItemNotFound ObjectNotFound 4444
        $restore | Get-RaxRestoreItem | Should -BeNullOrEmpty
    }

    It 'is done where the answer was lost and the second look finds nothing' {
        Add-TestFault $service -Operation RemoveRestoreItem -Drop after -Count 1
        Get-SentRequest { $item | Remove-RaxRestoreItem -Confirm:$false -Debug -ErrorAction Stop } | Should -HaveCount 2
        ($restore | Get-RaxRestoreItem).FileId | Should -Be $other.FileId
        Assert-ErrorRecord (Get-Failure { $item | Remove-RaxRestoreItem -Confirm:$false -ErrorAction Stop }) RestoreItemNotFound ObjectNotFound $item.FileId
    }

    It 'sends nothing with -WhatIf' {
        Get-SentRequest { $item | Remove-RaxRestoreItem -WhatIf -Debug } | Should -BeNullOrEmpty
        $restore | Get-RaxRestoreItem | Should -HaveCount 2
    }

    It 'is an error: <ErrorId>' -ForEach @(
        @{ ErrorId = 'IdMissing'; Category = 'InvalidArgument'; Do = { [RaxBackup.RestoreItem]@{ FilePath = '/x' } | Remove-RaxRestoreItem -Confirm:$false -ErrorAction Stop } }
        @{ ErrorId = 'RegionNotSingle'; Category = 'InvalidArgument'; Do = { Remove-RaxRestoreItem $item.FileId -Region * -Confirm:$false -ErrorAction Stop } }
        @{ ErrorId = 'RestoreItemNotFound'; Category = 'ObjectNotFound'; Do = { Remove-RaxRestoreItem $item.FileId -Region ORD -Confirm:$false -ErrorAction Stop } }
        @{ ErrorId = 'AccessDenied'; Category = 'PermissionDenied'; Do = { $item | Remove-RaxRestoreItem -Session (Connect-SeededUser $service olga) -Confirm:$false -ErrorAction Stop } }
    ) {
        Assert-ErrorRecord (Get-Failure $Do) $ErrorId $Category
        $restore | Get-RaxRestoreItem | Should -HaveCount 2
    }

    It 'takes no item of a configuration, which has a FileId as well: <How>' -ForEach @(
        @{ How = 'live'; Get = { [RaxBackup.BackupItem]@{ FileId = $item.FileId; FilePath = $item.FilePath } } }
        @{ How = 'a copy'; Get = { Copy-Deserialized ([RaxBackup.BackupItem]@{ FileId = $item.FileId; FilePath = $item.FilePath }) } }
        @{ How = 'a bare copy'; Get = { Copy-Bare ([RaxBackup.BackupItem]@{ FileId = $item.FileId; FilePath = $item.FilePath }) } }
    ) {
        $given = & $Get
        Assert-ErrorRecord (Get-Failure { $given | Remove-RaxRestoreItem -Confirm:$false -ErrorAction Stop }) IdMissing InvalidArgument
        $restore | Get-RaxRestoreItem | Should -HaveCount 2
    }

    It 'leaves a restore alone that has been started' {
        $null = $restore | Start-RaxRestore -Wait
        Assert-ErrorRecord (Get-Failure { $item | Remove-RaxRestoreItem -Confirm:$false -ErrorAction Stop }) RequestRejected InvalidArgument $item.FileId
        $restore | Get-RaxRestoreItem | Should -HaveCount 2
    }

    It 'asks before it removes, like every Remove' {
        (Get-Command Remove-RaxRestoreItem).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false).ConfirmImpact | Should -Be 'High'
    }
}
