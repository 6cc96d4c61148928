# Whatever an object is piped into: the most specific identity wins, and nothing is ambiguous.
BeforeDiscovery {
    $works = [ordered]@{
        Agent               = 'Get-RaxBackupAgent', 'Resume-RaxBackupAgent', 'New-RaxBackupConfiguration', 'Get-RaxBackupConfiguration', 'Get-RaxRestorePoint', 'Get-RaxBackupActivity',
            'Enable-RaxBackupAgent', 'Disable-RaxBackupAgent', 'Set-RaxBackupAgent', 'Remove-RaxBackupAgent', 'Enable-RaxBackupEncryption', 'Set-RaxBackupEncryption'
        BackupConfiguration = 'Get-RaxBackupAgent', 'Get-RaxBackupConfiguration', 'Remove-RaxBackupConfiguration', 'Start-RaxBackup', 'Get-RaxBackup', 'Get-RaxBackupActivity',
            'Set-RaxBackupConfiguration', 'Export-RaxBackupConfiguration', 'Enable-RaxBackupConfiguration', 'Disable-RaxBackupConfiguration'
        RestorePoint        = 'Get-RaxBackupAgent', 'Get-RaxBackupConfiguration', 'Start-RaxBackup', 'Get-RaxBackup'
        Backup              = 'Get-RaxBackup', 'Wait-RaxBackup', 'Get-RaxBackupReport', 'New-RaxRestore', 'Get-RaxBackupConfiguration', 'Get-RaxBackupAgent', 'Start-RaxBackup', 'Stop-RaxBackup'
        CompletedBackup     = 'Get-RaxBackup', 'Wait-RaxBackup', 'Get-RaxBackupReport', 'New-RaxRestore', 'Get-RaxBackupConfiguration'
        BackupReport        = 'Get-RaxBackup', 'Wait-RaxBackup', 'Get-RaxBackupReport', 'New-RaxRestore', 'Get-RaxBackupConfiguration'
        Restore             = 'Get-RaxRestore', 'Start-RaxRestore', 'Get-RaxRestoreItem', 'Add-RaxRestoreItem', 'Get-RaxBackup', 'Get-RaxBackupConfiguration', 'Set-RaxRestore', 'Stop-RaxRestore'
        RestoreReport       = 'Get-RaxRestore', 'Wait-RaxRestore', 'Get-RaxRestoreReport'
        RestoreItem         = 'Get-RaxRestore', 'Get-RaxRestoreItem', 'Start-RaxRestore', 'Remove-RaxRestoreItem'
        BackupActivity      = 'Get-RaxBackup', 'Get-RaxBackupReport', 'Wait-RaxBackup', 'New-RaxRestore', 'Stop-RaxBackup'
        RestoreActivity     = 'Get-RaxRestore', 'Get-RaxRestoreReport', 'Wait-RaxRestore', 'Get-RaxBackup', 'Stop-RaxRestore'
        UsageEvent          = 'Get-RaxUsageEvent', 'Measure-RaxUsage', 'Export-RaxUsage'
        LocalFault          = 'Get-RaxLocalFault', 'Step-RaxLocalClock', 'Reset-RaxLocalService', 'Remove-RaxLocalFault', 'Get-RaxLocalRequest', 'Add-RaxLocalFault'
        LocalRequest        = 'Get-RaxLocalFault', 'Step-RaxLocalClock', 'Reset-RaxLocalService', 'Remove-RaxLocalFault', 'Get-RaxLocalRequest', 'Add-RaxLocalFault'
        LocalService        = 'Get-RaxLocalFault', 'Step-RaxLocalClock', 'Reset-RaxLocalService', 'Get-RaxLocalRequest', 'Add-RaxLocalFault'
    }
    $pairs = foreach ($kind in $works.Keys) { foreach ($command in $works[$kind]) { @{ Kind = $kind; Command = $command } } }
    $kinds = @($works.Keys) + 'Session' | ForEach-Object { @{ Kind = $_ } }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1" -Force
    $service = Connect-TestService
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory $folder
    Set-Content "$folder/a.txt" 'content'

    $more = @{
        'New-RaxBackupConfiguration'    = @{ Name = 'another'; IncludeFolder = $folder }
        'New-RaxRestore'                = @{ DestinationPath = "$TestDrive/restored" }
        'Add-RaxRestoreItem'            = @{ Path = "$folder/a.txt" }
        'Wait-RaxBackup'                = @{ PollIntervalSec = 1 }
        'Wait-RaxRestore'               = @{ PollIntervalSec = 1; TimeoutSec = 2 }
        'Invoke-RaxBackupApi'           = @{ Path = 'user/agents' }
        'Set-RaxBackupAgent'            = @{ UseServiceNet = $true }
        'Enable-RaxBackupEncryption'    = @{ Passphrase = [securestring]::new() }
        'Set-RaxBackupEncryption'       = @{ CurrentPassphrase = [securestring]::new(); NewPassphrase = [securestring]::new() }
        'Move-RaxBackupVault'           = @{ SourceAgentId = 1; DestinationAgentId = 2 }
        'Add-RaxLocalFault'             = @{ Operation = 'GetAgent'; StatusCode = 500 }
        'Step-RaxLocalClock'            = @{ By = [timespan]::FromSeconds(1) }
        'Set-RaxRestore'                = @{ Overwrite = $true }
        'Set-RaxBackupConfiguration'    = @{ Name = 'another' }
        'Export-RaxBackupConfiguration' = @{ Path = "$TestDrive/export.json" }
        'Export-RaxUsage'               = @{ Path = "$TestDrive/usage.csv"; Format = 'Csv' }
    }
    # What an object that names no such thing ends in; and what one that names a thing which has no report yet does.
    $honest = 'InputObjectNotBound', 'InputObjectMissingMandatory', 'ParameterArgumentValidationErrorNullNotAllowed', 'RestoreNotFound', 'WaitTimedOut'

    # A service without a folder has a Path that is empty, and none to import from; that of a request is no file.
    $honestHere = @{
        'LocalService Import-RaxBackupConfiguration' = 'ParameterArgumentValidationError'
        'LocalRequest Import-RaxBackupConfiguration' = 'FileNotFound'
        'LocalService Import-RaxUsageEvent'          = 'ParameterArgumentValidationError'
        'LocalRequest Import-RaxUsageEvent'          = 'FileNotFound'
    }

    $agent = Get-RaxBackupAgent -Detailed
    $configuration = $agent | New-RaxBackupConfiguration -Name files -IncludeFolder $folder
    $backup = $configuration | Start-RaxBackup | Wait-RaxBackup -PollIntervalSec 1
    $ended = $backup | Start-RaxRestore -DestinationPath "$TestDrive/restored" | Wait-RaxRestore -PollIntervalSec 1
    $prepared = $backup | New-RaxRestore -DestinationPath "$TestDrive/restored"
    $prepared | Add-RaxRestoreItem -Path "$folder/a.txt"
    # A request that a fault has struck.
    $null = Add-RaxLocalFault ListAgents 503 -RetryAfter 0 -Count 1
    $null = Get-RaxBackupAgent
    $live = @{
        Agent               = $agent
        BackupConfiguration = $configuration
        RestorePoint        = Get-RaxRestorePoint
        Backup              = $backup
        CompletedBackup     = $configuration | Get-RaxBackup -Completed
        BackupReport        = $backup | Get-RaxBackupReport
        Restore             = $prepared
        RestoreReport       = $ended | Get-RaxRestoreReport
        RestoreItem         = $prepared | Get-RaxRestoreItem
        BackupActivity      = Get-RaxBackupActivity -Type Backup
        RestoreActivity     = Get-RaxBackupActivity -Type Restore -State Completed
        UsageEvent          = Get-RaxUsageEvent -Newest 1
        Session             = Get-RaxBackupSession
        LocalService        = $service
        LocalFault          = Add-RaxLocalFault MigrateVault 500
        LocalRequest        = Get-RaxLocalRequest ListAgents -StatusCode 503 -Newest 1
    }
    $takers = Get-Command -Module RaxBackup | Where-Object {
        $_.Parameters.Values.Attributes | Where-Object { $_ -is [Parameter] -and $_.ValueFromPipelineByPropertyName }
    }

    # Pipes the object in; what would change something only says so. Writes what came out and the ids of the errors.
    function Send($object, $command) {
        $arguments = $more[$command] ?? @{}
        if ((Get-Command $command).Parameters.ContainsKey('WhatIf')) { $arguments = $arguments + @{ WhatIf = $true } }
        $output = $object | & $command @arguments -ErrorAction SilentlyContinue -ErrorVariable errors 6>$null
        [pscustomobject]@{ Output = @($output); ErrorIds = @($errors | ForEach-Object { ($_.FullyQualifiedErrorId -split ',')[0] }) }
    }
}

AfterAll { Disconnect-TestService }

Describe 'Binding' {
    It 'has one <Kind> to try with' -ForEach $kinds {
        @($live[$Kind]).Count | Should -Be 1
    }

    It 'takes <Kind> in <Command>' -ForEach $pairs {
        (Send $live[$Kind] $Command).ErrorIds | Should -BeNullOrEmpty
    }

    It 'takes a copy of <Kind> in <Command>, brought to life or bare' -ForEach $pairs {
        foreach ($copy in (Copy-Deserialized $live[$Kind]), (Copy-Bare $live[$Kind])) {
            (Send $copy $Command).ErrorIds | Should -BeNullOrEmpty
        }
    }

    It 'is never ambiguous: <Kind>' -ForEach $kinds {
        foreach ($taker in $takers) {
            $errors = (Send $live[$Kind] $taker.Name).ErrorIds
            $errors | Where-Object { $_ -notin $honest -and $_ -ne $honestHere["$Kind $($taker.Name)"] } | Should -BeNullOrEmpty -Because "$Kind into $($taker.Name)"
        }
    }

    It 'finds the very same thing again: <Kind> in <Command>' -ForEach @(
        @{ Kind = 'Agent'; Command = 'Get-RaxBackupAgent'; Identity = 'MachineAgentId' }
        @{ Kind = 'BackupConfiguration'; Command = 'Get-RaxBackupConfiguration'; Identity = 'BackupConfigurationId' }
        @{ Kind = 'Backup'; Command = 'Get-RaxBackup'; Identity = 'BackupId' }
        @{ Kind = 'Backup'; Command = 'Get-RaxBackupConfiguration'; Identity = 'BackupConfigurationId' }
        @{ Kind = 'Restore'; Command = 'Get-RaxRestore'; Identity = 'RestoreId' }
        @{ Kind = 'RestoreActivity'; Command = 'Get-RaxRestore'; Identity = 'RestoreId' }
        @{ Kind = 'BackupActivity'; Command = 'Get-RaxBackup'; Identity = 'BackupId' }
        @{ Kind = 'UsageEvent'; Command = 'Get-RaxUsageEvent'; Identity = 'EventId' }
    ) {
        $output = (Send $live[$Kind] $Command).Output
        $output.Count | Should -Be 1
        $output[0].$Identity | Should -Be $live[$Kind].$Identity
    }

    It 'takes a restore for what it is where it also names a backup' {
        $started = $prepared | Start-RaxRestore
        $started.RestoreId | Should -Be $prepared.RestoreId
    }
}
