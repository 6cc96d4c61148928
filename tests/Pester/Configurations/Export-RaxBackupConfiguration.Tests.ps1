BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $agent = Get-RaxBackupAgent
    $web = $agent | New-RaxBackupConfiguration -Name web -IncludeFolder /srv/b, /srv/a -IncludeFile /etc/hosts -ExcludeFolder /srv/a/cache -Weekly -DayOfWeek Friday -At 23:30 `
        -TimeZone America/New_York -NotifyOnFailure -NotifyRecipient b@example.com, a@example.com -RetentionDays 60 -PreScript 'stop "db"'
    $night = $agent | New-RaxBackupConfiguration -Name 'Nächte [1]' -IncludeFolder /grün -Daily -At 03:15 -TimeZone UTC -Disabled
    $file = "$TestDrive/c.json"
    function Read-File($Path = $file) { (Get-Content -LiteralPath $Path -Raw | ConvertFrom-Json).Configurations }
}

AfterAll { Disconnect-TestService }

Describe 'Export-RaxBackupConfiguration' {
    BeforeEach { Get-ChildItem $TestDrive | Remove-Item -Recurse -Force }

    It 'writes all that can be set, in words, and nothing that changes by itself' {
        $web, $night | Export-RaxBackupConfiguration $file | Should -BeNullOrEmpty
        $bytes = [IO.File]::ReadAllBytes($file)
        $bytes[0], $bytes[-1] | Should -Be ([byte][char]'{'), 10
        $bytes | Should -Not -Contain 13
        $entries = Read-File
        $entries.Name | Should -Be 'Nächte [1]', 'web'
        $entries[1].PSObject.Properties.Name | Should -Be @(
            'MachineName', 'Name', 'Disabled', 'Frequency', 'DayOfWeek', 'At', 'TimeZone', 'RetentionDays', 'MissedBackupAction', 'NotifyRecipient', 'NotifyOnSuccess',
            'NotifyOnFailure', 'PreScript', 'PostScript', 'IncludeFolder', 'IncludeFile', 'ExcludeFolder', 'ExcludeFile')
        $entries[1].MachineName | Should -Be $agent.MachineName
        $entries[1].DayOfWeek, $entries[1].At, $entries[1].TimeZone | Should -Be 'Friday', '23:30', 'Eastern Standard Time'
        $entries[1].IncludeFolder | Should -Be '/srv/a', '/srv/b'
        $entries[0].At, $entries[0].Disabled, $entries[0].IncludeFolder | Should -Be '03:15', $true, '/grün'
    }

    It 'writes the same file whatever happened in between' {
        $folder = (New-Item -ItemType Directory "$TestDrive/data").FullName
        $run = $agent | New-RaxBackupConfiguration -Name run -IncludeFolder $folder
        Get-RaxBackupConfiguration -ConfigurationId $run.BackupConfigurationId | Export-RaxBackupConfiguration $file
        $before = Get-Content $file -Raw
        $null = $run | Start-RaxBackup -Wait
        Get-RaxBackupConfiguration -ConfigurationId $run.BackupConfigurationId | Export-RaxBackupConfiguration $file -Force
        Get-Content $file -Raw | Should -BeExactly $before
        $run | Remove-RaxBackupConfiguration -Confirm:$false
    }

    It 'takes <Case>' -ForEach @(
        @{ Case = 'configurations by value'; Do = { $web, $night | Export-RaxBackupConfiguration $file }; Names = 'Nächte [1]', 'web' }
        @{ Case = 'configurations as an argument'; Do = { Export-RaxBackupConfiguration $file -InputObject $web, $night }; Names = 'Nächte [1]', 'web' }
        @{ Case = 'deserialized configurations'; Do = { Copy-Deserialized $web | Export-RaxBackupConfiguration $file }; Names = , 'web' }
        @{ Case = 'an id'; Do = { Export-RaxBackupConfiguration $file -ConfigurationId $web.BackupConfigurationId }; Names = , 'web' }
        @{ Case = 'ids by name'; Do = { [pscustomobject]@{ ConfigurationId = $night.BackupConfigurationId } | Export-RaxBackupConfiguration $file }; Names = , 'Nächte [1]' }
        @{ Case = 'an agent by name'; Do = { $agent | Export-RaxBackupConfiguration $file 3>$null }; Names = 'Nächte [1]', 'web' }
        @{ Case = 'an agent'; Do = { Export-RaxBackupConfiguration -Path $file -AgentId $agent.MachineAgentId 3>$null }; Names = 'Nächte [1]', 'web' }
        @{ Case = 'backups, by their configuration'; Do = { [pscustomobject]@{ BackupConfigurationId = $web.BackupConfigurationId; MachineAgentId = 5 } | Export-RaxBackupConfiguration $file }; Names = , 'web' }
    ) {
        & $Do
        (Read-File).Name | Should -Be $Names
    }

    It 'writes the same in any culture' {
        $web | Export-RaxBackupConfiguration $file
        $before = Get-Content $file -Raw
        foreach ($culture in 'de-DE', 'tr-TR', 'ar-SA') {
            $script = "[cultureinfo]::CurrentCulture = '$culture'; Import-Module '$(Get-BuiltManifest)'; Connect-RaxBackup -Local; " +
                "Export-RaxBackupConfiguration '$file' -ConfigurationId $($web.BackupConfigurationId) -Force"
            $key = [Net.NetworkCredential]::new('', $service.ApiKey).Password
            $null = Invoke-NewPowerShell ($script -replace 'Connect-RaxBackup -Local', "Connect-RaxBackup -UserName $($service.UserName) -ApiKey (ConvertTo-SecureString '$key' -AsPlainText -Force) -IdentityUri $($service.IdentityUri)")
            Get-Content $file -Raw | Should -BeExactly $before
        }
    }

    It 'finds its file as PowerShell does: <Path>' -ForEach @(
        @{ Given = { @{ Path = 'rel.json' } }; Path = 'rel.json' }
        @{ Given = { @{ LiteralPath = 'lit[1].json' } }; Path = 'lit[1].json' }
        @{ Given = { @{ Path = 'TestDrive:/drive.json' } }; Path = 'drive.json' }
    ) {
        Push-Location $TestDrive
        try { $given = & $Given; $web | Export-RaxBackupConfiguration @given } finally { Pop-Location }
        (Read-File "$TestDrive/$Path").Name | Should -Be 'web'
    }

    It 'replaces a file only with -Force, and leaves nothing beside it' {
        Set-Content $file 'mine'
        $failure = Get-Failure { $web | Export-RaxBackupConfiguration $file -ErrorAction Stop }
        Assert-ErrorRecord $failure FileExists ResourceExists $file
        Get-Content $file | Should -Be 'mine'
        $web | Export-RaxBackupConfiguration $file -Force
        $web | Export-RaxBackupConfiguration "$TestDrive/c*.json" -Force
        (Read-File).Name | Should -Be 'web'
        Get-ChildItem $TestDrive | Should -HaveCount 1
    }

    It 'writes nothing with -WhatIf' {
        $web | Export-RaxBackupConfiguration $file -WhatIf
        Test-Path $file | Should -BeFalse
    }

    It 'leaves deleted ones out, and says so' {
        $gone = $agent | New-RaxBackupConfiguration -Name gone -IncludeFolder /srv
        $gone | Remove-RaxBackupConfiguration -Confirm:$false
        Get-RaxBackupConfiguration gone, web | Export-RaxBackupConfiguration $file -WarningVariable said -WarningAction SilentlyContinue
        (Read-File).Name | Should -Be 'web'
        $said | Should -BeLike "*gone ($($gone.BackupConfigurationId))*"
    }

    It 'says which schedule it cannot know, and leaves it open' {
        $open = $agent | New-RaxBackupConfiguration -Name open -IncludeFolder /srv -Weekly -DayOfWeek Friday -At 02:00 -TimeZone Asia/Tokyo -Disabled
        $open | Export-RaxBackupConfiguration $file -WarningVariable said -WarningAction SilentlyContinue
        $said | Should -BeLike "*configuration $($open.BackupConfigurationId)*cannot be known*fill in the rest*"
        (Read-File).PSObject.Properties.Name | Should -Not -Contain 'DayOfWeek'
        (Read-File).At | Should -Be '02:00'
        Assert-ErrorRecord (Get-Failure { Import-RaxBackupConfiguration $file -ErrorAction Stop }) ConfigurationFileInvalid InvalidArgument $file
    }

    It 'writes no file where one of them cannot be read' {
        $ids = $web.BackupConfigurationId, 4711 | ForEach-Object { [pscustomobject]@{ ConfigurationId = $_ } }
        $ids | Export-RaxBackupConfiguration $file -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.FullyQualifiedErrorId -replace ',.*' | Should -Be 'ConfigurationNotFound', 'ExportIncomplete'
        Test-Path $file | Should -BeFalse
    }

    It 'refuses <Case>' -ForEach @(
        @{ Case = 'no file'; Do = { $web | Export-RaxBackupConfiguration -ErrorAction Stop }; ErrorId = 'PathOrLiteralPathNeeded'; Category = 'InvalidArgument' }
        @{ Case = 'two files'; Do = { $web | Export-RaxBackupConfiguration a -LiteralPath b -ErrorAction Stop }; ErrorId = 'PathOrLiteralPathNeeded'; Category = 'InvalidArgument' }
        @{ Case = 'what is no file'; Do = { $web | Export-RaxBackupConfiguration Env:/x -ErrorAction Stop }; ErrorId = 'FilePathInvalid'; Category = 'InvalidArgument' }
        @{ Case = 'a drive that is not there'; Do = { $web | Export-RaxBackupConfiguration Nowhere:/x -ErrorAction Stop }; ErrorId = 'FilePathInvalid'; Category = 'InvalidArgument' }
        @{ Case = 'a wildcard without a match'; Do = { $web | Export-RaxBackupConfiguration "$TestDrive/none*.json" -ErrorAction Stop }; ErrorId = 'FilePathInvalid'; Category = 'InvalidArgument' }
        @{ Case = 'a folder that is not there'; Do = { $web | Export-RaxBackupConfiguration "$TestDrive/no/c.json" -ErrorAction Stop }; ErrorId = 'FileNotWritable'; Category = 'InvalidArgument' }
        @{ Case = 'a folder'; Do = { $web | Export-RaxBackupConfiguration $TestDrive -Force -ErrorAction Stop }; ErrorId = 'FileNotWritable'; Category = 'InvalidArgument' }
        @{ Case = 'configurations of two regions'; Do = { $other = Copy-Deserialized $web; $ord = [RaxBackup.BackupConfiguration]@{ Region = 'ORD'; BackupConfigurationName = 'x' }; $web, $ord | Export-RaxBackupConfiguration $file -ErrorAction Stop }; ErrorId = 'RegionsMixed'; Category = 'InvalidArgument' }
        @{ Case = 'an agent that is not there'; Do = { Export-RaxBackupConfiguration $file -AgentId 4711 -ErrorAction Stop }; ErrorId = 'AgentNotFound'; Category = 'ObjectNotFound' }
    ) {
        Assert-ErrorRecord (Get-Failure $Do) $ErrorId $Category
        Get-ChildItem $TestDrive | Should -HaveCount 0
    }

    It 'needs a session' {
        $text = Invoke-NewPowerShell "Import-Module '$(Get-BuiltManifest)'; try { Export-RaxBackupConfiguration x -ConfigurationId 5 } catch { `$_.FullyQualifiedErrorId }"
        $text.Trim() | Should -Be 'NotConnected,RaxBackup.Cmdlets.ExportRaxBackupConfigurationCommand'
    }
}
