# Runbooks: nobody is there to answer, work runs in jobs and in parallel, and objects come from files.
BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1" -Force
    Import-BuiltModule
    $service = Start-RaxLocalService
    $other = Start-RaxLocalService
    $key, $otherKey = $service, $other | ForEach-Object { [Net.NetworkCredential]::new('', $_.ApiKey).Password }
    $session = Connect-RaxBackup -Local $service -PassThru
    $folder = (New-Item -ItemType Directory "$TestDrive/files").FullName
    Set-Content "$folder/a.txt" 'content'
    $module = Get-BuiltManifest
    # What every runbook begins with, in whatever process it runs.
    $begin = "`$ErrorActionPreference = 'Stop'; Import-Module '$module'; `$env:RAX_USERNAME = 'local'; `$env:RAX_API_KEY = '$key'; `$env:RAX_IDENTITY_URI = '$($service.IdentityUri)'; Connect-RaxBackup"
}

AfterAll {
    Get-RaxBackupSession | Disconnect-RaxBackup
    Get-RaxLocalService | Stop-RaxLocalService
}

Describe 'A runbook with -NonInteractive' {
    It 'goes through everything, from the configuration to the clean-up' {
        $place = "$TestDrive/whole"
        $said = Invoke-NewPowerShell @"
            $begin
            Resume-RaxBackupAgent -Wait -TimeoutSec 90 | Set-RaxBackupAgent -UseServiceNet `$true -LogLevel Info
            Get-RaxBackupAgent | Disable-RaxBackupAgent
            Get-RaxBackupAgent | Enable-RaxBackupAgent
            `$configuration = Get-RaxBackupAgent | New-RaxBackupConfiguration -Name Whole -IncludeFolder '$folder' -Daily -At 02:30 -Disabled
            `$configuration | Enable-RaxBackupConfiguration
            `$backup = `$configuration | Start-RaxBackup -Wait
            `$backup.State
            `$restore = `$backup | New-RaxRestore -DestinationPath '$TestDrive/nowhere'
            `$restore | Add-RaxRestoreItem -Path '$folder/a.txt', '$folder/none.txt'
            `$restore | Get-RaxRestoreItem | Where-Object FilePath -Like *none.txt | Remove-RaxRestoreItem -Confirm:`$false
            `$restore | Set-RaxRestore -DestinationPath '$place' -PassThru | Start-RaxRestore | Wait-RaxRestore | ForEach-Object State
            `$configuration | Disable-RaxBackupConfiguration
            `$configuration | Remove-RaxBackupConfiguration -Confirm:`$false
            Disconnect-RaxBackup
            'end'
"@
        -split $said | Should -Be 'Completed', 'Completed', 'end'
        Get-RestoredPath $place "$folder/a.txt" | Should -Exist
    }

    It 'says clearly that there is nobody to ask, whatever would ask: <_>' -ForEach @(
        'Remove-RaxBackupAgent 4444'
        'Remove-RaxBackupConfiguration 4444'
        'Remove-RaxRestoreItem 4444'
        'Move-RaxBackupVault 4444 4445'
        'Enable-RaxBackupEncryption 4444 (ConvertTo-SecureString secret -AsPlainText -Force)'
        'Start-RaxBackup 4444 -Confirm'
    ) {
        $said = Invoke-NewPowerShell "$begin; try { $_ } catch { `$_.FullyQualifiedErrorId; `$_.ErrorDetails.RecommendedAction }"
        $said | Should -Match '^ConfirmationImpossible,RaxBackup\.Cmdlets\.\w+\s+Give -Confirm:\$false'
    }

    It 'does not ask for what is missing: <_>' -ForEach 'Start-RaxBackup', 'New-RaxRestore 5', 'Set-RaxBackupEncryption 5', 'Move-RaxBackupVault' {
        Invoke-NewPowerShell "$begin; try { $_ } catch { `$_.FullyQualifiedErrorId }" | Should -BeLike 'MissingMandatoryParameter,*'
    }
}

Describe 'A runbook in a job' {
    It 'runs in Start-Job, gets secrets as arguments, and hands objects back' {
        $job = Start-Job {
            param($module, $apiKey, $uri, $folder)
            $ErrorActionPreference = 'Stop'
            Import-Module $module
            Connect-RaxBackup -UserName local -ApiKey $apiKey -IdentityUri $uri
            Get-RaxBackupAgent | New-RaxBackupConfiguration -Name Job -IncludeFolder $folder | Start-RaxBackup -Wait
        } -ArgumentList $module, $service.ApiKey, $service.IdentityUri, $folder
        $backup = $job | Receive-Job -Wait -AutoRemoveJob
        $backup | Should -BeOfType ([RaxBackup.Backup])
        ($backup | Where-Object State -EQ Completed).BackupId | Should -Be $backup.BackupId
        ($backup | Where-Object StateChangeTime -GT (Get-Date).AddDays(-1)).BackupId | Should -Be $backup.BackupId
        # What a job hands back goes on in any pipeline here.
        ($backup | Get-RaxBackupReport -Session $session).NumErrors | Should -Be 0
        ($backup | Get-RaxBackupConfiguration -Session $session).BackupConfigurationName | Should -Be 'Job'
        ($backup | Format-List | Out-String) | Should -BeLike '*Completed*'
    }

    It 'hands back the past of an account, to be looked through and gone on with' {
        $job = Start-Job { param($begin, $folder)
            . ([scriptblock]::Create($begin))
            $null = Get-RaxBackupAgent | New-RaxBackupConfiguration -Name Past -IncludeFolder $folder | Start-RaxBackup -Wait
            Get-RaxBackupConfiguration
            Get-RaxBackupAgent -Detailed
            Get-RaxBackupActivity
        } -ArgumentList $begin, $folder
        $all = $job | Receive-Job -Wait -AutoRemoveJob
        $past = $all | Where-Object { $_ -is [RaxBackup.Activity] } | Where-Object State -EQ Completed | Sort-Object TimeOfActivity -Descending
        $past | Should -Not -BeNullOrEmpty
        ($past | Select-Object -First 1 | Get-RaxBackupReport -Session $session).State | Should -Be 'Completed'
        ($all | Where-Object Status -EQ Online).PublicKey | Should -BeOfType ([RaxBackup.PublicKey])
        $configuration = $all | Where-Object BackupConfigurationName -EQ Past | Where-Object Frequency -EQ Manually
        $configuration.Inclusions[0].Filter | Should -Be 'Include'
        $configuration | Set-RaxBackupConfiguration -Daily -At 02:30 -Session $session
        ($configuration | Get-RaxBackupConfiguration -Session $session).Frequency | Should -Be 'Daily'
    }

    It 'takes objects from the caller: bare until the module is there, and cast then' {
        $backup = [RaxBackup.Backup]@{ BackupId = 7; State = 'Completed'; StateChangeTime = '2026-11-22T13:05:10Z' }
        $said = Start-Job { param($module, $copy)
            $copy.PSObject.TypeNames[0]
            Import-Module $module
            $backup = [RaxBackup.Backup]$copy
            $backup.State -eq 'Completed' -and $backup.StateChangeTime -gt [datetime]'2026-01-01'
        } -ArgumentList $module, $backup | Receive-Job -Wait -AutoRemoveJob
        $said | Should -Be 'Deserialized.RaxBackup.Backup', $true
    }

    It 'tells its errors to whoever started it' {
        $job = Start-Job { param($begin) . ([scriptblock]::Create($begin)); Start-RaxBackup 4444 } -ArgumentList $begin
        $failure = Get-Failure { $job | Receive-Job -Wait -AutoRemoveJob -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -Be 'ConfigurationNotFound,RaxBackup.Cmdlets.StartRaxBackupCommand'
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'is ended by Stop-Job in the middle of a wait' {
        $job = Start-Job { param($begin, $folder)
            . ([scriptblock]::Create($begin))
            $backup = Get-RaxBackupAgent | New-RaxBackupConfiguration -Name Stopped -IncludeFolder $folder | Start-RaxBackup -Wait
            $restore = $backup | New-RaxRestore -DestinationPath $folder
            $restore.RestoreId
            $restore | Wait-RaxRestore
        } -ArgumentList $begin, $folder
        while (-not ($id = $job | Receive-Job -Keep -ErrorAction Stop) -and $job.State -notin 'Failed', 'Completed') { $null = $job | Wait-Job -Timeout 1 }
        $job | Stop-Job
        $job.State | Should -Be 'Stopped'
        $job | Remove-Job
        (Get-RaxRestore $id -Session $session).State | Should -Be 'Creating'
    }
}

Describe 'Runbooks in parallel' {
    It 'serves two accounts at once, each with a session of its own' {
        $accounts = @(
            @{ Uri = "$($service.IdentityUri)"; Key = $key; Tenant = $service.TenantId; Place = "$TestDrive/one" }
            @{ Uri = "$($other.IdentityUri)"; Key = $otherKey; Tenant = $other.TenantId; Place = "$TestDrive/two" }
        )
        $said = 1..4 | ForEach-Object { $accounts } | ForEach-Object -ThrottleLimit 8 -Parallel {
            $ErrorActionPreference = 'Stop'
            Import-Module $using:module
            $secret = ConvertTo-SecureString $_.Key -AsPlainText -Force
            Connect-RaxBackup -UserName local -ApiKey $secret -IdentityUri $_.Uri
            $backup = Get-RaxBackupAgent | New-RaxBackupConfiguration -Name "Parallel $(New-Guid)" -IncludeFolder $using:folder | Start-RaxBackup -Wait
            $sent = $backup | Get-RaxBackup -Debug 5>&1 | Where-Object { $_ -is [Management.Automation.DebugRecord] -and $_.Message -like '-> *' }
            [pscustomobject]@{ Asked = $_.Tenant; Got = (Get-RaxBackupSession).TenantId; State = $backup.State; Sent = "$sent" }
        }
        $said | Should -HaveCount 8
        $said.State | Sort-Object -Unique | Should -Be 'Completed'
        foreach ($one in $said) {
            $one.Got | Should -Be $one.Asked
            $one.Sent | Should -BeLike "*/v1.0/$($one.Asked)/backup/*"
        }
        ($said.Got | Sort-Object -Unique).Count | Should -Be 2
    }

    It 'may share the sessions of the caller' {
        $second = Connect-RaxBackup -Local $other -PassThru
        $sessions = $session, $second
        $said = 1..20 | ForEach-Object -ThrottleLimit 8 -Parallel {
            Import-Module $using:module
            $mine = ($using:sessions)[$_ % 2]
            [pscustomobject]@{ Asked = $mine.TenantId; Agents = @(Get-RaxBackupAgent -Session $mine).Count; Sent = "$(Get-RaxBackupAgent -Session $mine -Debug 5>&1 | Where-Object { "$_" -like '-> *' })" }
        }
        $said | Should -HaveCount 20
        foreach ($one in $said) {
            $one.Agents | Should -Be 1
            $one.Sent | Should -BeLike "*/v1.0/$($one.Asked)/user/agents*"
        }
        # The caller's own default is what it was.
        (Get-RaxBackupSession | Where-Object TenantId -EQ $second.TenantId) | Should -Not -BeNullOrEmpty
        $second | Disconnect-RaxBackup
    }

    It 'runs in Start-ThreadJob as well' {
        $job = Start-ThreadJob { param($module, $session) Import-Module $module; Get-RaxBackupAgent -Session $session -Detailed } -ArgumentList $module, $session
        ($job | Receive-Job -Wait -AutoRemoveJob).Status | Should -Be 'Online'
    }
}

Describe 'Objects out of files' {
    BeforeAll {
        Connect-RaxBackup -Local $service
        function Copy-Through($object) {
            $object | Export-Clixml "$TestDrive/object.xml"
            Import-Clixml "$TestDrive/object.xml"
        }
    }

    It 'go on where they were: from the agent to the restored file' {
        $agent = Copy-Through (Get-RaxBackupAgent -Detailed)
        $configuration = Copy-Through ($agent | New-RaxBackupConfiguration -Name Clixml -IncludeFolder $folder)
        $backup = Copy-Through ($configuration | Start-RaxBackup)
        $ended = Copy-Through ($backup | Wait-RaxBackup -PollIntervalSec 1)
        $ended.State | Should -Be 'Completed'
        $restore = Copy-Through ($ended | New-RaxRestore -DestinationPath "$TestDrive/clixml")
        $restore | Add-RaxRestoreItem -Path "$folder/a.txt", "$folder/b.txt"
        $items = Copy-Through ($restore | Get-RaxRestoreItem)
        $items | Where-Object FilePath -Like *b.txt | Remove-RaxRestoreItem -Confirm:$false
        $restore | Set-RaxRestore -Overwrite $true
        (Copy-Through ($restore | Start-RaxRestore)) | Wait-RaxRestore -PollIntervalSec 1 | ForEach-Object { $_.State } | Should -Be 'Completed'
        Get-RestoredPath "$TestDrive/clixml" "$folder/a.txt" | Should -Exist
        $configuration | Disable-RaxBackupConfiguration -PassThru | ForEach-Object IsActive | Should -BeFalse
        $agent | Disable-RaxBackupAgent -PassThru | Enable-RaxBackupAgent -PassThru | ForEach-Object IsDisabled | Should -BeFalse
    }

    It 'keep their values and their look: <_>' -ForEach 'Get-RaxBackupAgent', 'Get-RaxBackupConfiguration', 'Get-RaxBackupActivity', 'Get-RaxUsageEvent', 'Get-RaxRestorePoint' {
        $live = & $_ | Select-Object -First 1
        foreach ($copy in (Copy-Through $live), (Copy-Bare $live)) {
            foreach ($property in $live.PSObject.Properties | Where-Object { $_.Value -is [ValueType] -or $_.Value -is [string] }) {
                "$(($copy.($property.Name))?.ToString())" | Should -Be "$($property.Value)" -Because $property.Name
            }
            ($copy | Format-Table | Out-String) | Should -Be ($live | Format-Table | Out-String)
        }
    }

    It 'do not bring a session to life: it says to log in' {
        $copy = Copy-Through (Get-RaxBackupSession | Select-Object -First 1)
        (Get-Failure { Get-RaxBackupAgent -Session $copy }).FullyQualifiedErrorId | Should -BeLike 'SessionClosed,*'
    }
}
