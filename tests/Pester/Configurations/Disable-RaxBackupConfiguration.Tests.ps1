BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-SeededService -User @{ name = 'olga'; roles = , 'observer' }
    $session = Get-RaxBackupSession
    $one = Get-RaxBackupAgent | Select-Object -First 1 | New-RaxBackupConfiguration -Name One -IncludeFolder /srv -Daily -At 02:30
    $other = Get-RaxBackupAgent | Select-Object -First 1 | New-RaxBackupConfiguration -Name Other -IncludeFolder /srv
    function Get-Active { ($args | Get-RaxBackupConfiguration).IsActive }
}

AfterAll { Disconnect-SeededService $service }

Describe 'Disable-RaxBackupConfiguration' {
    BeforeEach { $one, $other | Enable-RaxBackupConfiguration }
    AfterEach { Clear-TestFaults $service }

    It 'disables, and writes nothing: <How>' -ForEach @(
        @{ How = 'by position'; Do = { Disable-RaxBackupConfiguration $one.BackupConfigurationId } }
        @{ How = 'by name'; Do = { Disable-RaxBackupConfiguration -ConfigurationId $one.BackupConfigurationId -Region dfw -Session $session } }
        @{ How = 'by alias'; Do = { Disable-RaxBackupConfiguration -BackupConfigurationId $one.BackupConfigurationId } }
        @{ How = 'a configuration from the pipeline'; Do = { $one | Disable-RaxBackupConfiguration } }
        @{ How = 'anything with the id'; Do = { [pscustomobject]@{ ConfigurationId = "$($one.BackupConfigurationId)" } | Disable-RaxBackupConfiguration } }
        @{ How = 'a deserialized configuration'; Do = { Copy-Deserialized $one | Disable-RaxBackupConfiguration } }
    ) {
        & $Do | Should -BeNullOrEmpty
        Get-Active $one | Should -Be $false
        Get-Active $other | Should -Be $true
    }

    It 'writes the configurations as they are then with -PassThru' {
        $written = $one, $other | Disable-RaxBackupConfiguration -PassThru
        $written.BackupConfigurationId | Should -Be $one.BackupConfigurationId, $other.BackupConfigurationId
        $written[0].GetType().FullName | Should -Be 'RaxBackup.BackupConfiguration'
        $written.IsActive | Should -Be $false, $false
        $written.Region | Should -Be 'DFW', 'DFW'
    }

    It 'leaves everything else as it is' {
        $before = $one | Get-RaxBackupConfiguration
        $one | Disable-RaxBackupConfiguration
        $after = $one | Get-RaxBackupConfiguration
        foreach ($property in 'BackupConfigurationName', 'Frequency', 'At', 'TimeZone', 'VersionRetention', 'Inclusions') { "$($after.$property)" | Should -Be "$($before.$property)" }
    }

    It 'may be done twice' {
        $one, $one | Disable-RaxBackupConfiguration -ErrorAction Stop
        Get-Active $one | Should -Be $false
    }

    It 'sends nothing with -WhatIf' {
        Get-SentRequest { $one | Disable-RaxBackupConfiguration -PassThru -WhatIf -Debug } | Should -BeNullOrEmpty
        Get-Active $one | Should -Be $true
    }

    It 'is sent again after a lost answer: it brings about a state' {
        Add-TestFault $service -Operation EnableConfiguration -StatusCode 503 -RetryAfter 0 -Count 1
        Add-TestFault $service -Operation EnableConfiguration -Drop after -Count 1
        Get-SentRequest { $one | Disable-RaxBackupConfiguration -Debug } | Should -Be (@("POST /dfw/v1.0/$($service.tenantId)/backup-configuration/enable/$($one.BackupConfigurationId)") * 3)
        Get-Active $one | Should -Be $false
    }

    It 'names a configuration that does not exist, and goes on' {
        [pscustomobject]@{ ConfigurationId = 4444 }, $one | Disable-RaxBackupConfiguration -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Should -HaveCount 1
        Assert-ErrorRecord $errors[0] ConfigurationNotFound ObjectNotFound 4444
        $errors[0].Exception.Message | Should -BeLike 'Could not disable configuration 4444: *'
        Get-Active $one | Should -Be $false
    }

    It 'is an error: <ErrorId>' -ForEach @(
        @{ ErrorId = 'AccessDenied'; Category = 'PermissionDenied'; Arguments = { @{ ConfigurationId = $one.BackupConfigurationId; Session = Connect-SeededUser $service olga } } }
        @{ ErrorId = 'RegionNotSingle'; Category = 'InvalidArgument'; Arguments = { @{ ConfigurationId = $one.BackupConfigurationId; Region = '*' } } }
        @{ ErrorId = 'RegionUnknown'; Category = 'InvalidArgument'; Arguments = { @{ ConfigurationId = $one.BackupConfigurationId; Region = 'XYZ' } } }
        @{ ErrorId = 'ConfigurationNotFound'; Category = 'ObjectNotFound'; Arguments = { @{ ConfigurationId = $one.BackupConfigurationId; Region = 'ORD' } } }
        @{ ErrorId = 'ParameterArgumentTransformationError'; Category = 'InvalidData'; Arguments = { @{ ConfigurationId = 'web*' } } }
        @{ ErrorId = 'ParameterArgumentValidationErrorNullNotAllowed'; Category = 'InvalidData'; Arguments = { @{ ConfigurationId = $null } } }
    ) {
        $arguments = & $Arguments
        Assert-ErrorRecord (Get-Failure { Disable-RaxBackupConfiguration @arguments -ErrorAction Stop }) $ErrorId $Category
        Get-Active $one | Should -Be $true
    }

    It 'completes the ids of configurations' {
        $line = 'Disable-RaxBackupConfiguration -ConfigurationId '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain "$($one.BackupConfigurationId)"
    }

    It 'keeps a configuration from being started' {
        $one | Disable-RaxBackupConfiguration
        Assert-ErrorRecord (Get-Failure { $one | Start-RaxBackup -ErrorAction Stop }) AccessDenied PermissionDenied
    }
}
