BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-SeededService -User @{ name = 'olga'; roles = , 'observer' }
    $session = Get-RaxBackupSession
    $one = Get-RaxBackupAgent | Select-Object -First 1 | New-RaxBackupConfiguration -Name One -IncludeFolder /srv -Daily -At 02:30
    $other = Get-RaxBackupAgent | Select-Object -First 1 | New-RaxBackupConfiguration -Name Other -IncludeFolder /srv
    function Get-Active { ($args | Get-RaxBackupConfiguration).IsActive }
}

AfterAll { Disconnect-SeededService $service }

Describe 'Enable-RaxBackupConfiguration' {
    BeforeEach { $one, $other | Disable-RaxBackupConfiguration }
    AfterEach { Clear-TestFaults $service }

    It 'enables, and writes nothing: <How>' -ForEach @(
        @{ How = 'by position'; Do = { Enable-RaxBackupConfiguration $one.BackupConfigurationId } }
        @{ How = 'by name'; Do = { Enable-RaxBackupConfiguration -ConfigurationId $one.BackupConfigurationId -Region dfw -Session $session } }
        @{ How = 'by alias'; Do = { Enable-RaxBackupConfiguration -BackupConfigurationId $one.BackupConfigurationId } }
        @{ How = 'a configuration from the pipeline'; Do = { $one | Enable-RaxBackupConfiguration } }
        @{ How = 'anything with the id'; Do = { [pscustomobject]@{ ConfigurationId = "$($one.BackupConfigurationId)" } | Enable-RaxBackupConfiguration } }
        @{ How = 'a deserialized configuration'; Do = { Copy-Deserialized $one | Enable-RaxBackupConfiguration } }
    ) {
        & $Do | Should -BeNullOrEmpty
        Get-Active $one | Should -Be $true
        Get-Active $other | Should -Be $false
    }

    It 'writes the configurations as they are then with -PassThru' {
        $written = $one, $other | Enable-RaxBackupConfiguration -PassThru
        $written.BackupConfigurationId | Should -Be $one.BackupConfigurationId, $other.BackupConfigurationId
        $written[0].GetType().FullName | Should -Be 'RaxBackup.BackupConfiguration'
        $written.IsActive | Should -Be $true, $true
        $written.Region | Should -Be 'DFW', 'DFW'
    }

    It 'leaves everything else as it is' {
        $before = $one | Get-RaxBackupConfiguration
        $one | Enable-RaxBackupConfiguration
        $after = $one | Get-RaxBackupConfiguration
        foreach ($property in 'BackupConfigurationName', 'Frequency', 'At', 'TimeZone', 'VersionRetention', 'Inclusions') { "$($after.$property)" | Should -Be "$($before.$property)" }
    }

    It 'may be done twice' {
        $one, $one | Enable-RaxBackupConfiguration -ErrorAction Stop
        Get-Active $one | Should -Be $true
    }

    It 'sends nothing with -WhatIf' {
        Get-SentRequest { $one | Enable-RaxBackupConfiguration -PassThru -WhatIf -Debug } | Should -BeNullOrEmpty
        Get-Active $one | Should -Be $false
    }

    It 'is sent again after a lost answer: it brings about a state' {
        Add-TestFault $service -Operation EnableConfiguration -StatusCode 503 -RetryAfter 0 -Count 1
        Add-TestFault $service -Operation EnableConfiguration -Drop after -Count 1
        Get-SentRequest { $one | Enable-RaxBackupConfiguration -Debug } | Should -Be (@("POST /dfw/v1.0/$($service.tenantId)/backup-configuration/enable/$($one.BackupConfigurationId)") * 3)
        Get-Active $one | Should -Be $true
    }

    It 'names a configuration that does not exist, and goes on' {
        [pscustomobject]@{ ConfigurationId = 4444 }, $one | Enable-RaxBackupConfiguration -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Should -HaveCount 1
        Assert-ErrorRecord $errors[0] ConfigurationNotFound ObjectNotFound 4444
        $errors[0].Exception.Message | Should -BeLike 'Could not enable configuration 4444: *'
        Get-Active $one | Should -Be $true
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
        Assert-ErrorRecord (Get-Failure { Enable-RaxBackupConfiguration @arguments -ErrorAction Stop }) $ErrorId $Category
        Get-Active $one | Should -Be $false
    }

    It 'completes the ids of configurations' {
        $line = 'Enable-RaxBackupConfiguration -ConfigurationId '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain "$($one.BackupConfigurationId)"
    }
}
