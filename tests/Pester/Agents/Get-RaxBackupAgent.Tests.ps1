BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $machine = [Environment]::MachineName
    $agent = Get-RaxBackupAgent

    # Gives a region agents of these ids, each with details of its own.
    function Add-Agent([string]$Region, [long[]]$Id) {
        Add-TestFault $service -Method GET -Path "/$Region/*/user/agents" -StatusCode 200 -Body (ConvertTo-Json @($Id | ForEach-Object { @{ MachineAgentId = $_; MachineName = "m$_" } }))
        foreach ($one in $Id) {
            Add-TestFault $service -Method GET -Path "/$Region/*/agent/$one" -StatusCode 200 -Body (@{ MachineAgentId = $one; MachineName = "m$one"; Status = 'Online' } | ConvertTo-Json)
        }
    }
}

AfterAll { Disconnect-TestService }

Describe 'Get-RaxBackupAgent' {
    It 'writes agents with real types' {
        $agent | Should -BeOfType RaxBackup.Agent
        $agent.MachineAgentId | Should -BeOfType long
        $agent.MachineName | Should -Be $machine
        $agent.Region | Should -Be 'DFW'
        $agent.IsDisabled | Should -BeOfType bool
        $agent.IsEncrypted | Should -BeFalse
        $agent.BackupVaultBytes | Should -BeOfType long
        $agent.PublicKey | Should -BeOfType RaxBackup.PublicKey
        $agent.PublicKey.ExponentHex | Should -Be '10001'
        $agent.TimeOfLastSuccessfulBackup | Should -BeNullOrEmpty
    }

    It 'does not believe the list about the status: <Given> is <Status>' -ForEach @(@{ Given = @{}; Status = 'Unknown' }, @{ Given = @{ Detailed = $true }; Status = 'Online' }) {
        (Get-RaxBackupAgent @Given).Status | Should -Be ([RaxBackup.AgentStatus]$Status)
    }

    It 'finds <Names> by name' -ForEach @(
        @{ Names = { $machine } }, @{ Names = { $machine.ToUpperInvariant() } }, @{ Names = { '*' } }, @{ Names = { $machine.Substring(0, 1) + '*' } }
        @{ Names = { $machine, '*' } }, @{ Names = { 'nothing*', $machine } }, @{ Names = { "[$($machine[0])]" + $machine.Substring(1) } }
    ) {
        (Get-RaxBackupAgent (& $Names)).MachineAgentId | Should -Be $agent.MachineAgentId
    }

    It 'is silent where a wildcard fits nothing' {
        Get-RaxBackupAgent 'nothing*' -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'says which literal name fits nothing, and goes on' {
        $found = Get-RaxBackupAgent web01, $machine, web02 -ErrorAction SilentlyContinue -ErrorVariable errors
        $found.MachineName | Should -Be $machine
        $errors | Should -HaveCount 2
        Assert-ErrorRecord $errors[0] AgentNotFound ObjectNotFound web01
        Assert-ErrorRecord $errors[1] AgentNotFound ObjectNotFound web02
    }

    It 'gets one by its id, by the property <Name> too' -ForEach @(@{ Name = 'AgentId' }, @{ Name = 'MachineAgentId' }) {
        (Get-RaxBackupAgent -AgentId $agent.MachineAgentId).Status | Should -Be 'Online'
        ([pscustomobject]@{ $Name = $agent.MachineAgentId } | Get-RaxBackupAgent).MachineName | Should -Be $machine
        ($agent, $agent | Get-RaxBackupAgent).MachineAgentId | Should -Be ($agent.MachineAgentId, $agent.MachineAgentId)
    }

    It 'gets one by the id of its server' {
        (Get-RaxBackupAgent -HostServerId $agent.HostServerId).MachineAgentId | Should -Be $agent.MachineAgentId
        ([pscustomobject]@{ HostServerId = $agent.HostServerId } | Get-RaxBackupAgent).MachineAgentId | Should -Be $agent.MachineAgentId
    }

    It 'completes ids, by id and by name' {
        (TabExpansion2 'Get-RaxBackupAgent -AgentId ').CompletionMatches.CompletionText | Should -Be $agent.MachineAgentId
        (TabExpansion2 "Get-RaxBackupAgent -AgentId $($machine.Substring(0, 2))").CompletionMatches.CompletionText | Should -Be $agent.MachineAgentId
    }
}

Describe 'Get-RaxBackupAgent -Detailed' {
    AfterEach { Clear-TestFaults $service }

    It 'reads each agent, in the order of the list' {
        Add-Agent dfw (1..40)
        $read = Get-RaxBackupAgent -Detailed
        $read.MachineAgentId | Should -Be (1..40)
        $read.Status | Select-Object -Unique | Should -Be 'Online'
    }

    It 'reads only those that the names fit' {
        Add-Agent dfw (1..12)
        (Get-RaxBackupAgent m1*, m3 -Detailed).MachineAgentId | Should -Be 1, 3, 10, 11, 12
    }

    It 'reads the next while one is slow' {
        Add-TestFault $service -Method GET -Path '*/agent/1' -DelayMs 2000 -StatusCode 200 -Body '{"MachineAgentId":1}'
        Add-Agent dfw (1..3)
        $lines = Get-RaxBackupAgent -Detailed -Debug *>&1 | Where-Object { $_ -is [Management.Automation.DebugRecord] } | ForEach-Object Message
        ($lines | Select-Object -Skip 2 | ForEach-Object { $_.Substring(0, 2) }) -join '' | Should -Match '^->->'
    }

    It 'reads one at a time with -ThrottleLimit 1' {
        Add-Agent dfw (1..5)
        $lines = Get-RaxBackupAgent -Detailed -ThrottleLimit 1 -Debug *>&1 | Where-Object { $_ -is [Management.Automation.DebugRecord] } | ForEach-Object Message
        ($lines | ForEach-Object { $_.Substring(0, 2) }) -join '' | Should -Be ('-><-' * 6)
    }

    It 'names the one that cannot be read, and writes the others' {
        Add-TestFault $service -Method GET -Path '*/agent/3' -StatusCode 404
        Add-TestFault $service -Method GET -Path '*/agent/4' -StatusCode 403
        Add-Agent dfw (1..5)
        (Get-RaxBackupAgent -Detailed -ErrorAction SilentlyContinue -ErrorVariable errors).MachineAgentId | Should -Be 1, 2, 5
        Assert-ErrorRecord $errors[0] AgentNotFound ObjectNotFound 3
        Assert-ErrorRecord $errors[1] AccessDenied PermissionDenied 4
    }

    It 'asks for no more once nobody listens' {
        Add-Agent dfw (1..200)
        (Get-RaxBackupAgent -Detailed -ThrottleLimit 1 | Select-Object -First 1).MachineAgentId | Should -Be 1
    }
}

Describe 'Get-RaxBackupAgent -Region' {
    BeforeAll { Add-Agent ord 7, 8 }
    AfterAll { Clear-TestFaults $service }

    It 'looks into <Region>' -ForEach @(
        @{ Region = 'ORD'; Ids = 7, 8 }, @{ Region = 'ord'; Ids = 7, 8 }, @{ Region = 'IAD'; Ids = @() }
    ) {
        $found = @(Get-RaxBackupAgent -Region $Region)
        $found.MachineAgentId | Should -Be $Ids
        $found | ForEach-Object { $_.Region | Should -BeExactly 'ORD' }
    }

    It 'looks into all with *, in the order of the catalog' {
        (Get-RaxBackupAgent -Region *).Region | Should -Be 'DFW', 'ORD', 'ORD'
        (Get-RaxBackupAgent -Region * -Detailed).Status | Should -Be 'Online', 'Online', 'Online'
        (Get-RaxBackupAgent m8 -Region *).MachineAgentId | Should -Be 8
        (Get-RaxBackupAgent -AgentId 8 -Region *).Region | Should -Be 'ORD'
    }

    It 'reads an object again where it came from' {
        Get-SentRequest { Get-RaxBackupAgent m7 -Region ORD | Get-RaxBackupAgent -Debug } | Should -Be "GET /ord/v1.0/$($service.TenantId)/agent/7"
    }

    It 'says which region fails, and writes what the others have' {
        Add-TestFault $service -Method GET -Path '/iad/*' -StatusCode 403
        $found = Get-RaxBackupAgent -Region * -ErrorAction SilentlyContinue -ErrorVariable errors
        $found.Region | Should -Be 'DFW', 'ORD', 'ORD'
        Assert-ErrorRecord $errors[0] AccessDenied PermissionDenied
        $errors[0].Exception.Message | Should -Match 'in IAD'
    }
}

Describe 'Get-RaxBackupAgent refused' {
    It 'goes on after <Case>' -ForEach @(
        @{ Case = 'an id that does not exist'; Arguments = @{ AgentId = 4444 }; ErrorId = 'AgentNotFound'; Category = 'ObjectNotFound'; Target = 4444 }
        @{ Case = 'an id that exists in no region'; Arguments = @{ AgentId = 4444; Region = '*' }; ErrorId = 'AgentNotFound'; Category = 'ObjectNotFound'; Target = 4444 }
        @{ Case = 'a number that is no id'; Arguments = @{ AgentId = -5 }; ErrorId = 'RequestRejected'; Category = 'InvalidArgument'; Target = -5 }
        @{ Case = 'an unknown server'; Arguments = @{ HostServerId = 'no-such' }; ErrorId = 'AgentNotFound'; Category = 'ObjectNotFound'; Target = 'no-such' }
        @{ Case = 'a server id that looks like a path'; Arguments = @{ HostServerId = '../../x y?z#' }; ErrorId = 'AgentNotFound'; Category = 'ObjectNotFound'; Target = '../../x y?z#' }
        @{ Case = 'a name in no region'; Arguments = @{ Name = 'web01'; Region = '*' }; ErrorId = 'AgentNotFound'; Category = 'ObjectNotFound'; Target = 'web01' }
    ) {
        Get-RaxBackupAgent @Arguments -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Should -HaveCount 1
        Assert-ErrorRecord $errors[0] $ErrorId $Category $Target
        $errors[0].Exception.Message | Should -Match ([regex]::Escape($Target))
        Assert-ErrorRecord (Get-Failure { Get-RaxBackupAgent @Arguments -ErrorAction Stop }) $ErrorId $Category $Target
    }

    It 'goes on with the next input' {
        $found = [pscustomobject]@{ AgentId = 4444 }, $agent | Get-RaxBackupAgent -ErrorAction SilentlyContinue
        $found.MachineAgentId | Should -Be $agent.MachineAgentId
    }

    It 'ends at a region that the catalog does not have' {
        $failure = Get-Failure { Get-RaxBackupAgent -Region XYZ -ErrorAction SilentlyContinue }
        Assert-ErrorRecord $failure RegionUnknown InvalidArgument XYZ
        $failure.Exception.Message | Should -Match 'DFW, ORD, IAD'
    }

    It 'says what an object lacks, and goes on' {
        $found = [pscustomobject]@{ HostServerId = $null }, $agent | Get-RaxBackupAgent -ErrorAction SilentlyContinue -ErrorVariable errors
        $found.MachineAgentId | Should -Be $agent.MachineAgentId
        Assert-ErrorRecord $errors[0] IdMissing InvalidArgument HostServerId
    }
}

Describe 'Get-RaxBackupAgent from a service in trouble' {
    AfterEach { Clear-TestFaults $service }

    It 'waits as long as the service asks, and says so' {
        Add-TestFault $service -Operation ListAgents -Drop before -Count 1
        Add-TestFault $service -Operation ListAgents -StatusCode 503 -RetryAfter 0 -Count 2
        $said = Get-RaxBackupAgent -Verbose 4>&1
        $said[0] | Should -Match '\w\. Trying again in [\d.]+ s \('
        @($said -match '\w\. Trying again in 0 s, as the service asks \(').Count | Should -Be 2
        $said[-1].MachineAgentId | Should -Be $agent.MachineAgentId
    }

    It 'does not wait an hour: <StatusCode>' -ForEach @(@{ StatusCode = 413 }, @{ StatusCode = 429 }, @{ StatusCode = 503 }) {
        Add-TestFault $service -Operation ListAgents -StatusCode $StatusCode -RetryAfter 3600
        Get-RaxBackupAgent -ErrorAction SilentlyContinue -ErrorVariable errors
        Assert-ErrorRecord $errors[0] LimitExceeded LimitsExceeded
        $errors[0].ErrorDetails.RecommendedAction | Should -Match '^Try again after'
        $errors[0].Exception.RetryAt | Should -BeOfType DateTimeOffset
    }

    It 'says what is wrong with an answer: <Body>' -ForEach @(
        @{ Body = '<html><title>Sorry</title></html>' }, @{ Body = '[{"MachineAgentId":' }, @{ Body = '[{"MachineAgentId":"many"}]' }, @{ Body = '{"MachineAgentId":5}' }
    ) {
        Add-TestFault $service -Operation ListAgents -StatusCode 200 -Body $Body
        Get-RaxBackupAgent -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        Assert-ErrorRecord $errors[0] AnswerUnreadable InvalidData
    }
}
