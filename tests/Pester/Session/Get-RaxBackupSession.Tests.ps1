BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
}

AfterAll { Disconnect-TestService }

Describe 'Get-RaxBackupSession' {
    It 'has real types and sends nothing' {
        Get-SentRequest { Get-RaxBackupSession -Debug } | Should -BeNullOrEmpty
        $session = Get-RaxBackupSession
        $session | Should -BeOfType RaxBackup.Session
        $session.Regions | Should -BeOfType string
        $session.IdentityUri | Should -BeOfType uri
        $session.IdentityUri | Should -Be $service.IdentityUri
        $session.ExpiresAt | Should -BeOfType DateTimeOffset
        $session.ExpiresAt.Offset | Should -Be ([timespan]::Zero)
        $session.AuthenticationType | Should -Be ([RaxBackup.AuthenticationType]::ApiKey)
    }

    It 'belongs to its runspace alone' {
        $shell = [powershell]::Create().AddScript('param($module) Import-Module $module; @(Get-RaxBackupSession).Count').AddArgument((Get-BuiltManifest))
        try { $shell.Invoke() | Should -Be 0 } finally { $shell.Dispose() }
    }

    It 'can be handed to another runspace' {
        $shell = [powershell]::Create().AddScript('param($module, $session) Import-Module $module; (Get-RaxBackupAgent -Session $session).MachineAgentId').
            AddArgument((Get-BuiltManifest)).AddArgument((Get-RaxBackupSession))
        try { $shell.Invoke() | Should -Be (Get-RaxBackupAgent).MachineAgentId } finally { $shell.Dispose() }
    }
}

Describe 'A session whose token is refused' {
    AfterEach { Clear-TestFaults $service }

    It 'logs in again once, unseen' {
        Add-TestFault $service -Operation ListAgents -StatusCode 401 -Count 1
        $requests = Get-SentRequest { Get-RaxBackupAgent -Debug }
        $requests -replace '/dfw/v1.0/\d+' | Should -Be @('GET /user/agents', 'POST /v2.0/tokens', 'GET /user/agents')
    }

    It 'ends the pipeline where the new token is refused as well, and goes on living' {
        Add-TestFault $service -Operation ListAgents -StatusCode 401 -Count 2
        Assert-ErrorRecord (Get-Failure { Get-RaxBackupAgent -ErrorAction SilentlyContinue }) AuthenticationFailed AuthenticationError
        (Get-RaxBackupAgent).Count | Should -Be 1
    }
}
