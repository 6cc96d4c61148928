BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-SeededService -Agents 2
    $agents = Get-RaxBackupAgent
    $one = $agents[0]
    $script:count = 0

    # Writes a file of one configuration, of a name of its own, and returns its path.
    function New-File([hashtable]$More = @{}) {
        $script:count++
        $entry = [ordered]@{ MachineName = $one.MachineName; Name = "import $($script:count)"; TimeZone = 'Europe/Berlin'; IncludeFolder = @('/srv') }
        foreach ($field in $More.Keys) { $entry[$field] = $More[$field] }
        $path = "$TestDrive/$($script:count).json"
        @{ FormatVersion = 1; Configurations = @($entry) } | ConvertTo-Json -Depth 5 | Set-Content $path
        $path
    }

    # The file with one text replaced by another.
    function Edit-File($Path, $Old, $New) { (Get-Content $Path -Raw).Replace($Old, $New) | Set-Content $Path }
}

AfterAll { Disconnect-SeededService $service }

Describe 'Import-RaxBackupConfiguration' {
    It 'creates, then does nothing, then updates what differs' {
        $path = New-File @{ Frequency = 'Weekly'; DayOfWeek = 'Friday'; At = '23:30'; RetentionDays = 30; NotifyRecipient = @('a@example.com'); NotifyOnFailure = $true; Disabled = $false }
        $made = Import-RaxBackupConfiguration $path -PassThru
        $made | Should -BeOfType RaxBackup.BackupConfiguration
        $made.Frequency, $made.DayOfWeek, $made.At, $made.TimeZone | Should -Be 'Weekly', 'Friday', ([timespan]'23:30'), 'W. Europe Standard Time'
        $made.VersionRetention, $made.NotifyRecipients, $made.NotifyFailure, $made.MachineAgentId | Should -Be 30, 'a@example.com', $true, $one.MachineAgentId

        Get-SentRequest { Import-RaxBackupConfiguration $path -Debug } | Should -Be @(
            "GET /dfw/v1.0/$($service.tenantId)/user/agents", "GET /dfw/v1.0/$($service.tenantId)/backup-configuration/system/$($one.MachineAgentId)")
        $said = Import-RaxBackupConfiguration $path -Verbose 4>&1
        "$said" | Should -BeLike "*Nothing to do: configuration '*' of $($one.MachineName) is as it should be*"

        Edit-File $path '"RetentionDays": 30' '"RetentionDays": 60'
        $set = Import-RaxBackupConfiguration $path -PassThru
        $set.VersionRetention, $set.BackupConfigurationId, $set.NextScheduledRunTime | Should -Be 60, $made.BackupConfigurationId, $made.NextScheduledRunTime
        Import-RaxBackupConfiguration $path | Should -BeNullOrEmpty
    }

    It 'brings back what was exported, everything of it' {
        $made = $one | New-RaxBackupConfiguration -Name 'round trip' -IncludeFolder /b, /a -IncludeFile '/ü "x"' -ExcludeFile /a/y -Daily -At 00:05 -TimeZone America/New_York `
            -RetentionDays 60 -NotifyOnSuccess -NotifyRecipient b@example.com, a@example.com -MissedBackupAction NextScheduledTime -PreScript 'a \ b' -PostScript c
        $made | Export-RaxBackupConfiguration "$TestDrive/round.json" -Force
        $made | Remove-RaxBackupConfiguration -Confirm:$false
        $back = Import-RaxBackupConfiguration "$TestDrive/round.json" -PassThru
        $back.BackupConfigurationId | Should -Not -Be $made.BackupConfigurationId
        $back | Export-RaxBackupConfiguration "$TestDrive/again.json" -Force
        Get-Content "$TestDrive/again.json" -Raw | Should -BeExactly (Get-Content "$TestDrive/round.json" -Raw)
        $back.NextScheduledRunTime, $back.BackupPrescript | Should -Be $made.NextScheduledRunTime, $made.BackupPrescript
    }

    It 'shows the differences field by field with -WhatIf, and sends nothing that changes anything' {
        $path = New-File @{ IncludeFile = @('/etc/hosts') }
        $sent = Get-SentRequest { Import-RaxBackupConfiguration $path -WhatIf -Debug }
        $sent -notmatch '^GET ' | Should -BeNullOrEmpty
        $null = Import-RaxBackupConfiguration $path
        Edit-File $path '/etc/hosts' '/etc/passwd'
        Edit-File $path '"Name"' '"RetentionDays": 60, "Name"'
        $key = [Net.NetworkCredential]::new('', $service.apiKey).Password
        $text = Invoke-NewPowerShell @"
            Import-Module '$(Get-BuiltManifest)'
            Connect-RaxBackup -UserName '$($service.userName)' -ApiKey (ConvertTo-SecureString '$key' -AsPlainText -Force) -IdentityUri '$($service.identityUri)'
            Import-RaxBackupConfiguration '$path' -WhatIf
"@
        ($text.Trim() -split '\r?\n')[0] | Should -BeLike "What if: Update configuration 'import *' of $($one.MachineName)"
        ($text.Trim() -split '\r?\n')[1..9] | Should -Be '  RetentionDays: 0 -> 60', '  IncludeFile: ["/etc/hosts"] -> ["/etc/passwd"]'
    }

    It 'gives the configurations of a file to another agent with -AgentId' {
        $path = New-File
        foreach ($agent in $agents) { $agent | ForEach-Object { Import-RaxBackupConfiguration $path -AgentId $_.MachineAgentId } }
        $made = Get-RaxBackupConfiguration "import $($script:count)"
        $made.MachineAgentId | Sort-Object | Should -Be ($agents.MachineAgentId | Sort-Object)
    }

    It 'does not need a machine in the file then' {
        $path = New-File
        Edit-File $path """MachineName"": ""$($one.MachineName)""," ''
        Assert-ErrorRecord (Get-Failure { Import-RaxBackupConfiguration $path -ErrorAction Stop }) MachineNameMissing InvalidArgument
        (Import-RaxBackupConfiguration $path -AgentId $one.MachineAgentId -PassThru).MachineAgentId | Should -Be $one.MachineAgentId
    }

    It 'takes files: <Case>' -ForEach @(
        @{ Case = 'several paths'; Do = { Import-RaxBackupConfiguration $files -PassThru } }
        @{ Case = 'a wildcard'; Do = { Import-RaxBackupConfiguration "$folder/*.json" -PassThru } }
        @{ Case = 'files from the pipeline'; Do = { Get-ChildItem $folder | Import-RaxBackupConfiguration -PassThru } }
        @{ Case = 'paths by name'; Do = { $files | ForEach-Object { [pscustomobject]@{ LiteralPath = $_ } } | Import-RaxBackupConfiguration -PassThru } }
        @{ Case = 'literal paths'; Do = { Import-RaxBackupConfiguration -LiteralPath $files -PassThru } }
        @{ Case = 'relative paths'; Do = { Push-Location $folder; try { Import-RaxBackupConfiguration *.json -PassThru } finally { Pop-Location } } }
    ) {
        $folder = (New-Item -ItemType Directory "$TestDrive/files-$([guid]::NewGuid())").FullName
        $files = foreach ($i in 1, 2) { Move-Item (New-File) "$folder/[$i].json" -PassThru | ForEach-Object FullName }
        if ($Case -eq 'several paths') { $files = $files | ForEach-Object { [WildcardPattern]::Escape($_) } }
        (& $Do).BackupConfigurationName | Should -Be "import $($script:count - 1)", "import $($script:count)"
    }

    It 'is silent where a wildcard matches nothing' {
        Import-RaxBackupConfiguration "$TestDrive/nothing*.json" -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'goes on after what is wrong' {
        $bad, $good = (New-File @{ MachineName2 = 'x' }), (New-File)
        $made = Import-RaxBackupConfiguration "$TestDrive/none.json", $bad, $good -PassThru -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.FullyQualifiedErrorId -replace ',.*' | Should -Be 'FileNotFound', 'ConfigurationFileInvalid'
        $made.BackupConfigurationName | Should -Be "import $($script:count)"
    }

    It 'does nothing of a file that is wrong anywhere' {
        $path = New-File
        $name = "import $($script:count)"
        Edit-File $path '"Configurations": [' '"Configurations": [ { "Name": "x" },'
        $failure = Get-Failure { Import-RaxBackupConfiguration $path -ErrorAction Stop }
        Assert-ErrorRecord $failure ConfigurationFileInvalid InvalidArgument $path
        $failure.Exception.Message | Should -BeLike "*$($script:count).json, line *, `$.Configurations*TimeZone is missing*"
        Get-RaxBackupConfiguration | Where-Object BackupConfigurationName -eq $name | Should -BeNullOrEmpty
    }

    It 'names file, line and JSON path: <Message>' -ForEach @(
        @{ Given = @{ Retention = 30 }; Message = '$.Configurations[[]0].Retention: there is no such field*'; ErrorId = 'ConfigurationFileInvalid' }
        @{ Given = @{ RetentionDays = 31 }; Message = '$.Configurations[[]0].RetentionDays: one of the numbers 0, 30, 60 is expected*'; ErrorId = 'ConfigurationFileInvalid' }
        @{ Given = @{ Frequency = 'Daily'; At = '7 PM' }; Message = "`$.Configurations[[]0].At: '7 PM' is not a time of day*"; ErrorId = 'ConfigurationFileInvalid' }
        @{ Given = @{ ExcludeFile = @('/etc/x') }; Message = "`$.Configurations[[]0]: The excluded path '/etc/x' is in none*"; ErrorId = 'ExcludeOutsideIncludes' }
        @{ Given = @{ NotifyOnSuccess = $true }; Message = '$.Configurations[[]0]: -NotifyOnSuccess*'; ErrorId = 'NotifyRecipientMissing' }
    ) {
        $path = New-File $Given
        $failure = Get-Failure { Import-RaxBackupConfiguration $path -ErrorAction Stop }
        Assert-ErrorRecord $failure $ErrorId InvalidArgument $path
        $failure.Exception.Message | Should -BeLike "$path, line *, $Message"
    }

    It 'refuses <Case>' -ForEach @(
        @{ Case = 'a machine that is not there'; Do = { $path = New-File; Edit-File $path """$($one.MachineName)""" '"nobody"'; Import-RaxBackupConfiguration $path -ErrorAction Stop }; ErrorId = 'AgentNotFound'; Category = 'ObjectNotFound' }
        @{ Case = 'an agent that is not there'; Do = { Import-RaxBackupConfiguration (New-File) -AgentId 4711 -ErrorAction Stop }; ErrorId = 'AgentNotFound'; Category = 'ObjectNotFound' }
        @{ Case = 'the same configuration twice'; Do = { $path = New-File; Import-RaxBackupConfiguration $path, $path -ErrorAction Stop }; ErrorId = 'ConfigurationDuplicate'; Category = 'ResourceExists' }
        @{ Case = 'what is no JSON'; Do = { Set-Content "$TestDrive/no.json" "{'a':1}"; Import-RaxBackupConfiguration "$TestDrive/no.json" -ErrorAction Stop }; ErrorId = 'ConfigurationFileInvalid'; Category = 'InvalidArgument' }
        @{ Case = 'an empty file'; Do = { Set-Content "$TestDrive/no.json" ''; Import-RaxBackupConfiguration "$TestDrive/no.json" -ErrorAction Stop }; ErrorId = 'ConfigurationFileInvalid'; Category = 'InvalidArgument' }
        @{ Case = 'a file that is not there'; Do = { Import-RaxBackupConfiguration "$TestDrive/nothing.json" -ErrorAction Stop }; ErrorId = 'FileNotFound'; Category = 'ObjectNotFound' }
        @{ Case = 'a folder'; Do = { Import-RaxBackupConfiguration $TestDrive -ErrorAction Stop }; ErrorId = 'FileNotFound'; Category = 'ObjectNotFound' }
        @{ Case = 'what is no file'; Do = { Import-RaxBackupConfiguration Env:/PATH -ErrorAction Stop }; ErrorId = 'FilePathInvalid'; Category = 'InvalidArgument' }
        @{ Case = 'all regions'; Do = { Import-RaxBackupConfiguration (New-File) -Region * -ErrorAction Stop }; ErrorId = 'RegionNotSingle'; Category = 'InvalidArgument' }
    ) {
        Assert-ErrorRecord (Get-Failure $Do) $ErrorId $Category
    }

    It 'looks into the region that it is given' {
        Get-SentRequest { Import-RaxBackupConfiguration (New-File) -Region ORD -Debug -ErrorAction SilentlyContinue } | Should -Be "GET /ord/v1.0/$($service.tenantId)/user/agents"
    }

    It 'needs a session' {
        $text = Invoke-NewPowerShell "Import-Module '$(Get-BuiltManifest)'; try { Import-RaxBackupConfiguration x } catch { `$_.FullyQualifiedErrorId }"
        $text.Trim() | Should -Be 'NotConnected,RaxBackup.Cmdlets.ImportRaxBackupConfigurationCommand'
    }
}
