BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    Import-BuiltModule
    $service = Start-RaxLocalService
    $key = [Net.NetworkCredential]::new('', $service.ApiKey).Password
    $wrongKey = ConvertTo-SecureString 'ffffffffffffffffffffffffffffffff' -AsPlainText -Force
}

AfterAll { Disconnect-TestService }

Describe 'Connect-RaxBackup' {
    AfterEach {
        Disconnect-RaxBackup
        Clear-TestFaults $service
    }

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

    It 'takes either of its objects at the first position' {
        (Connect-RaxBackup $service -PassThru).TenantId | Should -Be $service.TenantId
        (Connect-RaxBackup ([pscredential]::new('local', $service.ApiKey)) -IdentityUri $service.IdentityUri -PassThru).TenantId | Should -Be $service.TenantId
    }

    It 'starts a service where none runs' {
        $said = Invoke-NewPowerShell "Import-Module '$(Get-BuiltManifest)'; Connect-RaxBackup -Local; @(Get-RaxLocalService).Count; (Get-RaxBackupAgent).MachineName"
        $said.Trim() -split '\s+' | Should -Be @('1', [Environment]::MachineName)
    }

    It 'sends nothing with -WhatIf' {
        Get-SentRequest { Connect-RaxBackup $service -WhatIf -Debug } | Should -BeNullOrEmpty
    }

    It 'takes a tenant' {
        (Connect-RaxBackup -Local -TenantId $service.TenantId -PassThru).TenantId | Should -Be $service.TenantId
    }

    It 'spells a region as the catalog does' {
        (Connect-RaxBackup -Local -Region iad -PassThru).Region | Should -BeExactly 'IAD'
    }

    It 'tries again as often as it is told' {
        Add-TestFault $service -Operation Login -StatusCode 503 -RetryAfter 0 -Count 2
        Get-SentRequest { Connect-RaxBackup -Local -MaximumRetryCount 2 -Debug } | Should -HaveCount 3
    }

    It 'completes regions, with and without a session' {
        (TabExpansion2 'Connect-RaxBackup -Region ').CompletionMatches.CompletionText | Should -Be @('DFW', 'HKG', 'IAD', 'LON', 'ORD', 'SYD')
        Connect-RaxBackup -Local
        (TabExpansion2 'Connect-RaxBackup -Region o').CompletionMatches.CompletionText | Should -Be 'ORD'
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
    AfterEach { Clear-TestFaults $service }

    It 'is terminating: <ErrorId>' -ForEach @(
        @{ ErrorId = 'AuthenticationFailed'; Category = 'AuthenticationError'; Arguments = { @{ UserName = 'local'; ApiKey = $wrongKey; IdentityUri = $service.IdentityUri } } }
        @{ ErrorId = 'RegionUnknown'; Category = 'InvalidArgument'; Arguments = { @{ Local = $true; Region = 'XYZ' } } }
        @{ ErrorId = 'IdentityUnreachable'; Category = 'ConnectionError'
            Arguments = { @{ UserName = 'local'; ApiKey = $wrongKey; IdentityUri = 'http://127.0.0.1:9/'; MaximumRetryCount = 0 } }
        }
        @{ ErrorId = 'IdentityUnreachable'; Category = 'OperationTimeout'; Fault = @{ DelayMs = 30000 }
            Arguments = { @{ Local = $true; TimeoutSec = 1; MaximumRetryCount = 0 } }
        }
        @{ ErrorId = 'IdentityUnreachable'; Category = 'ConnectionError'
            Arguments = { @{ UserName = 'local'; ApiKey = $wrongKey; IdentityUri = 'https://identity.example/'; MaximumRetryCount = 0; Proxy = 'http://127.0.0.1:9/' } }
        }
        @{ ErrorId = 'ServiceFailed'; Category = 'ResourceUnavailable'; Fault = @{ StatusCode = 500 }; Arguments = { @{ Local = $true; MaximumRetryCount = 0 } } }
        @{ ErrorId = 'LimitExceeded'; Category = 'LimitsExceeded'; Fault = @{ StatusCode = 429; RetryAfter = '3600' }; Arguments = { @{ Local = $true } } }
        @{ ErrorId = 'AnswerUnreadable'; Category = 'InvalidData'; Fault = @{ StatusCode = 200; Body = '{"access":{}}' }; Arguments = { @{ Local = $true } } }
        @{ ErrorId = 'AuthenticationFailed'; Category = 'AuthenticationError'; Arguments = { @{ Local = $true; TenantId = '1' } } }
        @{ ErrorId = 'ResourceNotFound'; Category = 'ObjectNotFound'; Arguments = { @{ UserName = 'local'; ApiKey = $wrongKey; IdentityUri = "$($service.Address)elsewhere/" } } }
        @{ ErrorId = 'AuthenticationFailed'; Category = 'AuthenticationError'
            Arguments = { @{ Credential = [pscredential]::new('nobody', $service.ApiKey); IdentityUri = $service.IdentityUri } }
        }
        @{ ErrorId = 'InsecureAddress'; Category = 'InvalidArgument'; Arguments = { @{ UserName = 'local'; ApiKey = $wrongKey; IdentityUri = 'http://identity.example/' } } }
    ) {
        $arguments = & $Arguments
        if ($Fault) { Add-TestFault $service -Operation Login @Fault }
        $failure = Get-Failure { Connect-RaxBackup @arguments -ErrorAction SilentlyContinue }
        $failure.FullyQualifiedErrorId | Should -Be "$ErrorId,RaxBackup.Cmdlets.ConnectRaxBackupCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
        Get-RaxBackupSession | Should -BeNullOrEmpty
    }

    It 'leaves the session that there was' {
        $session = Connect-RaxBackup -Local -PassThru
        $null = Get-Failure { Connect-RaxBackup -UserName local -ApiKey $wrongKey -IdentityUri $service.IdentityUri }
        Get-RaxBackupSession | Should -Be $session
        Disconnect-RaxBackup
    }

    It 'never shows the key, however it is spelt out' {
        $failure = Get-Failure { Connect-RaxBackup -UserName local -ApiKey $wrongKey -IdentityUri $service.IdentityUri -Debug 5>$null }
        ($failure | Format-List * -Force | Out-String) + ($failure.Exception | Format-List * -Force | Out-String) | Should -Not -Match 'ffffffff'
    }
}
