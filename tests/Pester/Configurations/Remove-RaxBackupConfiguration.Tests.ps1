BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $agent = Get-RaxBackupAgent
    $script:count = 0

    function New-One {
        $script:count++
        $agent | New-RaxBackupConfiguration "one $($script:count)" -IncludeFolder /srv
    }
}

AfterAll { Disconnect-TestService }

Describe 'Remove-RaxBackupConfiguration' {
    AfterEach { Clear-TestFaults $service }

    It 'deletes, and writes nothing: <How>' -ForEach @(
        @{ How = 'by position'; Remove = { param($one) Remove-RaxBackupConfiguration $one.BackupConfigurationId -Confirm:$false } }
        @{ How = 'by name'; Remove = { param($one) Remove-RaxBackupConfiguration -ConfigurationId $one.BackupConfigurationId -Confirm:$false } }
        @{ How = 'an object'; Remove = { param($one) $one | Remove-RaxBackupConfiguration -Confirm:$false } }
        @{ How = 'by property'; Remove = { param($one) [pscustomobject]@{ BackupConfigurationId = $one.BackupConfigurationId } | Remove-RaxBackupConfiguration -Confirm:$false } }
        @{ How = 'without asking by preference'; Remove = { param($one) $ConfirmPreference = 'None'; $one | Remove-RaxBackupConfiguration } }
    ) {
        $one = New-One
        & $Remove $one | Should -BeNullOrEmpty
        ($one | Get-RaxBackupConfiguration).IsDeleted | Should -BeTrue
    }

    It 'deletes several, and goes on after one that does not exist' {
        $first, $second = (New-One), (New-One)
        $first, [pscustomobject]@{ ConfigurationId = 4444 }, $second | Remove-RaxBackupConfiguration -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Should -HaveCount 1
        Assert-ErrorRecord $errors[0] ConfigurationNotFound ObjectNotFound 4444
        ($first, $second | Get-RaxBackupConfiguration).IsDeleted | Should -Be $true, $true
    }

    It 'may be done twice' {
        $one = New-One
        $one, $one | Remove-RaxBackupConfiguration -Confirm:$false -ErrorAction Stop
    }

    It 'gives the name free' {
        $one = New-One
        $one | Remove-RaxBackupConfiguration -Confirm:$false
        $again = $agent | New-RaxBackupConfiguration $one.BackupConfigurationName -IncludeFolder /srv
        $again.BackupConfigurationId | Should -BeGreaterThan $one.BackupConfigurationId
    }

    It 'sends nothing with -WhatIf' {
        $one = New-One
        Get-SentRequest { $one | Remove-RaxBackupConfiguration -WhatIf -Debug } | Should -BeNullOrEmpty
        ($one | Get-RaxBackupConfiguration).IsDeleted | Should -BeFalse
    }

    It 'works in the region of the object' {
        Get-SentRequest { [pscustomobject]@{ ConfigurationId = 5; Region = 'IAD' } | Remove-RaxBackupConfiguration -Confirm:$false -Debug -ErrorAction SilentlyContinue } |
            Should -Be "DELETE /iad/v1.0/$($service.TenantId)/backup-configuration/5"
    }

    It 'may be repeated, also after a lost answer' {
        $one = New-One
        Add-TestFault $service -Operation DeleteConfiguration -StatusCode 503 -RetryAfter 0 -Count 1
        Add-TestFault $service -Operation DeleteConfiguration -Drop after -Count 1
        Get-SentRequest { $one | Remove-RaxBackupConfiguration -Confirm:$false -Debug } | Should -HaveCount 3
    }

    It 'refuses <ErrorId>' -ForEach @(@{ ErrorId = 'RegionNotSingle'; Region = '*' }, @{ ErrorId = 'RegionUnknown'; Region = 'XYZ' }) {
        Assert-ErrorRecord (Get-Failure { Remove-RaxBackupConfiguration 5 -Region $Region -Confirm:$false -ErrorAction SilentlyContinue }) $ErrorId InvalidArgument $Region
    }
}

Describe 'Remove-RaxBackupConfiguration asks' {
    It 'before it deletes: impact High' {
        (Get-Command Remove-RaxBackupConfiguration).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false).ConfirmImpact | Should -Be 'High'
    }

    It 'and says clearly that there is nobody to ask' {
        $one = New-One
        $said = Invoke-NewPowerShell @"
            Import-Module '$(Get-BuiltManifest)'
            `$key = ConvertTo-SecureString '$([Net.NetworkCredential]::new('', $service.ApiKey).Password)' -AsPlainText -Force
            Connect-RaxBackup -UserName local -ApiKey `$key -IdentityUri '$($service.IdentityUri)'
            try { Remove-RaxBackupConfiguration $($one.BackupConfigurationId) } catch { `$_.FullyQualifiedErrorId; `$_.CategoryInfo.Category; `$_.ErrorDetails.RecommendedAction }
"@
        $said | Should -Match '^ConfirmationImpossible,RaxBackup.Cmdlets.RemoveRaxBackupConfigurationCommand\s+InvalidArgument\s+Give -Confirm:\$false'
        ($one | Get-RaxBackupConfiguration).IsDeleted | Should -BeFalse
    }

    It 'not even where the host has no user interface' {
        $one = New-One
        $shell = [powershell]::Create().AddScript('param($module, $session, $one) Import-Module $module; $one | Remove-RaxBackupConfiguration -Session $session').
            AddArgument((Get-BuiltManifest)).AddArgument((Get-RaxBackupSession)).AddArgument($one)
        try {
            $null = $shell.Invoke()
            $shell.Streams.Error.FullyQualifiedErrorId | Should -BeLike 'ConfirmationImpossible,*'
        }
        finally { $shell.Dispose() }
        ($one | Get-RaxBackupConfiguration).IsDeleted | Should -BeFalse
    }
}
