# Every parameter of every command with what it is not meant for: a clear error and nothing changed, or a right answer.
BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support.psm1" -Force
    Import-BuiltModule
    $commands = Get-Command -Module RaxBackup -CommandType Cmdlet | ForEach-Object { @{ Command = $_.Name } }
    $takers = Get-Command -Module RaxBackup -CommandType Cmdlet | Where-Object {
        $_.Parameters.Values.Attributes | Where-Object { $_ -is [Parameter] -and ($_.ValueFromPipelineByPropertyName -or $_.ValueFromPipeline) }
    } | ForEach-Object { @{ Command = $_.Name } }
    $cells = foreach ($command in Get-Command -Module RaxBackup -CommandType Cmdlet) {
        $command.Parameters.Values | Where-Object { $_.Attributes.ValueFromPipelineByPropertyName -contains $true -and $_.Attributes.TypeId.BaseType.Name -contains 'ExactArgumentAttribute' } |
            ForEach-Object { @{ Command = $command.Name; Parameter = $_.Name } }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1" -Force
    Import-Module "$PSScriptRoot/BadInput/Values.psm1" -Force
    $service = Connect-SeededService -User @{ name = 'other'; roles = , 'admin' } -Agents 60
    $session = Get-RaxBackupSession
    $local = Start-RaxLocalService
    $values = Get-BadValue
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory $folder
    Set-Content "$folder/a.txt" 'content'
    # Files of all names are written where the prompt stands; Pester cannot clear a folder of its own where one is named "[".
    $here = [IO.Directory]::CreateTempSubdirectory('raxbackup')
    Push-Location $here

    $agent, $second, $spares = (Get-RaxBackupAgent).MachineAgentId
    $spares = [Collections.Queue]::new($spares)
    $configuration = New-RaxBackupConfiguration -AgentId $agent -Name files -IncludeFolder $folder
    $backup = $configuration | Start-RaxBackup | Wait-RaxBackup -PollIntervalSec 1
    $ended = ($backup | Start-RaxRestore -DestinationPath "$TestDrive/restored" | Wait-RaxRestore -PollIntervalSec 1).RestoreId
    $key = ConvertTo-SecureString 'key of other' -AsPlainText -Force
    $passphrase = ConvertTo-SecureString 'passphrase' -AsPlainText -Force
    Export-RaxBackupConfiguration -InputObject $configuration -LiteralPath "$TestDrive/one.json"
    $entry = "$PSScriptRoot/../wire/feeds/cbs/volume-v1.xml"

    function New-Configuration { (New-RaxBackupConfiguration -AgentId $agent -Name (New-Guid) -IncludeFolder $folder).BackupConfigurationId }
    function New-Restore {
        $restore = New-RaxRestore -BackupId $backup.BackupId -DestinationPath "$TestDrive/restored"
        $restore | Add-RaxRestoreItem -Path "$folder/a.txt"
        $restore.RestoreId
    }

    # What makes every other parameter right; where a call uses it up, a new one each time.
    $fitting = @{
        AgentId = { $agent }; SourceAgentId = { $spares.Peek() }; DestinationAgentId = { $second }; ConfigurationId = { New-Configuration }
        BackupId = { $backup.BackupId }; RestoreId = { New-Restore }; ItemId = { (Get-RaxRestoreItem -RestoreId (New-Restore)).FileId }
        Passphrase = { $passphrase }; CurrentPassphrase = { $passphrase }; NewPassphrase = { $passphrase }; Name = { "$(New-Guid)" }
        DestinationPath = { "$TestDrive/restored" }; Path = { "$folder/a.txt" }; LiteralPath = { "$TestDrive/one.json" }; InputObject = { $configuration }
        HostServerId = { 'none' }; EventId = { "$(New-Guid)" }; Credential = { [pscredential]::new('other', $key) }; UserName = { 'other' }; ApiKey = { $key }
        By = { '00:00:01' }; HourInterval = { 3 }; At = { '10:00' }; DayOfWeek = { 'Monday' }
        'Remove-RaxBackupAgent AgentId' = { $spares.Peek() }; 'Enable-RaxBackupEncryption AgentId' = { $spares.Peek() }
        'Wait-RaxRestore RestoreId' = { $ended }; FaultId = { (Add-RaxLocalFault GetAgent 500 -LocalService $local).FaultId }; Operation = { 'GetAgent' }
        'Measure-RaxUsage InputObject' = { [RaxBackup.UsageEvent]@{} }; 'Export-RaxUsage InputObject' = { [RaxBackup.UsageEvent]@{} }
        'Export-RaxUsage Path' = { "$(New-Guid)" }; 'Export-RaxUsage Format' = { 'Csv' }
        'Import-RaxBackupConfiguration Path' = { "$TestDrive/one.json" }; 'Import-RaxUsageEvent Path' = { $entry }; 'Import-RaxUsageEvent LiteralPath' = { $entry }; 'Invoke-RaxBackupApi Path' = { 'user/agents' }
    }
    # What makes a call short, or keeps it away from what others use; a null is taken out again.
    $more = @{
        'Start-RaxLocalService'         = { @{ WhatIf = $true } }
        'Add-RaxLocalFault'             = { @{ StatusCode = 500; LocalService = $local } }
        'Remove-RaxLocalFault'          = { @{ LocalService = $local } }
        'Step-RaxLocalClock'            = { @{ LocalService = $local } }
        'Reset-RaxLocalService'         = { @{ LocalService = $local } }
        'Get-RaxLocalFault'             = { @{ LocalService = $local } }
        'Get-RaxLocalRequest'           = { @{ LocalService = $local } }
        'Get-RaxUsageEvent'             = { @{ Newest = 5 } }
        'Wait-RaxBackup'                = { @{ TimeoutSec = 1; PollIntervalSec = 1 } }
        'Wait-RaxRestore'               = { @{ TimeoutSec = 1; PollIntervalSec = 1 } }
        'New-RaxBackupConfiguration'    = { @{ IncludeFolder = $folder } }
        'Connect-RaxBackup'             = { @{ UserName = 'other'; ApiKey = $key; IdentityUri = $service.identityUri; MaximumRetryCount = 0 } }
        'Export-RaxBackupConfiguration' = { @{ LiteralPath = "$TestDrive/out.json"; Force = $true } }
        'Disconnect-RaxBackup'          = { @{ Session = Connect-SeededUser $service other } }
    }
    $usesUp = 'Remove-RaxBackupAgent', 'Enable-RaxBackupEncryption', 'Move-RaxBackupVault'

    # The arguments that make a call right but for the one parameter, in the first set that has it, or has it piped.
    function Get-Argument($command, $parameter, [switch]$piped) {
        $set = $command.ParameterSets | Where-Object { $_.Parameters | Where-Object { $_.Name -eq $parameter -and (-not $piped -or $_.ValueFromPipelineByPropertyName) } } | Sort-Object { -not ($_.Parameters | Where-Object Name -EQ $parameter).IsMandatory }, { -not $_.IsDefault } | Select-Object -First 1
        $arguments = @{}
        if ($more.ContainsKey($command.Name)) { $arguments = & $more[$command.Name] }
        @($arguments.Keys) | Where-Object { $_ -eq $parameter -or $_ -notin $set.Parameters.Name } | ForEach-Object { $arguments.Remove($_) }
        if ($command.Name -like 'Export-*' -and $parameter -eq 'Path') { $arguments.Remove('LiteralPath') }
        foreach ($other in $set.Parameters | Where-Object { $_.IsMandatory -and $_.Name -ne $parameter -and -not $arguments.ContainsKey($_.Name) }) {
            $arguments[$other.Name] = if ($other.ParameterType -eq [switch]) { $true } else { & ($fitting["$($command.Name) $($other.Name)"] ?? $fitting[$other.Name]) }
        }
        if ($parameter -ne 'Session' -and $command.Parameters.ContainsKey('Session') -and $command.Name -ne 'Disconnect-RaxBackup') { $arguments.Session = $session }
        if ($command.Parameters.ContainsKey('Confirm')) { $arguments.Confirm = $false }
        $arguments
    }

    # Calls, and tells its errors and the answers to what it sent that changes something.
    function Invoke-Traced([scriptblock]$call) {
        $errors = [Collections.Generic.List[object]]::new()
        $changes = [Collections.Generic.List[string]]::new()
        $sent = ''
        try {
            & $call *>&1 | ForEach-Object {
                if ($_ -is [Management.Automation.ErrorRecord]) { $errors.Add($_) }
                elseif ($_ -isnot [Management.Automation.DebugRecord]) { return }
                elseif ($_.Message -match '^-> (\S+ \S+)') { $sent = $Matches[1] }
                elseif ($_.Message -match '^<- 2' -and $sent -match '^(POST|PUT|DELETE|PATCH)' -and $sent -notmatch '/v2\.0/tokens$') { $changes.Add($sent) }
            }
        }
        catch { $errors.Add($_) }
        [pscustomobject]@{ Errors = $errors; Changes = $changes }
    }

    # What is wrong with an error as an answer to bad input; nothing where it is a clear one.
    function Get-Unclear($record) {
        $id = ($record.FullyQualifiedErrorId -split ',')[0]
        $known = $record.Exception -is [Management.Automation.ParameterBindingException] -or $record.Exception.GetType().Name -eq 'RaxBackupException'
        if (-not $known -or $record.CategoryInfo.Category -eq 'NotSpecified' -or "$($record.Exception.Message)" -match '(?m)^\s+at |Object reference') {
            "$($record.CategoryInfo.Category) $id $($record.Exception.GetType().Name): $($record.Exception.Message)"
        }
    }
}

AfterAll {
    Pop-Location
    $here.Delete($true)
    Get-RaxLocalService | Stop-RaxLocalService
    Disconnect-SeededService $service
}

Describe 'Bad input' {
    BeforeEach { Push-Location $here.CreateSubdirectory("$(New-Guid)") }
    AfterEach { Pop-Location }

    It 'is told clearly and changes nothing: <Command>' -ForEach $commands {
        $known = Get-Command $Command
        $common = [Management.Automation.PSCmdlet]::CommonParameters + 'WhatIf', 'Confirm'
        $wrong = foreach ($parameter in $known.Parameters.Values | Where-Object Name -NotIn $common) {
            foreach ($name in Get-BadValueName $known $parameter) {
                $arguments = Get-Argument $known $parameter.Name
                $arguments[$parameter.Name] = $values[$name]
                $result = Invoke-Traced { & $Command @arguments -Debug }
                $case = "-$($parameter.Name) $name"
                if ($result.Errors.Count -eq 0) {
                    if ($Command -in $usesUp) { $null = $spares.Dequeue() }
                    if (-not (Test-RightValue $Command $parameter.Name $name)) { "$case`: no error" }
                    continue
                }
                $result.Errors | ForEach-Object { Get-Unclear $_ } | ForEach-Object { "$case`: $_" }
                $result.Changes | ForEach-Object { "$case`: failed, and yet sent $_" }
            }
        }
        $wrong -join "`n" | Should -BeNullOrEmpty
    }

    It 'is told of an object that has nothing to do with it: <Command>' -ForEach $takers {
        $known = Get-Command $Command
        $piped = $known.Parameters.Values | Where-Object { $_.Attributes.ValueFromPipelineByPropertyName -contains $true -or $_.Attributes.ValueFromPipeline -contains $true }
        $mandatory = $known.ParameterSets[0].Parameters | Where-Object { $_.IsMandatory -and $_.Name -in $piped.Name }
        foreach ($object in (Get-Date), 'text', 5, (Get-Process -Id $PID), [pscustomobject]@{ A = 1 }) {
            $arguments = Get-Argument $known $piped[0].Name
            $piped.Name | ForEach-Object { $arguments.Remove($_) }
            if ($known.Parameters.ContainsKey('WhatIf')) { $arguments.WhatIf = $true }
            $result = Invoke-Traced { $object | & $Command @arguments -Debug }
            $result.Errors | ForEach-Object { Get-Unclear $_ } | Should -BeNullOrEmpty
            $result.Changes | Should -BeNullOrEmpty
            if ($mandatory) { $result.Errors.Count | Should -BeGreaterThan 0 -Because "$object is nothing for it" }
        }
    }

    It 'is told of a cell of a CSV file that is empty or no number: -<Parameter> of <Command>' -ForEach $cells {
        $arguments = Get-Argument (Get-Command $Command) $Parameter -piped
        $rows = "$Parameter,Note`n,empty`n1.5,half`nnone,word" | ConvertFrom-Csv
        $result = Invoke-Traced { $rows | & $Command @arguments -Debug -ErrorAction Continue }
        $result.Errors | Should -HaveCount 3
        $result.Errors | ForEach-Object { $_.FullyQualifiedErrorId } | Should -Match '^ParameterArgumentTransformationError,'
        $result.Errors | ForEach-Object { $_.Exception.Message } | Should -BeLike "*'$Parameter'*is expected, not '*'."
        $result.Changes | Should -BeNullOrEmpty
    }
}
