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
        (Complete 'Get-RaxBackupAgent -AgentId nothing-like-it').ResultType | Should -Not -Contain 'ParameterValue'
    }

    It 'offers configurations with their names to choose from' {
        $offered = Complete 'Start-RaxBackup -ConfigurationId server'
        $offered.CompletionText | Should -Be "$($configuration.BackupConfigurationId)"
        $offered.ListItemText | Should -BeLike "*Web server's files*"
    }

    It 'is there on every <Parameter>' -ForEach @(
        'Region', 'AgentId', 'BackupAgentId', 'DestinationAgentId', 'ConfigurationId', 'TimeZone' | ForEach-Object { @{ Parameter = $_ } }
    ) {
        $having = Get-Command -Module RaxBackup | Where-Object { $_.Parameters.ContainsKey($Parameter) }
        $having | Should -Not -BeNullOrEmpty
        $having | Where-Object { $_.Parameters[$Parameter].Attributes.TypeId.Name -notcontains 'ArgumentCompleterAttribute' } | ForEach-Object Name | Should -BeNullOrEmpty
    }

    It 'completes within quotation marks: <Line>' -ForEach @(
        @{ Line = "Get-RaxBackupAgent -Region 'i"; Expected = 'IAD' }
        @{ Line = 'Get-RaxBackupAgent -Region "or'; Expected = 'ORD' }
        @{ Line = "New-RaxBackupConfiguration -TimeZone `"W. Eu"; Expected = "'W. Europe Standard Time'" }
        @{ Line = "Get-RaxUsageEvent -Type 'cloudfiles.st"; Expected = 'cloudfiles.storage.usage' }
    ) {
        (Complete $Line).CompletionText | Should -Be $Expected
    }

    It 'offers no configuration that is deleted' {
        $gone = $agent | New-RaxBackupConfiguration -Name 'short-lived' -IncludeFolder '/srv'
        $gone | Remove-RaxBackupConfiguration -Confirm:$false
        $other = Connect-RaxBackup -Local $service -PassThru
        $offered = (Complete 'Get-RaxBackupConfiguration -ConfigurationId 1').CompletionText
        $other | Disconnect-RaxBackup
        Connect-RaxBackup -Local $service
        $offered | Should -Contain "$($configuration.BackupConfigurationId)"
        $offered | Should -Not -Contain "$($gone.BackupConfigurationId)"
    }

    It 'asks by the session that is given' {
        $session = Get-RaxBackupSession
        Disconnect-RaxBackup -Session (Connect-RaxBackup -Local $service -PassThru)
        Get-RaxBackupSession | Should -BeNullOrEmpty
        (Complete 'Get-RaxBackupAgent -AgentId 1').ResultType | Should -Not -Contain 'ParameterValue'
        $global:raxSession = $session
        try { (Complete 'Get-RaxBackupAgent -Session $raxSession -AgentId ').CompletionText | Should -Be "$($agent.MachineAgentId)" }
        finally { Remove-Variable raxSession -Scope Global; Connect-RaxBackup -Local $service }
    }

    It 'asks the region that is given' {
        (Complete 'Get-RaxBackupAgent -Region ORD -AgentId ').ResultType | Should -Not -Contain 'ParameterValue'
    }

    It 'offers the known types of usage' {
        (Complete 'Get-RaxUsageEvent -Type cloudbackup.st').CompletionText | Should -Be 'cloudbackup.storage.agent.usage'
    }

    It 'offers the operations of a local service: <_>' -ForEach 'Add-RaxLocalFault', 'Get-RaxLocalRequest' {
        (Complete "$_ -Operation StartB").CompletionText | Should -Be 'StartBackup'
        (Complete "$_ ").CompletionText | Should -Contain 'ListUsageEvents'
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
            Disconnect-RaxBackup
            (Complete 'Get-RaxBackupAgent -Region ').CompletionText -join ','
            `$Error.Count
"@
        -split $said | Should -Be @('0', '0', 'True', 'DFW,HKG,IAD,LON,ORD,SYD', '0')
    }
}
