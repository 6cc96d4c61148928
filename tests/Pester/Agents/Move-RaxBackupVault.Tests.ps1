BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-SeededService -User @{ name = 'carl'; roles = , 'creator' }, @{ name = 'mia'; roles = , 'admin'; tenant = '4711' } -Agents 4
    $session = Get-RaxBackupSession
    $agents = @(Get-RaxBackupAgent).MachineAgentId
    $foreign = (Get-RaxBackupAgent -Session (Connect-SeededUser $service mia) | Select-Object -First 1).MachineAgentId
    $null = New-Item -ItemType Directory "$TestDrive/files"
    Set-Content "$TestDrive/files/a.txt" 'content'
    $configuration = New-RaxBackupConfiguration -AgentId $agents[0] -Name Web -IncludeFolder "$TestDrive/files"
    $backup = $configuration | Start-RaxBackup -Wait
    $busy = New-RaxBackupConfiguration -AgentId $agents[1] -Name Busy -IncludeFolder "$TestDrive/files"
    function Get-Owner { ($configuration | Get-RaxBackupConfiguration -Session $session).MachineAgentId }
}

AfterAll { Disconnect-SeededService $service }

Describe 'Move-RaxBackupVault' {
    AfterEach { Clear-TestFaults $service }

    It 'sends nothing with -WhatIf' {
        Get-SentRequest { Move-RaxBackupVault $agents[0] $agents[2] -WhatIf -Debug } | Should -BeNullOrEmpty
        Get-Owner | Should -Be $agents[0]
    }

    It 'is an error, and nothing moves: <Why>' -ForEach @(
        @{ Why = 'the same agent'; ErrorId = 'SameAgent'; Category = 'InvalidArgument'; To = { $agents[0] }; Arguments = { @{} } }
        @{ Why = 'the destination has configurations'; ErrorId = 'AccessDenied'; Category = 'PermissionDenied'; To = { $agents[1] }; Arguments = { @{} } }
        @{ Why = 'another user''s agent'; ErrorId = 'AccessDenied'; Category = 'PermissionDenied'; To = { $foreign }; Arguments = { @{} } }
        @{ Why = 'no such agent'; ErrorId = 'AccessDenied'; Category = 'PermissionDenied'; To = { 4444 }; Arguments = { @{} } }
        @{ Why = 'another region'; ErrorId = 'AccessDenied'; Category = 'PermissionDenied'; To = { $agents[2] }; Arguments = { @{ Region = 'ORD' } } }
        @{ Why = 'all regions'; ErrorId = 'RegionNotSingle'; Category = 'InvalidArgument'; To = { $agents[2] }; Arguments = { @{ Region = '*' } } }
        @{ Why = 'no administrator'; ErrorId = 'AccessDenied'; Category = 'PermissionDenied'; To = { $agents[2] }; Arguments = { @{ Session = Connect-SeededUser $service carl } } }
    ) {
        $arguments = & $Arguments
        $to = & $To
        Assert-ErrorRecord (Get-Failure { Move-RaxBackupVault $agents[0] $to @arguments -Confirm:$false -ErrorAction Stop }) $ErrorId $Category
        Get-Owner | Should -Be $agents[0]
    }

    It 'does not move an encrypted vault' {
        Enable-RaxBackupEncryption $agents[3] (ConvertTo-SecureString secret -AsPlainText -Force) -Session $session -Confirm:$false
        foreach ($pair in @($agents[3], $agents[4]), @($agents[0], $agents[3])) {
            $failure = Get-Failure { Move-RaxBackupVault $pair[0] $pair[1] -Session $session -Confirm:$false -ErrorAction Stop }
            Assert-ErrorRecord $failure AccessDenied PermissionDenied $pair[0]
            $failure.Exception.Message | Should -BeLike '*encrypted*'
        }
    }

    It 'is not sent again after a lost answer: nobody knows' {
        Add-TestFault $service -Operation MigrateVault -Drop before
        $sent = Get-SentRequest { Move-RaxBackupVault $agents[0] $agents[2] -Session $session -Confirm:$false -Debug -ErrorAction SilentlyContinue -ErrorVariable script:errors }
        $sent | Should -Be "PUT /dfw/v1.0/$($service.tenantId)/agent/migratevault"
        Assert-ErrorRecord $script:errors[0] OutcomeUnknown ConnectionError $agents[0]
    }

    It 'moves all backups, and writes nothing: the destination restores them' {
        Move-RaxBackupVault -SourceAgentId $agents[0] -DestinationAgentId $agents[2] -Session $session -Confirm:$false | Should -BeNullOrEmpty
        Get-Owner | Should -Be $agents[2]
        ($backup | Get-RaxBackup -Session $session).MachineAgentId | Should -Be $agents[2]
        $restore = $backup | Start-RaxRestore -DestinationPath "$TestDrive/out" -Wait -Session $session
        $restore.State | Should -Be 'Completed'
        $restore.DestinationMachineId | Should -Be $agents[2]
        Get-TreeText (Get-RestoredPath "$TestDrive/out" "$TestDrive/files") | Should -Be (Get-TreeText "$TestDrive/files")

        Move-RaxBackupVault $agents[2] $agents[0] -Session $session -Confirm:$false
        Get-Owner | Should -Be $agents[0]
    }

    It 'asks before it moves' {
        (Get-Command Move-RaxBackupVault).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false).ConfirmImpact | Should -Be 'High'
    }

    It 'completes agents on both sides' {
        foreach ($line in 'Move-RaxBackupVault ', 'Move-RaxBackupVault -DestinationAgentId ') {
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain "$($agents[0])"
        }
    }
}
