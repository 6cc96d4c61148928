BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $session = Get-RaxBackupSession
    $agent = Get-RaxBackupAgent
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory $folder
    Set-Content "$folder/a.txt" 'content' -NoNewline
    $configuration = $agent | New-RaxBackupConfiguration -Name Web -IncludeFolder $folder
    $backup = $configuration | Start-RaxBackup -Wait
}

AfterAll { Disconnect-TestService }

Describe 'Get-RaxRestorePoint' {
    It 'tells what can be restored, <How>' -ForEach @(
        @{ How = 'all'; Get = { Get-RaxRestorePoint } }
        @{ How = 'by name'; Get = { Get-RaxRestorePoint Web } }
        @{ How = 'by wildcard'; Get = { Get-RaxRestorePoint -Name 'w*', 'x*' } }
        @{ How = 'of an agent'; Get = { Get-RaxRestorePoint -AgentId $agent.MachineAgentId } }
        @{ How = 'of an agent from the pipeline'; Get = { $agent | Get-RaxRestorePoint } }
        @{ How = 'in all regions'; Get = { Get-RaxRestorePoint -Region * -Session $session } }
    ) {
        $point = & $Get
        $point | Should -HaveCount 1
        $point.GetType().FullName | Should -Be 'RaxBackup.RestorePoint'
        $point.BackupConfigurationId | Should -Be $configuration.BackupConfigurationId
        $point.BackupConfigurationName | Should -Be 'Web'
        $point.MachineAgentId | Should -Be $agent.MachineAgentId
        $point.IsEncrypted | Should -BeFalse
        $point.LastSuccessfulBackupTime | Should -BeOfType ([DateTimeOffset])
        $point.LastSuccessfulBackupTime.Offset | Should -Be ([timespan]::Zero)
        $point.PublicKey.ModulusHex | Should -Match '^[0-9A-Fa-f]{512}$'
        $point.Region | Should -Be 'DFW'
    }

    It 'is silent where there is nothing: <What>' -ForEach @(
        @{ What = 'a wildcard'; Arguments = @{ Name = 'nothing*' } }
        @{ What = 'another region'; Arguments = @{ Region = 'ORD' } }
    ) {
        Get-RaxRestorePoint @Arguments -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'names the agent that is not there' {
        Assert-ErrorRecord (Get-Failure { Get-RaxRestorePoint -AgentId 5 -ErrorAction Stop }) AgentNotFound ObjectNotFound 5
    }

    It 'names the name that is not there' {
        $point = Get-RaxRestorePoint nobody, Web -ErrorVariable errors -ErrorAction SilentlyContinue
        $point.BackupConfigurationName | Should -Be 'Web'
        $errors[0].FullyQualifiedErrorId | Should -Be 'RestorePointNotFound,RaxBackup.Cmdlets.GetRaxRestorePointCommand'
        $errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $errors[0].TargetObject | Should -Be 'nobody'
    }

    It 'names no configuration whose backups all failed' {
        $null = $agent | New-RaxBackupConfiguration -Name Never -IncludeFolder "$TestDrive/gone" | Start-RaxBackup -Wait -ErrorAction SilentlyContinue
        (Get-RaxRestorePoint).BackupConfigurationName | Should -Be 'Web'
    }
}
