# What belongs to another tenant does not exist: every id of every command, one foreign id among ids of one's own.
BeforeDiscovery {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    Import-BuiltModule
    # Commands about a local service have no session, and so no tenant.
    $ids = Get-Command -Module RaxBackup -CommandType Cmdlet -ParameterName Session | ForEach-Object {
        $command = $_.Name
        $_.Parameters.Values | Where-Object { ([Nullable]::GetUnderlyingType($_.ParameterType) ?? $_.ParameterType) -eq [long] } |
            ForEach-Object { @{ Command = $command; Parameter = $_.Name } }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-SeededService -User @{ name = 'stranger'; tenant = '777'; roles = , 'admin' } -Agents 3
    $owner = Get-RaxBackupSession
    $stranger = Connect-SeededUser $service stranger
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory $folder
    Set-Content "$folder/a.txt" 'content'
    $passphrase = ConvertTo-SecureString 'passphrase' -AsPlainText -Force

    function Get-OwnId($session) {
        $agent, $second, $third, $null = (Get-RaxBackupAgent -Session $session).MachineAgentId
        $configuration = New-RaxBackupConfiguration -Session $session -AgentId $agent -Name files -IncludeFolder $folder
        $backup = $configuration | Start-RaxBackup -Session $session | Wait-RaxBackup -Session $session -PollIntervalSec 1
        $restore = $backup | New-RaxRestore -Session $session -DestinationPath "$TestDrive/restored"
        $restore | Add-RaxRestoreItem -Session $session -Path "$folder/a.txt"
        @{
            AgentId = $agent; SourceAgentId = $third; DestinationAgentId = $second; BackupAgentId = $agent; ConfigurationId = $configuration.BackupConfigurationId
            BackupId = $backup.BackupId; RestoreId = $restore.RestoreId; ItemId = ($restore | Get-RaxRestoreItem -Session $session).FileId
        }
    }

    # All that a session sees, as text.
    function Get-Everything($session) {
        $seen = @(Get-RaxBackupAgent -Session $session -Detailed) + @(Get-RaxBackupConfiguration -Session $session) + @(Get-RaxBackupActivity -Session $session)
        $seen += $theirs.RestoreId | ForEach-Object { Get-RaxRestore -Session $session -RestoreId $_; Get-RaxRestoreItem -Session $session -RestoreId $_ }
        $seen | ForEach-Object { [Management.Automation.PSSerializer]::Serialize($_) -replace '<DateTimeOffset N="(LastHeartbeat|\w*Time)">.*?</DateTimeOffset>' }
    }

    $theirs = Get-OwnId $owner
    $mine = Get-OwnId $stranger
    Export-RaxBackupConfiguration -Session $stranger -ConfigurationId $mine.ConfigurationId -LiteralPath "$TestDrive/one.json"
    $others = @{
        Name = 'another'; DestinationPath = "$TestDrive/restored"; Path = "$folder/a.txt"; IncludeFolder = $folder; LiteralPath = "$TestDrive/one.json"
        Passphrase = $passphrase; CurrentPassphrase = $passphrase; NewPassphrase = $passphrase; UseServiceNet = $true; TimeoutSec = 5
    }
    # What a command needs that its first fitting set does not ask for; and what only says something when it is waited for.
    $more = @{
        'Export-RaxBackupConfiguration' = @{ LiteralPath = "$TestDrive/out.json" }; 'Import-RaxBackupConfiguration' = @{ Path = "$TestDrive/one.json" }; 'Resume-RaxBackupAgent' = @{ Wait = $true }; 'Set-RaxRestore' = @{ DestinationPath = "$TestDrive/x" }
        'Set-RaxBackupConfiguration' = @{ Name = 'other' }; 'Set-RaxBackupAgent' = @{ UseServiceNet = $true; BackupDataCenter = 'DFW' }; 'New-RaxBackupConfiguration' = @{ IncludeFolder = $folder }
    }
}

AfterAll { Disconnect-SeededService $service }

Describe 'Another tenant''s <Parameter>' {
    It 'is not found by <Command>' -ForEach $ids {
        $known = Get-Command $Command
        $set = $known.ParameterSets | Where-Object { $_.Parameters.Name -contains $Parameter } |
            Sort-Object { -not ($_.Parameters | Where-Object Name -EQ $Parameter).IsMandatory } | Select-Object -First 1
        $arguments = @{ Session = $stranger; $Parameter = $theirs[$Parameter] }
        foreach ($other in $set.Parameters | Where-Object { $_.IsMandatory -and $_.Name -ne $Parameter }) { $arguments[$other.Name] = $mine[$other.Name] ?? $others[$other.Name] }
        if ($more.ContainsKey($Command)) { foreach ($key in $more[$Command].Keys) { $arguments[$key] = $more[$Command][$key] } }
        if ($known.Parameters.ContainsKey('Confirm')) { $arguments.Confirm = $false }
        if ($known.Parameters.ContainsKey('TimeoutSec')) { $arguments.TimeoutSec = 20 }

        $before = Get-Everything $owner
        $failure = Get-Failure { & $Command @arguments -ErrorAction Stop }
        # The service itself forbids a migration between strangers, and wants the agent that made the backup.
        $expected = switch ("$Command $Parameter") { { $_ -like 'Move-*' } { 'PermissionDenied' } 'New-RaxRestore BackupAgentId' { 'InvalidArgument' } default { 'ObjectNotFound' } }
        $failure.CategoryInfo.Category | Should -Be $expected -Because "$($failure.FullyQualifiedErrorId): $($failure.Exception.Message)"
        Get-Everything $owner | Should -Be $before
    }
}
