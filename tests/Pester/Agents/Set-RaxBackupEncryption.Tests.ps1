BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-SeededService -User @{ name = 'carl'; roles = , 'creator' } -Agents 2
    $session = Get-RaxBackupSession
    $agent, $other, $plain = Get-RaxBackupAgent
    $first = ConvertTo-SecureString 'planted first' -AsPlainText -Force
    $second = ConvertTo-SecureString 'planted second' -AsPlainText -Force
    $agent, $other | Enable-RaxBackupEncryption -Passphrase $first -Confirm:$false
    $null = New-Item -ItemType Directory "$TestDrive/secret"
    Set-Content "$TestDrive/secret/a.txt" 'content'
    $backup = $agent | New-RaxBackupConfiguration -Name Secret -IncludeFolder "$TestDrive/secret" | Start-RaxBackup -Wait
    # How a restore of the backup ends with a passphrase.
    function Get-End($passphrase) {
        ($backup | Start-RaxRestore -DestinationPath "$TestDrive/$(New-Guid)" -Passphrase $passphrase -Wait -Session $session -ErrorAction SilentlyContinue).State
    }
}

AfterAll { Disconnect-SeededService $service }

Describe 'Set-RaxBackupEncryption' {
    AfterEach { Clear-TestFaults $service }

    It 'changes the passphrase, and writes nothing: <How>' -ForEach @(
        @{ How = 'by position'; Do = { Set-RaxBackupEncryption $agent.MachineAgentId $args[0] $args[1] -ErrorAction Stop } }
        @{ How = 'by name'; Do = { Set-RaxBackupEncryption -AgentId $agent.MachineAgentId -CurrentPassphrase $args[0] -NewPassphrase $args[1] -Region dfw -Session $session -ErrorAction Stop } }
        @{ How = 'an agent from the pipeline'; Do = { $agent | Set-RaxBackupEncryption -CurrentPassphrase $args[0] -NewPassphrase $args[1] -ErrorAction Stop } }
    ) {
        & $Do $first $first | Should -BeNullOrEmpty
    }

    It 'makes older backups open with the new passphrase, and with no other' {
        $agent | Set-RaxBackupEncryption -CurrentPassphrase $first -NewPassphrase $second
        Get-End $second | Should -Be 'Completed'
        Get-End $first | Should -Be 'Failed'
        $agent | Set-RaxBackupEncryption -CurrentPassphrase $second -NewPassphrase $first
    }

    It 'takes several agents' {
        $sent = Get-SentRequest { $agent, $other | Set-RaxBackupEncryption -CurrentPassphrase $first -NewPassphrase $first -Debug -ErrorAction Stop }
        $sent | Should -HaveCount 4
    }

    It 'keeps both passphrases out of every stream' {
        $said = $agent | Set-RaxBackupEncryption -CurrentPassphrase $first -NewPassphrase $first -Verbose -Debug *>&1 | Out-String -Width 4096
        $said | Should -Match '-> POST .*agent/changeencryption'
        $said | Should -Match 'in task [0-9a-f]{8}-'
        $said | Should -Not -Match 'planted|[0-9a-f]{64}'
    }

    It 'names a wrong passphrase, and changes nothing' {
        $agent | Set-RaxBackupEncryption -CurrentPassphrase $second -NewPassphrase $second -ErrorAction SilentlyContinue -ErrorVariable errors
        Assert-ErrorRecord $errors[0] WrongPassphrase PermissionDenied $agent.MachineAgentId
        "$($errors[0] | Format-List * -Force | Out-String -Width 4096)" | Should -Not -Match 'planted'
        Get-End $first | Should -Be 'Completed'
    }

    It 'is not sent again after a lost answer: nobody knows' {
        Add-TestFault $service -Operation ChangeEncryption -Drop before
        $sent = Get-SentRequest { $agent | Set-RaxBackupEncryption -CurrentPassphrase $first -NewPassphrase $second -Debug -ErrorAction SilentlyContinue -ErrorVariable script:errors }
        $sent | Should -HaveCount 2
        Assert-ErrorRecord $script:errors[0] OutcomeUnknown ConnectionError $agent.MachineAgentId
    }

    It 'sends nothing with -WhatIf' {
        Get-SentRequest { $agent | Set-RaxBackupEncryption -CurrentPassphrase $first -NewPassphrase $second -WhatIf -Debug } | Should -BeNullOrEmpty
        Get-End $first | Should -Be 'Completed'
    }

    It 'is an error: <ErrorId>' -ForEach @(
        @{ ErrorId = 'NotEncrypted'; Category = 'ResourceExists'; Id = { $plain.MachineAgentId }; More = { @{} } }
        @{ ErrorId = 'PassphraseEmpty'; Category = 'InvalidArgument'; Id = { $agent.MachineAgentId }; More = { @{ NewPassphrase = [securestring]::new() } } }
        @{ ErrorId = 'AgentNotFound'; Category = 'ObjectNotFound'; Id = { 4444 }; More = { @{} } }
        @{ ErrorId = 'RegionNotSingle'; Category = 'InvalidArgument'; Id = { $agent.MachineAgentId }; More = { @{ Region = '*' } } }
        @{ ErrorId = 'AccessDenied'; Category = 'PermissionDenied'; Id = { $agent.MachineAgentId }; More = { @{ Session = Connect-SeededUser $service carl } } }
    ) {
        $arguments = @{ CurrentPassphrase = $first; NewPassphrase = $second }
        (& $More).GetEnumerator() | ForEach-Object { $arguments[$_.Key] = $_.Value }
        Assert-ErrorRecord (Get-Failure { Set-RaxBackupEncryption (& $Id) @arguments -ErrorAction Stop }) $ErrorId $Category
        Get-End $first | Should -Be 'Completed'
    }
}
