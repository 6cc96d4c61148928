BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-SeededService -User @{ name = 'olga'; roles = , 'observer' } -Agents 1
    $session = Get-RaxBackupSession
    $agent, $other = Get-RaxBackupAgent
    $null = New-Item -ItemType Directory "$TestDrive/files"
    Set-Content "$TestDrive/files/a.txt" 'content'
    $backup = $agent | New-RaxBackupConfiguration -Name Web -IncludeFolder "$TestDrive/files" | Start-RaxBackup -Wait
    $address = "/dfw/v1.0/$($service.tenantId)/restore"
}

AfterAll { Disconnect-SeededService $service }

Describe 'Set-RaxRestore' {
    BeforeEach {
        $restore = $backup | New-RaxRestore -DestinationPath "$TestDrive/first"
    }
    AfterEach { Clear-TestFaults $service }

    It 'sets, writes nothing, and leaves the rest as it is: <How>' -ForEach @(
        @{ How = 'the path, by position'; Do = { Set-RaxRestore $restore.RestoreId -DestinationPath "$TestDrive/ünï" }; Changed = @{ DestinationPath = { "$TestDrive/ünï" } } }
        @{ How = 'the agent, by name'; Do = { Set-RaxRestore -RestoreId $restore.RestoreId -DestinationAgentId $other.MachineAgentId -Region dfw -Session $session }
            Changed = @{ DestinationMachineId = { $other.MachineAgentId }; DestinationMachineName = { $other.MachineName } } }
        @{ How = 'overwriting, a restore from the pipeline'; Do = { $restore | Set-RaxRestore -Overwrite $true }; Changed = @{ OverwriteFiles = { $true } } }
        @{ How = 'everything, a deserialized restore'
            Do = { Copy-Deserialized $restore | Set-RaxRestore -DestinationPath /srv -DestinationAgentId $other.MachineAgentId -Overwrite $true }
            Changed = @{ DestinationPath = { '/srv' }; DestinationMachineId = { $other.MachineAgentId }; DestinationMachineName = { $other.MachineName }; OverwriteFiles = { $true } } }
    ) {
        & $Do | Should -BeNullOrEmpty
        $after = $restore | Get-RaxRestore
        foreach ($property in $restore.PSObject.Properties.Name | Where-Object { $_ -notin 'PublicKey', 'Inclusions', 'Exclusions' }) {
            $expected = if ($Changed.ContainsKey($property)) { & $Changed[$property] } else { $restore.$property }
            $after.$property | Should -Be $expected -Because $property
        }
    }

    It 'switches overwriting off again' {
        $restore | Set-RaxRestore -Overwrite $true
        $restore | Set-RaxRestore -Overwrite $false
        ($restore | Get-RaxRestore).OverwriteFiles | Should -BeFalse
    }

    It 'keeps the items' {
        $restore | Add-RaxRestoreItem -Path "$TestDrive/files/a.txt"
        $restore | Set-RaxRestore -DestinationPath "$TestDrive/kept"
        ($restore | Get-RaxRestoreItem).FilePath | Should -Be "$TestDrive/files/a.txt"
    }

    It 'restores where it was changed to' {
        $restore | Set-RaxRestore -DestinationPath "$TestDrive/second" -PassThru | Start-RaxRestore -Wait | Should -Not -BeNullOrEmpty
        Get-RestoredPath "$TestDrive/second" "$TestDrive/files/a.txt" | Should -Exist
        "$TestDrive/first" | Should -Not -Exist
    }

    It 'writes the restores as they are then with -PassThru' {
        $second = $backup | New-RaxRestore -DestinationPath "$TestDrive/first"
        $written = $restore, $second | Set-RaxRestore -DestinationPath "$TestDrive/both" -PassThru
        $written.RestoreId | Should -Be $restore.RestoreId, $second.RestoreId
        $written[0].GetType().FullName | Should -Be 'RaxBackup.Restore'
        $written.DestinationPath | Should -Be "$TestDrive/both", "$TestDrive/both"
        $written.State | Should -Be 'Creating', 'Creating'
    }

    It 'reads, then sends the whole' {
        Get-SentRequest { $restore | Set-RaxRestore -Overwrite $true -Debug } | Should -Be "GET $address/$($restore.RestoreId)", "POST $address"
    }

    It 'sends nothing with -WhatIf' {
        Get-SentRequest { $restore | Set-RaxRestore -Overwrite $true -PassThru -WhatIf -Debug } | Should -BeNullOrEmpty
        ($restore | Get-RaxRestore).OverwriteFiles | Should -BeFalse
    }

    It 'is sent again after a lost answer: it brings about a state' {
        Add-TestFault $service -Operation UpdateRestore -Drop after -Count 1
        Get-SentRequest { $restore | Set-RaxRestore -Overwrite $true -Debug } | Should -HaveCount 3
        ($restore | Get-RaxRestore).OverwriteFiles | Should -BeTrue
    }

    It 'leaves a restore alone that has been started' {
        $null = $restore | Start-RaxRestore -Wait
        $sent = Get-SentRequest { $restore | Set-RaxRestore -Overwrite $true -Debug -ErrorAction SilentlyContinue -ErrorVariable script:errors }
        $sent | Should -Be "GET $address/$($restore.RestoreId)"
        Assert-ErrorRecord $script:errors[0] RestoreAlreadyStarted ResourceExists $restore.RestoreId
        $script:errors[0].Exception.Message | Should -BeLike '*Completed*'
    }

    It 'names a restore that does not exist, and goes on' {
        [pscustomobject]@{ RestoreId = 4444 }, $restore | Set-RaxRestore -Overwrite $true -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Should -HaveCount 1
        Assert-ErrorRecord $errors[0] RestoreNotFound ObjectNotFound 4444
        ($restore | Get-RaxRestore).OverwriteFiles | Should -BeTrue
    }

    It 'is an error: <ErrorId>, <Why>' -ForEach @(
        @{ ErrorId = 'NothingToChange'; Category = 'InvalidArgument'; Why = 'nothing given'; More = { @{} } }
        @{ ErrorId = 'PathNotAbsolute'; Category = 'InvalidArgument'; Why = 'a relative path'; More = { @{ DestinationPath = 'out' } } }
        @{ ErrorId = 'ParameterArgumentValidationError'; Category = 'InvalidData'; Why = 'an empty path'; More = { @{ DestinationPath = '' } } }
        @{ ErrorId = 'ParameterArgumentTransformationError'; Category = 'InvalidData'; Why = 'no flag'; More = { @{ Overwrite = 'yes' } } }
        @{ ErrorId = 'ResourceNotFound'; Category = 'ObjectNotFound'; Why = 'no such agent'; More = { @{ DestinationAgentId = 4444 } } }
        @{ ErrorId = 'RegionNotSingle'; Category = 'InvalidArgument'; Why = 'all regions'; More = { @{ Overwrite = $true; Region = '*' } } }
        @{ ErrorId = 'RestoreNotFound'; Category = 'ObjectNotFound'; Why = 'not in that region'; More = { @{ Overwrite = $true; Region = 'IAD' } } }
        @{ ErrorId = 'AccessDenied'; Category = 'PermissionDenied'; Why = 'an observer'; More = { @{ Overwrite = $true; Session = Connect-SeededUser $service olga } } }
    ) {
        $arguments = & $More
        Assert-ErrorRecord (Get-Failure { Set-RaxRestore $restore.RestoreId @arguments -ErrorAction Stop }) $ErrorId $Category
        $after = $restore | Get-RaxRestore -Session $session
        $after.DestinationPath | Should -Be "$TestDrive/first"
        $after.OverwriteFiles | Should -BeFalse
    }

    It 'completes agents' {
        $line = 'Set-RaxRestore 5 -DestinationAgentId '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain "$($other.MachineAgentId)"
    }
}
