BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $agent = Get-RaxBackupAgent
}

AfterAll { Disconnect-TestService }

Describe 'Invoke-RaxBackupApi' {
    AfterEach { Clear-TestFaults $service }

    It 'reads what is below the tenant: <Path>' -ForEach @(@{ Path = 'user/agents' }, @{ Path = '/user/agents' }, @{ Path = 'user/agents?page=1' }) {
        $read = Invoke-RaxBackupApi $Path
        $read | Should -BeOfType pscustomobject
        $read.MachineAgentId | Should -BeOfType long
        $read.MachineAgentId | Should -Be $agent.MachineAgentId
        $read.IsDisabled | Should -BeOfType bool
        $read.PublicKey.ModulusHex | Should -Be $agent.PublicKey.ModulusHex
        $read.PSObject.Properties.Name | Select-Object -First 3 | Should -Be @('AgentVersion', 'Architecture', 'Flavor')
    }

    It 'works in the region asked for, and in that of an object' {
        $tenant = $service.TenantId
        Get-SentRequest { Invoke-RaxBackupApi user/agents -Region ord -Debug } | Should -Be "GET /ord/v1.0/$tenant/user/agents"
        Get-SentRequest { [pscustomobject]@{ Region = 'IAD' } | Invoke-RaxBackupApi user/agents -Debug } | Should -Be "GET /iad/v1.0/$tenant/user/agents"
    }

    It 'sends <Kind>' -ForEach @(
        @{ Kind = 'a hashtable'; Body = { @{ MachineAgentId = $agent.MachineAgentId; BackupConfigurationName = 'hashtable'; Frequency = 'Manually'; TimeZoneId = 'UTC'
                    IsActive = $true; VersionRetention = 30; MissedBackupActionId = 1; Inclusions = @(@{ FilePath = '/etc'; FileItemType = 'Folder' })
                } }
        }
        @{ Kind = 'an object'; Body = { [pscustomobject]@{ MachineAgentId = $agent.MachineAgentId; BackupConfigurationName = 'object'; Frequency = [RaxBackup.BackupFrequency]::Manually
                    TimeZoneId = 'UTC'; IsActive = [switch]$true; VersionRetention = 30; MissedBackupActionId = 1; Inclusions = , [pscustomobject]@{ FilePath = '/etc'; FileItemType = 'Folder' }
                } }
        }
        @{ Kind = 'text'; Body = { "{""MachineAgentId"":$($agent.MachineAgentId),""BackupConfigurationName"":""text"",""Frequency"":""Manually"",""TimeZoneId"":""UTC"",""IsActive"":true,
                ""VersionRetention"":30,""MissedBackupActionId"":1,""Inclusions"":[{""FilePath"":""/etc"",""FileItemType"":""Folder""}]}" }
        }
    ) {
        $made = Invoke-RaxBackupApi backup-configuration -Method post -Body (& $Body)
        $made.VersionRetention | Should -Be 30
        $made.IsActive | Should -BeTrue
        $made.Inclusions[0].FilePath | Should -Be '/etc'
    }

    It 'writes nothing where the answer is empty' {
        @(Invoke-RaxBackupApi user/wakeupagents -Method POST).Count | Should -Be 0
    }

    It 'writes <Expected> for the answer <Body>' -ForEach @(
        @{ Body = '5'; Expected = 5 }, @{ Body = '"five"'; Expected = 'five' }, @{ Body = '[1,2]'; Expected = 1, 2 }, @{ Body = '18446744073709551615'; Expected = 18446744073709551615 }
    ) {
        Add-TestFault $service -Operation ListAgents -StatusCode 200 -Body $Body
        Invoke-RaxBackupApi user/agents | Should -Be $Expected
    }

    It 'sends nothing with -WhatIf, but for reading' {
        Get-SentRequest { Invoke-RaxBackupApi user/wakeupagents -Method POST -WhatIf -Debug } | Should -BeNullOrEmpty
        Get-SentRequest { Invoke-RaxBackupApi user/agents -WhatIf -Debug } | Should -HaveCount 1
    }

    It 'repeats a read, and never anything that changes something' {
        Add-TestFault $service -Operation ListAgents -StatusCode 503 -RetryAfter 0 -Count 2
        Add-TestFault $service -Operation WakeAgents -StatusCode 500
        Get-SentRequest { Invoke-RaxBackupApi user/agents -Debug } | Should -HaveCount 3
        Get-SentRequest { Invoke-RaxBackupApi user/wakeupagents -Method POST -Debug -ErrorAction SilentlyContinue } | Should -HaveCount 1
    }

    It 'says that nobody knows where the answer to a change is lost' {
        Add-TestFault $service -Operation WakeAgents -Drop after
        Invoke-RaxBackupApi user/wakeupagents -Method POST -ErrorAction SilentlyContinue -ErrorVariable errors
        Assert-ErrorRecord $errors[0] OutcomeUnknown ConnectionError user/wakeupagents
    }
}

Describe 'Invoke-RaxBackupApi refused' {
    It 'goes on after <ErrorId>: <Path>' -ForEach @(
        @{ Path = 'no/such/thing'; ErrorId = 'ResourceNotFound'; Category = 'ObjectNotFound' }
        @{ Path = 'agent/4444'; ErrorId = 'ResourceNotFound'; Category = 'ObjectNotFound' }
        @{ Path = 'backup-configuration'; ErrorId = 'RequestRejected'; Category = 'InvalidArgument'; More = @{ Method = 'POST'; Body = '{' } }
        @{ Path = 'user/agents'; ErrorId = 'RequestRejected'; Category = 'InvalidArgument'; More = @{ Method = 'DELETE' } }
    ) {
        $more = $More ?? @{}
        Invoke-RaxBackupApi $Path @more -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        Assert-ErrorRecord $errors[0] $ErrorId $Category $Path
        (Get-Failure { Invoke-RaxBackupApi $Path @more -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
    }

    It 'is terminating, and sends nothing: <ErrorId> <Path> <Region>' -ForEach @(
        @{ Path = '../1/user/agents'; ErrorId = 'PathInvalid' }
        @{ Path = '%2e%2e/1/user/agents'; ErrorId = 'PathInvalid' }
        @{ Path = 'http://backup.example/user/agents'; ErrorId = 'PathInvalid' }
        @{ Path = ' '; ErrorId = 'PathInvalid' }
        @{ Path = 'user/agents'; Region = '*'; ErrorId = 'RegionNotSingle' }
        @{ Path = 'user/agents'; Region = 'XYZ'; ErrorId = 'RegionUnknown' }
    ) {
        $failure = Get-Failure { Invoke-RaxBackupApi $Path -Region $Region -ErrorAction SilentlyContinue }
        Assert-ErrorRecord $failure $ErrorId InvalidArgument ($Region ?? $Path)
        Get-SentRequest { try { Invoke-RaxBackupApi $Path -Region $Region -Debug } catch { $null = $_ } } | Should -BeNullOrEmpty
    }

    It 'does not take a body that <Kind>' -ForEach @(
        @{ Kind = 'contains itself'; ErrorId = 'BodyTooDeep'; Body = { $loop = @{}; $loop.me = $loop; $loop } }
        @{ Kind = 'is no data'; ErrorId = 'BodyInvalid'; Body = { Get-Item / } }
    ) {
        Assert-ErrorRecord (Get-Failure { Invoke-RaxBackupApi x -Method PUT -Body (& $Body) }) $ErrorId InvalidArgument
    }

    It 'knows methods, and completes them' {
        Assert-ErrorRecord (Get-Failure { Invoke-RaxBackupApi x -Method TRACE }) ParameterArgumentValidationError InvalidData
        (TabExpansion2 'Invoke-RaxBackupApi x -Method P').CompletionMatches.CompletionText | Should -Be @('PATCH', 'POST', 'PUT')
    }
}
