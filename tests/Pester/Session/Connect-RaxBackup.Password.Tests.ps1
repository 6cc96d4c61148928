# Passwords and passcodes: the local service has neither, so that an Identity of its own stands before it.
BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    Import-Module "$PSScriptRoot/MultiFactorIdentity.psm1" -Force
    Import-BuiltModule
    $service = Start-RaxLocalService
    $identity = Start-MultiFactorIdentity $service -Password 'pass wörd' -Passcode '123456'
    $where = @{ IdentityUri = $identity.Address; Password = $true }

    function Secure($text) { ConvertTo-SecureString $text -AsPlainText -Force }
    function Login($name, $password = 'pass wörd') { [pscredential]::new($name, (Secure $password)) }
}

AfterAll {
    Stop-MultiFactorIdentity $identity
    Disconnect-TestService
}

Describe 'Connect-RaxBackup -Password' {
    AfterEach { Disconnect-RaxBackup }

    It 'logs in with a password' {
        $session = Connect-RaxBackup (Login plain) @where -PassThru
        $session.AuthenticationType | Should -Be ([RaxBackup.AuthenticationType]::Password)
        (Get-RaxBackupAgent).Count | Should -Be 1
    }

    It 'takes the password of the environment' {
        $before = Get-ChildItem env:RAX_*
        $before | Remove-Item
        try {
            ($env:RAX_USERNAME, $env:RAX_PASSWORD, $env:RAX_IDENTITY_URI) = 'plain', 'pass wörd', "$($identity.Address)"
            (Connect-RaxBackup -PassThru).AuthenticationType | Should -Be 'Password'
        }
        finally {
            Get-ChildItem env:RAX_* | Remove-Item
            $before | ForEach-Object { Set-Item "env:$($_.Name)" $_.Value }
        }
    }

    It 'refuses a wrong password, without showing it' {
        $failure = Get-Failure { Connect-RaxBackup (Login plain 'wr0ng-pass') @where }
        Assert-ErrorRecord $failure AuthenticationFailed AuthenticationError plain
        $failure.ErrorDetails.RecommendedAction | Should -Match 'password'
        $failure | Format-List * -Force | Out-String | Should -Not -Match 'wr0ng-pass'
    }
}

Describe 'Connect-RaxBackup -Passcode' {
    AfterEach { Disconnect-RaxBackup }

    It 'logs in with password and passcode' {
        $session = Connect-RaxBackup (Login careful) @where -Passcode (Secure 123456) -TenantId $service.TenantId -PassThru
        $session.AuthenticationType | Should -Be 'MultiFactor'
        $session.TenantId | Should -Be $service.TenantId
        $session.Regions | Should -Be @('DFW', 'ORD', 'IAD')
        (Get-RaxBackupAgent).Count | Should -Be 1
    }

    It 'says that a passcode is wanted' {
        $failure = Get-Failure { Connect-RaxBackup (Login careful) @where -TenantId $service.TenantId }
        Assert-ErrorRecord $failure PasscodeRequired AuthenticationError careful
        $failure.ErrorDetails.RecommendedAction | Should -Match '-Passcode'
    }

    It 'says that the tenant is wanted where Identity names none' {
        $failure = Get-Failure { Connect-RaxBackup (Login careful) @where -Passcode (Secure 123456) }
        Assert-ErrorRecord $failure TenantUnknown AuthenticationError careful
        $failure.ErrorDetails.RecommendedAction | Should -Match '-TenantId'
    }

    It 'refuses a wrong passcode, without showing it' {
        $failure = Get-Failure { Connect-RaxBackup (Login careful) @where -Passcode (Secure 987654) -TenantId $service.TenantId }
        Assert-ErrorRecord $failure AuthenticationFailed AuthenticationError careful
        $failure | Format-List * -Force | Out-String | Should -Not -Match '987654'
    }

    It 'has no secret in its trace' {
        $said = Connect-RaxBackup (Login careful) @where -Passcode (Secure 123456) -TenantId $service.TenantId -Debug -Verbose -PassThru *>&1 | Out-String
        $said | Should -Match '-> POST'
        $said | Should -Not -Match 'pass wörd|123456|waiting-1'
    }

    It 'does not log in again by itself: SessionExpired, now and ever after' {
        $session = Connect-RaxBackup (Login careful) @where -Passcode (Secure 123456) -TenantId $service.TenantId -PassThru
        # The service gives one token to all sessions of a user.
        Connect-RaxBackup -Local $service -PassThru | Disconnect-RaxBackup -Revoke
        foreach ($time in 1..2) {
            $failure = Get-Failure { Get-RaxBackupAgent -Session $session -ErrorAction SilentlyContinue }
            Assert-ErrorRecord $failure SessionExpired AuthenticationError local
            $failure.ErrorDetails.RecommendedAction | Should -Match 'Connect-RaxBackup'
        }
    }
}
