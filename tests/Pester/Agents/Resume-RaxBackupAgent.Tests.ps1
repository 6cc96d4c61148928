BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $agent = Get-RaxBackupAgent
    $tenant = $service.TenantId
    $offline = @{ MachineAgentId = $agent.MachineAgentId; MachineName = 'here'; Status = 'Offline' } | ConvertTo-Json
}

AfterAll { Disconnect-TestService }

Describe 'Resume-RaxBackupAgent' {
    AfterEach { Clear-TestFaults $service }

    It 'wakes all with one request, whichever is named: <Case>' -ForEach @(
        @{ Case = 'none'; Wake = { Resume-RaxBackupAgent -Debug } }
        @{ Case = 'one'; Wake = { Resume-RaxBackupAgent $agent.MachineAgentId -Debug } }
        @{ Case = 'several piped in'; Wake = { $agent, $agent, $agent | Resume-RaxBackupAgent -Debug } }
    ) {
        $look = if ($Case -ne 'none') { "GET /dfw/v1.0/$tenant/user/agents" }
        Get-SentRequest $Wake | Should -Be @(@($look) -ne $null; "POST /dfw/v1.0/$tenant/user/wakeupagents")
    }

    It 'wakes each region once' {
        Get-SentRequest { Resume-RaxBackupAgent -Region * -Debug } | Should -Be @("POST /dfw/v1.0/$tenant/user/wakeupagents", "POST /ord/v1.0/$tenant/user/wakeupagents", "POST /iad/v1.0/$tenant/user/wakeupagents")
        $two = [pscustomobject]@{ Region = 'ORD' }, [pscustomobject]@{ Region = 'IAD' }, [pscustomobject]@{ Region = 'ORD' }
        Get-SentRequest { $two | Resume-RaxBackupAgent -Debug } | Should -Be @("POST /ord/v1.0/$tenant/user/wakeupagents", "POST /iad/v1.0/$tenant/user/wakeupagents")
    }

    It 'says that there is no such agent, and wakes nobody for it: <Case>' -ForEach @(
        @{ Case = 'named'; Arguments = @{ AgentId = 4444 } }
        @{ Case = 'to be waited for'; Arguments = @{ AgentId = '4444'; Wait = $true } }
        @{ Case = 'in any region'; Arguments = @{ AgentId = 4444; Region = '*' } }
    ) {
        $sent = Get-SentRequest { Resume-RaxBackupAgent @Arguments -Debug -ErrorAction SilentlyContinue -ErrorVariable script:failures }
        $sent | Should -Not -Match '^POST'
        $sent | Should -Not -BeNullOrEmpty
        $failures | Should -HaveCount 1
        Assert-ErrorRecord $failures[0] AgentNotFound ObjectNotFound 4444
    }

    It 'wakes for those that there are, wherever they are' {
        $sent = Get-SentRequest { [pscustomobject]@{ AgentId = 4444 }, $agent | Resume-RaxBackupAgent -Debug -ErrorAction SilentlyContinue -ErrorVariable script:failures }
        $sent | Where-Object { $_ -like 'POST*' } | Should -Be "POST /dfw/v1.0/$tenant/user/wakeupagents"
        $failures | Should -HaveCount 1
        Assert-ErrorRecord $failures[0] AgentNotFound ObjectNotFound 4444
        Get-SentRequest { Resume-RaxBackupAgent $agent.MachineAgentId -Region * -Debug } | Where-Object { $_ -like 'POST*' } | Should -Be "POST /dfw/v1.0/$tenant/user/wakeupagents"
    }

    It 'writes nothing without -Wait, and sends nothing with -WhatIf' {
        Resume-RaxBackupAgent | Should -BeNullOrEmpty
        Get-SentRequest { Resume-RaxBackupAgent -Wait -WhatIf -Debug } | Should -BeNullOrEmpty
    }

    It 'may be repeated' {
        Add-TestFault $service -Operation WakeAgents -StatusCode 503 -RetryAfter 0 -Count 1
        Get-SentRequest { Resume-RaxBackupAgent -Debug } | Should -HaveCount 2
    }

    It 'goes on after a region that fails' {
        Add-TestFault $service -Method POST -Path '/ord/*' -StatusCode 403
        Resume-RaxBackupAgent -Region ORD -ErrorAction SilentlyContinue -ErrorVariable errors
        Assert-ErrorRecord $errors[0] AccessDenied PermissionDenied
    }
}

Describe 'Resume-RaxBackupAgent -Wait' {
    AfterEach { Clear-TestFaults $service }

    It 'writes agents that are online: <Case>' -ForEach @(
        @{ Case = 'all'; Wait = { Resume-RaxBackupAgent -Wait } }
        @{ Case = 'by id'; Wait = { Resume-RaxBackupAgent $agent.MachineAgentId -Wait } }
        @{ Case = 'by property'; Wait = { [pscustomobject]@{ MachineAgentId = $agent.MachineAgentId } | Resume-RaxBackupAgent -Wait } }
        @{ Case = 'the same twice'; Wait = { $agent, $agent | Resume-RaxBackupAgent -Wait } }
        @{ Case = 'in every region'; Wait = { Resume-RaxBackupAgent -Region * -Wait } }
    ) {
        $awake = @(& $Wait)
        $awake | Should -HaveCount 1
        $awake[0] | Should -BeOfType RaxBackup.Agent
        $awake[0].MachineAgentId | Should -Be $agent.MachineAgentId
        $awake[0].Status | Should -Be ([RaxBackup.AgentStatus]::Online)
    }

    It 'looks again until the agent is online, also through trouble of the service' {
        Add-TestFault $service -Operation GetAgent -StatusCode 200 -Body $offline -Count 1
        Add-TestFault $service -Operation GetAgent -StatusCode 503 -RetryAfter 0 -Count 1
        Get-SentRequest { Resume-RaxBackupAgent $agent.MachineAgentId -Wait -Debug } | Should -HaveCount 5
    }

    It 'shows how far it is, and takes its progress away' {
        $ps = [powershell]::Create().AddScript('param($module, $session) Import-Module $module; Resume-RaxBackupAgent -Session $session -Wait').
            AddArgument((Get-BuiltManifest)).AddArgument((Get-RaxBackupSession))
        try {
            $ps.Invoke().Count | Should -Be 1
            $ps.Streams.Progress[-1].RecordType | Should -Be 'Completed'
            $ps.Streams.Progress[-1].Activity | Should -Be "Agent $($agent.MachineAgentId)"
        }
        finally { $ps.Dispose() }
    }

    It 'says which agent is not online in time' {
        Add-TestFault $service -Operation GetAgent -StatusCode 200 -Body $offline
        Resume-RaxBackupAgent $agent.MachineAgentId -Wait -TimeoutSec 1 -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        Assert-ErrorRecord $errors[0] WaitTimedOut OperationTimeout $agent.MachineAgentId
        $errors[0].Exception.Message | Should -Match 'after 1 s.*Offline'
    }

    It 'does not wait for an agent that does not exist' {
        $awake = [pscustomobject]@{ AgentId = 4444 }, $agent | Resume-RaxBackupAgent -Wait -ErrorAction SilentlyContinue -ErrorVariable errors
        $awake.MachineAgentId | Should -Be $agent.MachineAgentId
        $errors | Should -HaveCount 1
        Assert-ErrorRecord $errors[0] AgentNotFound ObjectNotFound 4444
    }

    It 'knows times' {
        Assert-ErrorRecord (Get-Failure { Resume-RaxBackupAgent -Wait -TimeoutSec 0 }) ParameterArgumentValidationError InvalidData
    }
}
