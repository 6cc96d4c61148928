BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-SeededService -User @{ name = 'olga'; roles = , 'observer' } -Agents 1
    $session = Get-RaxBackupSession
    $agent, $other = Get-RaxBackupAgent
    function Get-Disabled { ($args | Get-RaxBackupAgent).IsDisabled }
}

AfterAll { Disconnect-SeededService $service }

Describe 'Enable-RaxBackupAgent' {
    BeforeEach { $agent, $other | Disable-RaxBackupAgent }
    AfterEach { Clear-TestFaults $service }

    It 'enables, and writes nothing: <How>' -ForEach @(
        @{ How = 'by position'; Do = { Enable-RaxBackupAgent $agent.MachineAgentId } }
        @{ How = 'by name'; Do = { Enable-RaxBackupAgent -AgentId $agent.MachineAgentId -Region dfw -Session $session } }
        @{ How = 'by alias'; Do = { Enable-RaxBackupAgent -MachineAgentId $agent.MachineAgentId } }
        @{ How = 'an agent from the pipeline'; Do = { $agent | Enable-RaxBackupAgent } }
        @{ How = 'anything with the id'; Do = { [pscustomobject]@{ AgentId = "$($agent.MachineAgentId)" } | Enable-RaxBackupAgent } }
        @{ How = 'a deserialized agent'; Do = { Copy-Deserialized $agent | Enable-RaxBackupAgent } }
    ) {
        & $Do | Should -BeNullOrEmpty
        Get-Disabled $agent | Should -Be $false
        Get-Disabled $other | Should -Be $true
    }

    It 'writes the agents as they are then with -PassThru' {
        $written = $agent, $other | Enable-RaxBackupAgent -PassThru
        $written.MachineAgentId | Should -Be $agent.MachineAgentId, $other.MachineAgentId
        $written[0].GetType().FullName | Should -Be 'RaxBackup.Agent'
        $written.IsDisabled | Should -Be $false, $false
        $written.Region | Should -Be 'DFW', 'DFW'
    }

    It 'may be done twice' {
        $agent, $agent | Enable-RaxBackupAgent -ErrorAction Stop
        Get-Disabled $agent | Should -Be $false
    }

    It 'sends nothing with -WhatIf' {
        Get-SentRequest { $agent | Enable-RaxBackupAgent -PassThru -WhatIf -Debug } | Should -BeNullOrEmpty
        Get-Disabled $agent | Should -Be $true
    }

    It 'is sent again after a lost answer: it brings about a state' {
        Add-TestFault $service -Operation EnableAgent -StatusCode 503 -RetryAfter 0 -Count 1
        Add-TestFault $service -Operation EnableAgent -Drop after -Count 1
        Get-SentRequest { $agent | Enable-RaxBackupAgent -Debug } | Should -Be (@("POST /dfw/v1.0/$($service.tenantId)/agent/enable") * 3)
        Get-Disabled $agent | Should -Be $false
    }

    It 'names an agent that does not exist, and goes on' {
        [pscustomobject]@{ AgentId = 4444 }, $agent | Enable-RaxBackupAgent -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Should -HaveCount 1
        Assert-ErrorRecord $errors[0] AgentNotFound ObjectNotFound 4444
        $errors[0].Exception.Message | Should -BeLike 'Could not enable agent 4444: *'
        Get-Disabled $agent | Should -Be $false
    }

    It 'is an error: <ErrorId>' -ForEach @(
        @{ ErrorId = 'AccessDenied'; Category = 'PermissionDenied'; Arguments = { @{ AgentId = $agent.MachineAgentId; Session = Connect-SeededUser $service olga } } }
        @{ ErrorId = 'RegionNotSingle'; Category = 'InvalidArgument'; Arguments = { @{ AgentId = $agent.MachineAgentId; Region = '*' } } }
        @{ ErrorId = 'RegionUnknown'; Category = 'InvalidArgument'; Arguments = { @{ AgentId = $agent.MachineAgentId; Region = 'XYZ' } } }
        @{ ErrorId = 'AgentNotFound'; Category = 'ObjectNotFound'; Arguments = { @{ AgentId = $agent.MachineAgentId; Region = 'ORD' } } }
        @{ ErrorId = 'ParameterArgumentTransformationError'; Category = 'InvalidData'; Arguments = { @{ AgentId = 'web*' } } }
        @{ ErrorId = 'ParameterArgumentValidationErrorNullNotAllowed'; Category = 'InvalidData'; Arguments = { @{ AgentId = $null } } }
    ) {
        $arguments = & $Arguments
        Assert-ErrorRecord (Get-Failure { Enable-RaxBackupAgent @arguments -ErrorAction Stop }) $ErrorId $Category
        Get-Disabled $agent | Should -Be $true
    }

    It 'completes the ids of agents' {
        $line = 'Enable-RaxBackupAgent -AgentId '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain "$($agent.MachineAgentId)"
    }
}
