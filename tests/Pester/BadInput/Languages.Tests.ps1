# Names and paths of any script come back as they were given.
BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $agent = Get-RaxBackupAgent
}

AfterAll { Disconnect-TestService }

Describe 'Text of any script: <_>' -ForEach 'Резервная копия', '備份 伺服器', 'نسخة احتياطية', "cafe`u{301} café", '🎉 👩‍💻', "tab`tand 'quotes' & <tags> %20 +#?", 'ΑΣΣ ß İı' {
    BeforeAll {
        $name = $_
        $folder = "$TestDrive/$(New-Guid)/$name"
        $null = New-Item -ItemType Directory $folder
        [IO.File]::WriteAllText("$folder/$name.txt", $name)
        [IO.File]::WriteAllText("$folder/left out.txt", 'x')
        $made = $agent | New-RaxBackupConfiguration -Name $name -IncludeFolder $folder -ExcludeFile "$folder/left out.txt" -PreScript "echo $name" -NotifyRecipient 'jané@例え.jp' -NotifyOnFailure
        $backup = $made | Start-RaxBackup | Wait-RaxBackup -PollIntervalSec 1
    }

    It 'is kept in a configuration' {
        $read = $made | Get-RaxBackupConfiguration
        $read.BackupConfigurationName | Should -BeExactly $name
        $read.Inclusions.FilePath | Should -BeExactly $folder
        $read.Exclusions.FilePath | Should -BeExactly "$folder/left out.txt"
        $read.BackupPrescript | Should -BeExactly "echo $name"
    }

    It 'finds the configuration and what can be restored' {
        (Get-RaxBackupConfiguration -Name ([WildcardPattern]::Escape($name))).BackupConfigurationId | Should -Be $made.BackupConfigurationId
        (Get-RaxRestorePoint -Name ([WildcardPattern]::Escape($name))).BackupConfigurationId | Should -Be $made.BackupConfigurationId
    }

    It 'names a file that is restored' {
        $target = "$TestDrive/restored $name"
        $report = $backup | Start-RaxRestore -DestinationPath $target -IncludeFile "$folder/$name.txt" | Wait-RaxRestore -PollIntervalSec 1 | Get-RaxRestoreReport
        $report.State | Should -Be 'Completed'
        [IO.File]::ReadAllText((Get-RestoredPath $target "$folder/$name.txt")) | Should -BeExactly $name
        (Get-ChildItem -LiteralPath $target -Recurse -File).Name | Should -BeExactly "$name.txt"
    }

    It 'stands in the item of a restore' {
        $restore = $backup | New-RaxRestore -DestinationPath "$TestDrive/$name"
        $restore | Add-RaxRestoreItem -Path "$folder/$name.txt"
        ($restore | Get-RaxRestore).DestinationPath | Should -BeExactly "$TestDrive/$name"
        ($restore | Get-RaxRestoreItem).FilePath | Should -BeExactly "$folder/$name.txt"
    }

    It 'goes to a file and back without a change' {
        $file = "$TestDrive/$(New-Guid) $name.json"
        $made | Export-RaxBackupConfiguration -LiteralPath $file
        $before = ($made | Get-RaxBackupConfiguration).LastUpdatedTime
        "$(Import-RaxBackupConfiguration -LiteralPath $file -Verbose 4>&1)" | Should -Match 'as it should be'
        ($made | Get-RaxBackupConfiguration).LastUpdatedTime | Should -Be $before
    }
}
