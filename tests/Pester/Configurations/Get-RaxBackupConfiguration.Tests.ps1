BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $agent = Get-RaxBackupAgent
    $daily, $weekly, $odd = 'daily', 'weekly', 'odd [x] *' | ForEach-Object { $agent | New-RaxBackupConfiguration $_ -IncludeFolder /srv }
    $ids = $daily, $weekly, $odd | ForEach-Object BackupConfigurationId
}

AfterAll { Disconnect-TestService }

Describe 'Get-RaxBackupConfiguration' {
    AfterEach { Clear-TestFaults $service }

    It 'lists all' {
        (Get-RaxBackupConfiguration).BackupConfigurationId | Should -Be $ids
        Get-RaxBackupConfiguration | Should -BeOfType RaxBackup.BackupConfiguration
    }

    It 'finds by name: <Names>' -ForEach @(
        @{ Names = 'daily'; Found = 'daily' }, @{ Names = 'DAILY'; Found = 'daily' }, @{ Names = '*ly'; Found = 'daily', 'weekly' }, @{ Names = 'weekly', 'd*'; Found = 'daily', 'weekly' }
        @{ Names = '[dw]*'; Found = 'daily', 'weekly' }, @{ Names = 'daily', 'daily'; Found = 'daily' }, @{ Names = 'odd [x] *'; Found = 'odd [x] *' }
        @{ Names = 'odd `[x`] `*'; Found = 'odd [x] *' }
    ) {
        (Get-RaxBackupConfiguration $Names -ErrorAction Stop).BackupConfigurationName | Should -Be $Found
    }

    It 'lists all where no name is given, and nothing where the name given is an empty variable' {
        (Get-RaxBackupConfiguration).BackupConfigurationName | Should -Be 'daily', 'weekly', 'odd [x] *'
        Assert-ErrorRecord (Get-Failure { Get-RaxBackupConfiguration $null }) ParameterArgumentValidationError InvalidData
    }

    It 'is silent where a wildcard fits nothing, and names each literal that does' {
        (Get-RaxBackupConfiguration 'none*', nothing, daily -ErrorAction SilentlyContinue -ErrorVariable errors).BackupConfigurationName | Should -Be 'daily'
        $errors | Should -HaveCount 1
        Assert-ErrorRecord $errors[0] ConfigurationNotFound ObjectNotFound nothing
    }

    It 'lists those of an agent' {
        (Get-RaxBackupConfiguration -AgentId $agent.MachineAgentId).BackupConfigurationId | Should -Be $ids
        ($agent | Get-RaxBackupConfiguration).BackupConfigurationId | Should -Be $ids
        ([pscustomobject]@{ AgentId = $agent.MachineAgentId } | Get-RaxBackupConfiguration).BackupConfigurationId | Should -Be $ids
    }

    It 'gets one by its id, by property too' {
        (Get-RaxBackupConfiguration -ConfigurationId $ids[1]).BackupConfigurationName | Should -Be 'weekly'
        ($daily, $weekly | Get-RaxBackupConfiguration).BackupConfigurationId | Should -Be $ids[0, 1]
        ([pscustomobject]@{ BackupConfigurationId = $ids[0] } | Get-RaxBackupConfiguration).BackupConfigurationName | Should -Be 'daily'
        ([pscustomobject]@{ ConfigurationId = $ids[0]; AgentId = 4444 } | Get-RaxBackupConfiguration).BackupConfigurationName | Should -Be 'daily'
    }

    It 'looks into all regions with *' {
        (Get-RaxBackupConfiguration -Region *).BackupConfigurationId | Should -Be $ids
        (Get-RaxBackupConfiguration -ConfigurationId $ids[0] -Region *).Region | Should -Be 'DFW'
        Get-RaxBackupConfiguration -Region ORD | Should -BeNullOrEmpty
    }

    It 'completes ids, by name too' {
        (TabExpansion2 'Get-RaxBackupConfiguration -ConfigurationId week').CompletionMatches.CompletionText | Should -Be $ids[1]
        (TabExpansion2 'Get-RaxBackupConfiguration -ConfigurationId ').CompletionMatches.ListItemText | Should -Contain "$($ids[0]) daily on $($agent.MachineName)"
    }

    It 'still has what was deleted' {
        $gone = $agent | New-RaxBackupConfiguration gone -IncludeFolder /srv -Daily -At 4:00 -TimeZone UTC
        $gone | Remove-RaxBackupConfiguration -Confirm:$false
        foreach ($read in (Get-RaxBackupConfiguration gone), ($gone | Get-RaxBackupConfiguration), ($agent | Get-RaxBackupConfiguration | Where-Object BackupConfigurationId -EQ $gone.BackupConfigurationId)) {
            $read.IsDeleted | Should -BeTrue
            $read.IsActive | Should -BeFalse
            $read.NextScheduledRunTime | Should -BeNullOrEmpty
            $read.Inclusions.FilePath | Should -Be '/srv'
        }
        (TabExpansion2 'Get-RaxBackupConfiguration -ConfigurationId gone').CompletionMatches | Should -HaveCount 0
    }
}

Describe 'Get-RaxBackupConfiguration refused' {
    It 'goes on after <Case>' -ForEach @(
        @{ Case = 'an id that does not exist'; From = @{ ConfigurationId = 4444 }; ErrorId = 'ConfigurationNotFound'; Category = 'ObjectNotFound'; Target = 4444 }
        @{ Case = 'an agent that does not exist'; From = @{ AgentId = 4444 }; ErrorId = 'AgentNotFound'; Category = 'ObjectNotFound'; Target = 4444 }
        @{ Case = 'an agent without an id'; From = @{ AgentId = $null }; ErrorId = 'IdMissing'; Category = 'InvalidArgument'; Target = 'AgentId' }
        @{ Case = 'a number that is no id'; From = @{ ConfigurationId = -1 }; ErrorId = 'RequestRejected'; Category = 'InvalidArgument'; Target = -1 }
    ) {
        $found = [pscustomobject]$From, $daily | Get-RaxBackupConfiguration -ErrorAction SilentlyContinue -ErrorVariable errors
        $found.BackupConfigurationId | Should -Be $daily.BackupConfigurationId
        $errors | Should -HaveCount 1
        Assert-ErrorRecord $errors[0] $ErrorId $Category $Target
        $errors[0].Exception.Message | Should -Match $Target
    }
}
