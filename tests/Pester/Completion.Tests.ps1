BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1" -Force
    $service = Connect-TestService
    $agent = Get-RaxBackupAgent
    $configuration = $agent | New-RaxBackupConfiguration -Name "Web server's files" -IncludeFolder '/srv'

    function Complete($line) { ([Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)).CompletionMatches }
}

AfterAll { Disconnect-TestService }

Describe 'Completion' {
    It 'offers the regions of the session' {
        (Complete 'Get-RaxBackupAgent -Region ').CompletionText | Should -Be @('DFW', 'ORD', 'IAD')
        (Complete 'Get-RaxBackupAgent -Region o').CompletionText | Should -Be 'ORD'
    }

    It 'offers agents by id and by name' {
        (Complete 'Get-RaxBackupAgent -AgentId ').CompletionText | Should -Contain "$($agent.MachineAgentId)"
        (Complete "Get-RaxBackupAgent -AgentId $($agent.MachineName)").CompletionText | Should -Be "$($agent.MachineAgentId)"
        (Complete 'Get-RaxBackupAgent -AgentId nothing-like-it').CompletionType | Should -Not -Contain 'ParameterValue'
    }

    It 'offers configurations with their names to choose from' {
        $offered = Complete 'Start-RaxBackup -ConfigurationId server'
        $offered.CompletionText | Should -Be "$($configuration.BackupConfigurationId)"
        $offered.ListItemText | Should -BeLike "*Web server's files*"
    }

    It 'asks the region that is given' {
        (Complete 'Get-RaxBackupAgent -Region ORD -AgentId ').CompletionType | Should -Not -Contain 'ParameterValue'
    }

    It 'offers the known types of usage' {
        (Complete 'Get-RaxUsageEvent -Type cloudbackup.st').CompletionText | Should -Be 'cloudbackup.storage.agent.usage'
    }

    It 'offers time zones of both kinds, quoted where needed' {
        (Complete 'New-RaxBackupConfiguration -TimeZone eastern')[0].CompletionText | Should -Be "'Eastern Standard Time'"
        (Complete "New-RaxBackupConfiguration -TimeZone 'Eastern")[0].CompletionText | Should -Be "'Eastern Standard Time'"
        (Complete 'New-RaxBackupConfiguration -TimeZone Europe/Ber').CompletionText | Should -Be 'Europe/Berlin'
    }

    It 'is quiet without a session, and without a service' {
        $said = Invoke-NewPowerShell @"
            Import-Module '$(Get-BuiltManifest)'
            function Complete(`$line) { ([Management.Automation.CommandCompletion]::CompleteInput(`$line, `$line.Length, `$null)).CompletionMatches }
            @(Complete 'Get-RaxBackupAgent -AgentId ' | Where-Object ResultType -eq ParameterValue).Count
            Connect-RaxBackup -Local
            Get-RaxLocalService | Stop-RaxLocalService
            @(Complete 'Get-RaxBackupAgent -AgentId ' | Where-Object ResultType -eq ParameterValue).Count
            @(Complete 'New-RaxBackupConfiguration -TimeZone UT').Count -gt 0
            `$Error.Count
"@
        -split $said | Should -Be @('0', '0', 'True', '0')
    }
}
