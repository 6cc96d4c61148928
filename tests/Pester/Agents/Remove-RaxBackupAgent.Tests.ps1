BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-SeededService -User @{ name = 'carl'; roles = , 'creator' } -Agents 9
    $session = Get-RaxBackupSession
    # A deleted agent is gone: each test takes another.
    $agents = [Collections.Generic.Queue[object]]::new(@(Get-RaxBackupAgent))
}

AfterAll { Disconnect-SeededService $service }

Describe 'Remove-RaxBackupAgent' {
    BeforeEach { $agent = $agents.Peek() }
    AfterEach { Clear-TestFaults $service }

    It 'deletes, and writes nothing: <How>' -ForEach @(
        @{ How = 'by position'; Do = { Remove-RaxBackupAgent $agent.MachineAgentId -Confirm:$false } }
        @{ How = 'by name'; Do = { Remove-RaxBackupAgent -AgentId $agent.MachineAgentId -Region dfw -Session $session -Confirm:$false } }
        @{ How = 'an agent from the pipeline'; Do = { $agent | Remove-RaxBackupAgent -Confirm:$false } }
        @{ How = 'without asking by preference'; Do = { $ConfirmPreference = 'None'; $agent | Remove-RaxBackupAgent } }
    ) {
        $null = $agents.Dequeue()
        & $Do | Should -BeNullOrEmpty
        (Get-RaxBackupAgent).MachineAgentId | Should -Not -Contain $agent.MachineAgentId
        Assert-ErrorRecord (Get-Failure { $agent | Get-RaxBackupAgent -ErrorAction Stop }) AgentNotFound ObjectNotFound $agent.MachineAgentId
    }

    It 'deletes its backups too; the configurations stay readable' {
        $null = $agents.Dequeue()
        Set-Content "$TestDrive/a.txt" content
        $configuration = $agent | New-RaxBackupConfiguration -Name Web -IncludeFile "$TestDrive/a.txt"
        $backup = $configuration | Start-RaxBackup -Wait
        $agent | Remove-RaxBackupAgent -Confirm:$false
        ($configuration | Get-RaxBackupConfiguration).IsDeleted | Should -BeTrue
        Get-RaxRestorePoint | Where-Object BackupConfigurationId -EQ $configuration.BackupConfigurationId | Should -BeNullOrEmpty
        (Get-Failure { $backup | Start-RaxRestore -DestinationPath "$TestDrive/out" -ErrorAction Stop }).CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'deletes several, and goes on after one that does not exist' {
        $two = $agents.Dequeue(), $agents.Dequeue()
        $two[0], [pscustomobject]@{ AgentId = 4444 }, $two[1] | Remove-RaxBackupAgent -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Should -HaveCount 1
        Assert-ErrorRecord $errors[0] AgentNotFound ObjectNotFound 4444
        (Get-RaxBackupAgent).MachineAgentId | Where-Object { $_ -in $two.MachineAgentId } | Should -BeNullOrEmpty
    }

    It 'is not sent again after a lost answer: nobody knows' {
        $null = $agents.Dequeue()
        Add-TestFault $service -Operation DeleteAgent -Drop after
        $sent = Get-SentRequest { $agent | Remove-RaxBackupAgent -Confirm:$false -Debug -ErrorAction SilentlyContinue -ErrorVariable script:errors }
        $sent | Should -Be "POST /dfw/v1.0/$($service.tenantId)/agent/delete"
        Assert-ErrorRecord $script:errors[0] OutcomeUnknown ConnectionError $agent.MachineAgentId
        $script:errors[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-RaxBackupAgent*'
    }

    It 'sends nothing with -WhatIf' {
        Get-SentRequest { $agent | Remove-RaxBackupAgent -WhatIf -Debug } | Should -BeNullOrEmpty
        $agent | Get-RaxBackupAgent -ErrorAction Stop
    }

    It 'is an error: <ErrorId>' -ForEach @(
        @{ ErrorId = 'AccessDenied'; Category = 'PermissionDenied'; Arguments = { @{ Session = Connect-SeededUser $service carl } } }
        @{ ErrorId = 'RegionNotSingle'; Category = 'InvalidArgument'; Arguments = { @{ Region = '*' } } }
        @{ ErrorId = 'AgentNotFound'; Category = 'ObjectNotFound'; Arguments = { @{ Region = 'ORD' } } }
    ) {
        $arguments = & $Arguments
        Assert-ErrorRecord (Get-Failure { $agent | Remove-RaxBackupAgent @arguments -Confirm:$false -ErrorAction Stop }) $ErrorId $Category
        $agent | Get-RaxBackupAgent -Session $session -ErrorAction Stop
    }

    It 'asks before it deletes, and says clearly that there is nobody to ask' {
        (Get-Command Remove-RaxBackupAgent).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false).ConfirmImpact | Should -Be 'High'
        $said = Invoke-NewPowerShell @"
            Import-Module '$(Get-BuiltManifest)'
            Connect-RaxBackup -Local
            try { Get-RaxBackupAgent | Remove-RaxBackupAgent } catch { `$_.FullyQualifiedErrorId; `$_.ErrorDetails.RecommendedAction }
            @(Get-RaxBackupAgent).Count
"@
        $said | Should -Match '(?s)^ConfirmationImpossible,.*Give -Confirm:\$false.*\b1\s*$'
    }
}
