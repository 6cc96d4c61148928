BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    Import-BuiltModule
    $service = Start-RaxLocalService
}

AfterAll { Disconnect-TestService }

Describe 'Disconnect-RaxBackup' {
    AfterEach { Disconnect-RaxBackup }

    It 'forgets the default session, and writes nothing' {
        Connect-RaxBackup -Local $service
        Disconnect-RaxBackup | Should -BeNullOrEmpty
        Get-RaxBackupSession | Should -BeNullOrEmpty
        Assert-ErrorRecord (Get-Failure { Get-RaxBackupAgent -ErrorAction SilentlyContinue }) NotConnected ConnectionError
    }

    It 'forgets the session given <How>' -ForEach @(
        @{ How = 'by name'; Forget = { param($one) Disconnect-RaxBackup -Session $one } }
        @{ How = 'by position'; Forget = { param($one) Disconnect-RaxBackup $one } }
        @{ How = 'through the pipeline'; Forget = { param($one) $one | Disconnect-RaxBackup } }
    ) {
        $first = Connect-RaxBackup -Local $service -PassThru
        $second = Connect-RaxBackup -Local $service -PassThru
        & $Forget $first
        Get-RaxBackupSession | Should -Be $second
        $failure = Get-Failure { Get-RaxBackupAgent -Session $first -ErrorAction SilentlyContinue }
        Assert-ErrorRecord $failure SessionClosed ConnectionError $first
        $failure.Exception.Message | Should -Match "$($first.UserName)@$($first.TenantId)"
    }

    It 'knows no session that Connect-RaxBackup has not made' {
        Assert-ErrorRecord (Get-Failure { Get-RaxBackupAgent -Session ([RaxBackup.Session]::new()) }) SessionClosed ConnectionError
    }

    It 'does nothing where there is no session, and says so to who asks' {
        Disconnect-RaxBackup -Verbose 4>&1 | Should -Match 'no open session'
    }

    It 'keeps the session with -WhatIf' {
        $session = Connect-RaxBackup -Local $service -PassThru
        Get-SentRequest { Disconnect-RaxBackup -Revoke -WhatIf -Debug } | Should -BeNullOrEmpty
        Get-RaxBackupSession | Should -Be $session
    }

    It 'sends nothing without -Revoke' {
        Connect-RaxBackup -Local $service
        Get-SentRequest { Disconnect-RaxBackup -Debug } | Should -BeNullOrEmpty
    }
}

Describe 'Disconnect-RaxBackup -Revoke' {
    AfterEach { Disconnect-RaxBackup }

    It 'ends the token of every session, and they log in again by themselves' {
        $other = Connect-RaxBackup -Local $service -PassThru
        $mine = Connect-RaxBackup -Local $service -PassThru
        Get-SentRequest { $mine | Disconnect-RaxBackup -Revoke -Debug } | Should -Be 'DELETE /v2.0/tokens'
        $said = Get-RaxBackupAgent -Session $other -Verbose 4>&1
        "$said" | Should -Match 'The token was refused: logging in again\.'
        ($said | Where-Object { $_ -is [RaxBackup.Agent] }).MachineName | Should -Be ([Environment]::MachineName)
    }

    It 'is content where the token has ended already' {
        $first = Connect-RaxBackup -Local $service -PassThru
        $second = Connect-RaxBackup -Local $service -PassThru
        $first, $second | Disconnect-RaxBackup -Revoke
        Get-RaxBackupSession | Should -BeNullOrEmpty
    }

    It 'forgets the session even where the service cannot be reached' {
        $gone = Start-RaxLocalService
        Connect-RaxBackup -Local $gone -MaximumRetryCount 0
        $gone | Stop-RaxLocalService
        Disconnect-RaxBackup -Revoke -ErrorAction SilentlyContinue -ErrorVariable errors
        Assert-ErrorRecord $errors[0] ConnectionFailed ConnectionError
        Get-RaxBackupSession | Should -BeNullOrEmpty
    }
}
