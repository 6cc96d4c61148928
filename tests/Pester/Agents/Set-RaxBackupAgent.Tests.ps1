BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-SeededService -User @{ name = 'olga'; roles = , 'observer' } -Agents 1
    $session = Get-RaxBackupSession
    $agent, $other = Get-RaxBackupAgent
    $address = "/dfw/v1.0/$($service.tenantId)/agent"
}

AfterAll { Disconnect-SeededService $service }

Describe 'Set-RaxBackupAgent' {
    BeforeEach { $agent, $other | Set-RaxBackupAgent -UseServiceNet $false }
    AfterEach { Clear-TestFaults $service }

    It 'sets, and writes nothing: <How>' -ForEach @(
        @{ How = 'by position'; Do = { Set-RaxBackupAgent $agent.MachineAgentId -UseServiceNet $true } }
        @{ How = 'by name'; Do = { Set-RaxBackupAgent -AgentId $agent.MachineAgentId -UseServiceNet 1 -Region dfw -Session $session } }
        @{ How = 'an agent from the pipeline'; Do = { $agent | Set-RaxBackupAgent -UseServiceNet $true } }
        @{ How = 'a deserialized agent'; Do = { Copy-Deserialized $agent | Set-RaxBackupAgent -UseServiceNet $true } }
        @{ How = 'anything with the id'; Do = { [pscustomobject]@{ MachineAgentId = $agent.MachineAgentId } | Set-RaxBackupAgent -UseServiceNet $true } }
    ) {
        & $Do | Should -BeNullOrEmpty
        ($agent | Get-RaxBackupAgent).UseServiceNet | Should -BeTrue
        ($other | Get-RaxBackupAgent).UseServiceNet | Should -BeFalse
    }

    It 'writes the agents as they are then with -PassThru' {
        $written = $agent, $other | Set-RaxBackupAgent -UseServiceNet $true -BackupDataCenter dfw -LogLevel Debug -PassThru
        $written.MachineAgentId | Should -Be $agent.MachineAgentId, $other.MachineAgentId
        $written[0].GetType().FullName | Should -Be 'RaxBackup.Agent'
        $written.UseServiceNet | Should -Be $true, $true
        $written.BackupDatacenter | Should -Be 'DFW', 'DFW'
        $written.Region | Should -Be 'DFW', 'DFW'
        ($agent | Set-RaxBackupAgent -LogLevel Info -PassThru).UseServiceNet | Should -BeTrue
    }

    It 'keeps ServiceNet as it is where the data center alone is given: it reads the agent first' -ForEach $true, $false {
        $agent | Set-RaxBackupAgent -UseServiceNet $_
        Get-SentRequest { $agent | Set-RaxBackupAgent -BackupDataCenter DFW -Debug } | Should -Be "GET $address/$($agent.MachineAgentId)", "POST $address/$($agent.MachineAgentId)"
        ($agent | Get-RaxBackupAgent).UseServiceNet | Should -Be $_
    }

    It 'sends only what it must: <What>' -ForEach @(
        @{ What = '-UseServiceNet'; Do = { $agent | Set-RaxBackupAgent -UseServiceNet $true -Debug }; Sent = { "POST $address/$($agent.MachineAgentId)" } }
        @{ What = '-LogLevel'; Do = { $agent | Set-RaxBackupAgent -LogLevel Trace -Debug }; Sent = { "PUT $address/logging" } }
        @{ What = 'both'; Do = { $agent | Set-RaxBackupAgent -UseServiceNet $true -LogLevel Trace -Debug }
            Sent = { "POST $address/$($agent.MachineAgentId)", "PUT $address/logging" } }
    ) {
        Get-SentRequest $Do | Should -Be (& $Sent)
    }

    It 'takes every log level by word and by number' -ForEach 'Fatal', 'Error', 'Warn', 'Info', 'Debug', 'Trace', 1, 2, 3, 4, 5, 6 {
        $agent | Set-RaxBackupAgent -LogLevel $_ -ErrorAction Stop
    }

    It 'sends nothing with -WhatIf, and says what would be' {
        $said = Invoke-NewPowerShell @"
            Import-Module '$(Get-BuiltManifest)'
            Connect-RaxBackup -Local
            Get-RaxBackupAgent | Set-RaxBackupAgent -BackupDataCenter ORD -UseServiceNet `$true -LogLevel 6 -WhatIf
"@
        $said | Should -BeLike '*"Set BackupDataCenter to ORD, UseServiceNet to True, LogLevel to Trace"*'
        Get-SentRequest { $agent | Set-RaxBackupAgent -BackupDataCenter DFW -UseServiceNet $true -LogLevel 6 -PassThru -WhatIf -Debug } | Should -BeNullOrEmpty
        ($agent | Get-RaxBackupAgent).UseServiceNet | Should -BeFalse
    }

    It 'is sent again after a lost answer: <Operation>' -ForEach @{ Operation = 'UpdateAgent' }, @{ Operation = 'SetLogLevel' } {
        Add-TestFault $service -Operation $Operation -StatusCode 503 -RetryAfter 0 -Count 1
        Add-TestFault $service -Operation $Operation -Drop after -Count 1
        Get-SentRequest { $agent | Set-RaxBackupAgent -UseServiceNet $true -LogLevel Trace -Debug } | Should -HaveCount 4
        ($agent | Get-RaxBackupAgent).UseServiceNet | Should -BeTrue
    }

    It 'names an agent that does not exist, and goes on' {
        [pscustomobject]@{ AgentId = 4444 }, $agent | Set-RaxBackupAgent -UseServiceNet $true -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Should -HaveCount 1
        Assert-ErrorRecord $errors[0] AgentNotFound ObjectNotFound 4444
        ($agent | Get-RaxBackupAgent).UseServiceNet | Should -BeTrue
    }

    It 'is an error: <ErrorId>, <Why>' -ForEach @(
        @{ ErrorId = 'NothingToChange'; Category = 'InvalidArgument'; Why = 'nothing given'; Arguments = { @{} } }
        @{ ErrorId = 'ParameterArgumentValidationError'; Category = 'InvalidData'; Why = 'an empty data center'; Arguments = { @{ BackupDataCenter = '' } } }
        @{ ErrorId = 'ParameterArgumentTransformationError'; Category = 'InvalidData'; Why = 'no such level'; Arguments = { @{ LogLevel = 7 } } }
        @{ ErrorId = 'ParameterArgumentTransformationError'; Category = 'InvalidData'; Why = 'no such word'; Arguments = { @{ LogLevel = 'All' } } }
        @{ ErrorId = 'ParameterArgumentTransformationError'; Category = 'InvalidData'; Why = 'no flag'; Arguments = { @{ UseServiceNet = 'yes' } } }
        @{ ErrorId = 'RequestRejected'; Category = 'InvalidArgument'; Why = 'no such data center'; Arguments = { @{ BackupDataCenter = 'XYZ' } } }
        @{ ErrorId = 'AccessDenied'; Category = 'PermissionDenied'; Why = 'no server there'; Arguments = { @{ BackupDataCenter = 'ORD' } } }
        @{ ErrorId = 'RegionNotSingle'; Category = 'InvalidArgument'; Why = 'all regions'; Arguments = { @{ UseServiceNet = $true; Region = '*' } } }
        @{ ErrorId = 'AgentNotFound'; Category = 'ObjectNotFound'; Why = 'not in that region'; Arguments = { @{ UseServiceNet = $true; Region = 'IAD' } } }
        @{ ErrorId = 'AccessDenied'; Category = 'PermissionDenied'; Why = 'an observer'; Arguments = { @{ UseServiceNet = $true; Session = Connect-SeededUser $service olga } } }
    ) {
        $arguments = & $Arguments
        Assert-ErrorRecord (Get-Failure { Set-RaxBackupAgent $agent.MachineAgentId @arguments -ErrorAction Stop }) $ErrorId $Category
        ($agent | Get-RaxBackupAgent -Session $session).UseServiceNet | Should -BeFalse
    }

    It 'says so where the service does not tell about ServiceNet, and changes nothing' {
        Add-TestFault $service -Operation GetAgent -StatusCode 200 -Body "{`"MachineAgentId`":$($agent.MachineAgentId)}"
        $sent = Get-SentRequest { $agent | Set-RaxBackupAgent -Session $session -BackupDataCenter DFW -Debug -ErrorAction SilentlyContinue -ErrorVariable script:errors }
        $sent | Should -Be "GET $address/$($agent.MachineAgentId)"
        Assert-ErrorRecord $script:errors[0] ServiceNetUnknown InvalidData $agent.MachineAgentId
    }

    It 'completes agents, data centers and levels' {
        function Complete($line) { (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText }
        Complete 'Set-RaxBackupAgent -AgentId ' | Should -Contain "$($agent.MachineAgentId)"
        Complete 'Set-RaxBackupAgent -BackupDataCenter o' | Should -Be 'ORD'
        Complete 'Set-RaxBackupAgent -LogLevel t' | Should -Be 'Trace'
    }
}
