BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    Import-BuiltModule
    $service = Start-RaxLocalService
    $key = [Net.NetworkCredential]::new('', $service.ApiKey).Password
    $wrongKey = ConvertTo-SecureString 'ffffffffffffffffffffffffffffffff' -AsPlainText -Force
}

AfterAll { Disconnect-TestService }

Describe 'Connect-RaxBackup' {
    AfterEach { Disconnect-RaxBackup }

    It 'connects with <Set>' -ForEach @(
        @{ Set = 'a credential'; Arguments = { @{ Credential = [pscredential]::new('local', $service.ApiKey); IdentityUri = $service.IdentityUri } } }
        @{ Set = 'user name and API key'; Arguments = { @{ UserName = 'local'; ApiKey = $service.ApiKey; IdentityUri = $service.IdentityUri } } }
        @{ Set = 'an identity address without its version'; Arguments = { @{ UserName = 'local'; ApiKey = $service.ApiKey; IdentityUri = $service.Address } } }
        @{ Set = 'the running local service'; Arguments = { @{ Local = $true } } }
        @{ Set = 'a given local service'; Arguments = { @{ Local = $true; LocalService = $service } } }
    ) {
        $arguments = & $Arguments
        $session = Connect-RaxBackup @arguments -PassThru
        $session.GetType().FullName | Should -Be 'RaxBackup.Session'
        $session.UserName | Should -Be 'local'
        $session.TenantId | Should -Be $service.TenantId
        $session.Region | Should -Be 'DFW'
        $session.Regions | Should -Be @('DFW', 'ORD', 'IAD')
        $session.ExpiresAt | Should -BeGreaterThan ([DateTimeOffset]::UtcNow)
        Get-RaxBackupSession | Should -Be $session
    }

    It 'takes a local service by position and from the pipeline' {
        Connect-RaxBackup -Local $service
        (Get-RaxBackupSession).TenantId | Should -Be $service.TenantId
        Disconnect-RaxBackup
        ($service | Connect-RaxBackup -PassThru).TenantId | Should -Be $service.TenantId
    }

    It 'writes nothing without -PassThru' {
        Connect-RaxBackup -Local | Should -BeNullOrEmpty
    }

    It 'takes the region asked for' {
        (Connect-RaxBackup -Local -Region ORD -PassThru).Region | Should -Be 'ORD'
    }

    It 'does not connect with -WhatIf' {
        Connect-RaxBackup -Local -WhatIf
        Get-RaxBackupSession | Should -BeNullOrEmpty
    }

    It 'keeps two sessions apart' {
        $first = Connect-RaxBackup -Local -PassThru
        $second = Connect-RaxBackup -Local -Region ORD -PassThru
        (Get-RaxBackupSession).Region | Should -Be 'ORD'
        (Get-RaxBackupAgent -Session $first).Region | Should -Be 'DFW'
        $first, $second | Disconnect-RaxBackup
        Get-RaxBackupSession | Should -BeNullOrEmpty
    }

    It 'has no secret in anything that it shows' {
        $session = Connect-RaxBackup -Local -PassThru -Debug -Verbose *>&1 | Out-String
        $session += (Get-RaxBackupSession | Format-List * -Force | Out-String) + (Get-RaxBackupSession | ConvertTo-Json)
        $session | Should -Not -Match $key
    }
}

Describe 'Connect-RaxBackup from the environment' {
    BeforeEach {
        $before = Get-ChildItem env:RAX_*
        $before | Remove-Item
        $env:RAX_IDENTITY_URI = $service.IdentityUri
    }

    AfterEach {
        Get-ChildItem env:RAX_* | Remove-Item
        $before | ForEach-Object { Set-Item "env:$($_.Name)" $_.Value }
        Disconnect-RaxBackup
    }

    It 'takes user name, key and region' {
        $env:RAX_USERNAME = 'local'
        $env:RAX_API_KEY = $key
        $env:RAX_REGION = 'IAD'
        (Connect-RaxBackup -PassThru).Region | Should -Be 'IAD'
    }

    It 'lets a parameter win' {
        $env:RAX_USERNAME = 'local'
        $env:RAX_API_KEY = $key
        $env:RAX_REGION = 'IAD'
        (Connect-RaxBackup -Region ORD -PassThru).Region | Should -Be 'ORD'
    }

    It 'reads the credentials file of the home folder' {
        Set-Content "$TestDrive/.rackspace_cloud_credentials" "# mine`n[other]`nusername = x`n[rackspace_cloud]`nusername = local`napi_key = $key"
        $said = Invoke-NewPowerShell @"
            `$env:HOME = `$env:USERPROFILE = '$TestDrive'
            Import-Module '$(Get-BuiltManifest)'
            (Connect-RaxBackup -PassThru).UserName
"@
        $said.Trim() | Should -Be 'local'
    }

    It 'says where it looked when it found nothing' {
        $said = Invoke-NewPowerShell @"
            `$env:HOME = `$env:USERPROFILE = '$TestDrive/nobody'
            Import-Module '$(Get-BuiltManifest)'
            try { Connect-RaxBackup } catch { `$_.FullyQualifiedErrorId; `$_.Exception.Message }
"@
        $said | Should -Match '^CredentialsNotFound,'
        $said | Should -Match 'RAX_USERNAME'
        $said | Should -Match 'rackspace_cloud_credentials'
    }

    It 'says that the key is missing' {
        $env:RAX_USERNAME = 'local'
        (Get-Failure { Connect-RaxBackup }).FullyQualifiedErrorId | Should -BeLike 'CredentialsIncomplete,*'
    }
}

Describe 'Connect-RaxBackup refused' {
    It 'is terminating: <ErrorId>' -ForEach @(
        @{ ErrorId = 'AuthenticationFailed'; Category = 'AuthenticationError'; Arguments = { @{ UserName = 'local'; ApiKey = $wrongKey; IdentityUri = $service.IdentityUri } } }
        @{ ErrorId = 'RegionUnknown'; Category = 'InvalidArgument'; Arguments = { @{ Local = $true; Region = 'XYZ' } } }
        @{ ErrorId = 'IdentityUnreachable'; Category = 'ConnectionError'
            Arguments = { @{ UserName = 'local'; ApiKey = $wrongKey; IdentityUri = 'http://127.0.0.1:9/'; MaximumRetryCount = 0 } }
        }
        @{ ErrorId = 'InsecureAddress'; Category = 'InvalidArgument'; Arguments = { @{ UserName = 'local'; ApiKey = $wrongKey; IdentityUri = 'http://identity.example/' } } }
    ) {
        $arguments = & $Arguments
        $failure = Get-Failure { Connect-RaxBackup @arguments -ErrorAction SilentlyContinue }
        $failure.FullyQualifiedErrorId | Should -Be "$ErrorId,RaxBackup.Cmdlets.ConnectRaxBackupCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
        Get-RaxBackupSession | Should -BeNullOrEmpty
    }
}
