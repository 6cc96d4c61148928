BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-SeededService -User @{ name = 'olga'; roles = , 'observer' } -Agents 9
    $session = Get-RaxBackupSession
    # Encryption stays on: each test takes another agent.
    $agents = [Collections.Generic.Queue[object]]::new(@(Get-RaxBackupAgent))
    $text = 'planted pässphrase 7f3a'
    $passphrase = ConvertTo-SecureString $text -AsPlainText -Force
    $address = "/dfw/v1.0/$($service.tenantId)/agent"
}

AfterAll { Disconnect-SeededService $service }

Describe 'Enable-RaxBackupEncryption' {
    BeforeEach { $agent = $agents.Peek() }
    AfterEach { Clear-TestFaults $service }

    It 'encrypts, and writes nothing: <How>' -ForEach @(
        @{ How = 'by position'; Do = { Enable-RaxBackupEncryption $agent.MachineAgentId $passphrase -Confirm:$false } }
        @{ How = 'by name'; Do = { Enable-RaxBackupEncryption -AgentId $agent.MachineAgentId -Passphrase $passphrase -Region dfw -Session $session -Confirm:$false } }
        @{ How = 'an agent from the pipeline'; Do = { $agent | Enable-RaxBackupEncryption -Passphrase $passphrase -Confirm:$false } }
        @{ How = 'a deserialized agent'; Do = { Copy-Deserialized $agent | Enable-RaxBackupEncryption -Passphrase $passphrase -Confirm:$false } }
    ) {
        $null = $agents.Dequeue()
        & $Do | Should -BeNullOrEmpty
        ($agent | Get-RaxBackupAgent).IsEncrypted | Should -BeTrue
        ($agents.Peek() | Get-RaxBackupAgent).IsEncrypted | Should -BeFalse
    }

    It 'makes backups that only the passphrase opens' {
        $null = $agents.Dequeue()
        $null = New-Item -ItemType Directory "$TestDrive/secret"
        Set-Content "$TestDrive/secret/a.txt" 'what nobody else may read'
        $agent | Enable-RaxBackupEncryption -Passphrase $passphrase -Confirm:$false
        $backup = $agent | New-RaxBackupConfiguration -Name Secret -IncludeFolder "$TestDrive/secret" | Start-RaxBackup -Wait
        $backup.State | Should -Be 'Completed'
        $backup.IsEncrypted | Should -BeTrue

        ($backup | Start-RaxRestore -DestinationPath "$TestDrive/open" -Passphrase $passphrase -Wait).State | Should -Be 'Completed'
        Get-TreeText (Get-RestoredPath "$TestDrive/open" "$TestDrive/secret") | Should -Be (Get-TreeText "$TestDrive/secret")

        Assert-ErrorRecord (Get-Failure { $backup | Start-RaxRestore -DestinationPath "$TestDrive/none" -ErrorAction Stop }) PassphraseRequired InvalidArgument
        $wrong = ConvertTo-SecureString 'another' -AsPlainText -Force
        Assert-ErrorRecord (Get-Failure { $backup | Start-RaxRestore -DestinationPath "$TestDrive/none" -Passphrase $wrong -Wait -ErrorAction Stop }) RestoreFailed InvalidResult
        "$TestDrive/none" | Should -Not -Exist
    }

    It 'keeps the passphrase out of every stream' {
        $null = $agents.Dequeue()
        $said = $agent | Enable-RaxBackupEncryption -Passphrase $passphrase -Confirm:$false -Verbose -Debug *>&1 | Out-String -Width 4096
        $said | Should -Match "-> GET .*agent/$($agent.MachineAgentId)"
        $said | Should -Match '-> POST .*agent/encrypt'
        $said | Should -Match "encrypts agent $($agent.MachineAgentId) in task [0-9a-f]{8}-"
        $said | Should -Not -Match 'planted|[0-9a-f]{64}'
    }

    It 'is not sent again after a lost answer: nobody knows' {
        $null = $agents.Dequeue()
        Add-TestFault $service -Operation EnableEncryption -Drop after
        $sent = Get-SentRequest { $agent | Enable-RaxBackupEncryption -Passphrase $passphrase -Confirm:$false -Debug -ErrorAction SilentlyContinue -ErrorVariable script:errors }
        $sent | Should -Be "GET $address/$($agent.MachineAgentId)", "POST $address/encrypt"
        Assert-ErrorRecord $script:errors[0] OutcomeUnknown ConnectionError $agent.MachineAgentId
        $script:errors[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-RaxBackupAgent -AgentId*'
        "$($script:errors[0] | Format-List * -Force | Out-String -Width 4096)" | Should -Not -Match 'planted|[0-9a-f]{64}'
    }

    It 'cannot be done twice' {
        $null = $agents.Dequeue()
        $agent | Enable-RaxBackupEncryption -Passphrase $passphrase -Confirm:$false
        $agent | Enable-RaxBackupEncryption -Passphrase $passphrase -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
        Assert-ErrorRecord $errors[0] AlreadyEncrypted ResourceExists $agent.MachineAgentId
    }

    It 'takes a GUID without quotes' {
        Add-TestFault $service -Operation EnableEncryption -StatusCode 200 -Body '0cee72c7-015c-493b-b5fe-a896ae444c34' -ContentType 'text/plain'
        $agent | Enable-RaxBackupEncryption -Passphrase $passphrase -Confirm:$false -Verbose 4>&1 | Out-String | Should -BeLike '*0cee72c7-015c-493b-b5fe-a896ae444c34*'
    }

    It 'sends nothing with -WhatIf' {
        Get-SentRequest { $agent | Enable-RaxBackupEncryption -Passphrase $passphrase -WhatIf -Debug } | Should -BeNullOrEmpty
        ($agent | Get-RaxBackupAgent).IsEncrypted | Should -BeFalse
    }

    It 'is an error: <ErrorId>' -ForEach @(
        @{ ErrorId = 'PassphraseEmpty'; Category = 'InvalidArgument'; Arguments = { @{ Passphrase = [securestring]::new() } } }
        @{ ErrorId = 'PassphraseTooLong'; Category = 'InvalidArgument'; Arguments = { @{ Passphrase = ConvertTo-SecureString ('ü' * 123) -AsPlainText -Force } } }
        @{ ErrorId = 'CannotConvertArgumentNoMessage'; Category = 'InvalidArgument'; Arguments = { @{ Passphrase = 'plain text' } } }
        @{ ErrorId = 'AgentNotFound'; Category = 'ObjectNotFound'; Arguments = { @{ Passphrase = $passphrase; Region = 'ORD' } } }
        @{ ErrorId = 'RegionNotSingle'; Category = 'InvalidArgument'; Arguments = { @{ Passphrase = $passphrase; Region = '*' } } }
        @{ ErrorId = 'AccessDenied'; Category = 'PermissionDenied'; Arguments = { @{ Passphrase = $passphrase; Session = Connect-SeededUser $service olga } } }
    ) {
        $arguments = & $Arguments
        $failure = Get-Failure { $agent | Enable-RaxBackupEncryption @arguments -Confirm:$false -ErrorAction Stop }
        Assert-ErrorRecord $failure $ErrorId $Category
        ($agent | Get-RaxBackupAgent -Session $session).IsEncrypted | Should -BeFalse
    }

    It 'says so where the agent has no usable key' {
        Add-TestFault $service -Operation GetAgent -StatusCode 200 -Body '{"MachineAgentId":1,"IsEncrypted":false,"PublicKey":null}'
        Assert-ErrorRecord (Get-Failure { $agent | Enable-RaxBackupEncryption -Session $session -Passphrase $passphrase -Confirm:$false -ErrorAction Stop }) PublicKeyInvalid InvalidData
    }

    It 'asks before it encrypts: it cannot be undone' {
        (Get-Command Enable-RaxBackupEncryption).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false).ConfirmImpact | Should -Be 'High'
    }
}
