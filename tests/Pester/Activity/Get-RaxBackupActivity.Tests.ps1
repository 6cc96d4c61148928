BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory $folder
    Set-Content "$folder/a.txt" 'content'
    $agent = Get-RaxBackupAgent
    $good = $agent | New-RaxBackupConfiguration -Name good -IncludeFolder $folder
    $bad = $agent | New-RaxBackupConfiguration -Name bad -IncludeFolder $folder -IncludeFile "$TestDrive/not-there"
    $backup = $good | Start-RaxBackup | Wait-RaxBackup -PollIntervalSec 1
    $withErrors = $bad | Start-RaxBackup | Wait-RaxBackup -PollIntervalSec 1 -WarningAction Ignore
    $restore = $backup | Start-RaxRestore -DestinationPath "$TestDrive/restored" | Wait-RaxRestore -PollIntervalSec 1
    $all = @(Get-RaxBackupActivity)
}

AfterAll { Disconnect-TestService }

Describe 'Get-RaxBackupActivity' {
    It 'writes what was done, with values of their real types' {
        $all.Id | Sort-Object | Should -Be (@($backup.BackupId, $withErrors.BackupId, $restore.RestoreId) | Sort-Object)
        $one = $all | Where-Object Id -EQ $backup.BackupId
        $one.GetType().FullName | Should -Be 'RaxBackup.Activity'
        $one.Id | Should -BeOfType ([long])
        $one.Type | Should -Be ([RaxBackup.ActivityType]::Backup)
        $one.State | Should -Be ([RaxBackup.JobState]::Completed)
        $one.DisplayName | Should -Be 'good'
        $one.ParentId | Should -Be $good.BackupConfigurationId
        $one.BackupId | Should -Be $backup.BackupId
        $one.RestoreId | Should -BeNullOrEmpty
        $one.SourceMachineAgentId | Should -Be $agent.MachineAgentId
        $one.SourceMachineName | Should -Be $agent.MachineName
        $one.IsBackupConfigurationDeleted | Should -BeOfType ([bool])
        $one.Region | Should -Be 'DFW'
        $one.TimeOfActivity | Should -BeOfType ([DateTimeOffset])
        $one.TimeOfActivity.Offset | Should -Be ([TimeSpan]::Zero)
    }

    It 'tells a restore with its backup and its destination' {
        $one = $all | Where-Object Type -EQ Restore
        $one.RestoreId | Should -Be $restore.RestoreId
        $one.DestinationMachineAgentId | Should -Be $agent.MachineAgentId
        $one.DestinationMachineName | Should -Be $agent.MachineName
        $one.State | Should -Be 'Completed'
    }

    It 'filters by -Type' {
        (Get-RaxBackupActivity -Type Backup).Id | Sort-Object | Should -Be @($backup.BackupId, $withErrors.BackupId)
        (Get-RaxBackupActivity -Type Restore).Id | Should -Be $restore.RestoreId
        @(Get-RaxBackupActivity -Type Restore, Backup).Count | Should -Be 3
        Get-RaxBackupActivity -Type Cleanup | Should -BeNullOrEmpty
    }

    It 'filters by -State' {
        (Get-RaxBackupActivity -State CompletedWithErrors).Id | Should -Be $withErrors.BackupId
        @(Get-RaxBackupActivity -State Completed, CompletedWithErrors).Count | Should -Be 3
        Get-RaxBackupActivity -State Queued, Failed | Should -BeNullOrEmpty
        (Get-RaxBackupActivity -State Completed -Type Backup).Id | Should -Be $backup.BackupId
    }

    It 'tells apart what has not ended yet, what is new to it, and clean-ups' {
        $rows = '[{"ID":1,"Type":"Backup","CurrentState":"InProgress","TimeOfActivity":"/Date(1357151359000)/"},
            {"ID":2,"Type":"Restore","CurrentState":"Queued","TimeOfActivity":"/Date(1357151360000)/"},
            {"ID":3,"Type":"Cleanup","ParentId":0,"CurrentState":"Completed","TimeOfActivity":"/Date(1357151361000)/"},
            {"ID":4,"Type":"Audit","CurrentState":"Pondering","TimeOfActivity":"/Date(-62135578800000)/"}]'
        Add-TestFault -Service $service -Operation ListActivity -StatusCode 200 -Body $rows
        try {
            (Get-RaxBackupActivity -State InProgress, Queued).Id | Should -Be @(1, 2)
            (Get-RaxBackupActivity -Type Cleanup).Id | Should -Be 3
            $new = Get-RaxBackupActivity -State Unknown
            $new.Type, $new.TypeText, $new.State, $new.StateText, $new.TimeOfActivity | Should -Be @('Unknown', 'Audit', 'Unknown', 'Pondering', $null)
            (Get-RaxBackupActivity -After '2013-01-02T18:29:20Z').Id | Should -Be @(2, 3)
            (Get-RaxBackupActivity -Before '2013-01-02T18:29:20Z').Id | Should -Be 1
        }
        finally { Clear-TestFaults $service }
    }

    It 'takes -After with the moment and -Before without it' {
        $moment = ($all | Sort-Object TimeOfActivity)[1].TimeOfActivity
        $young = @(Get-RaxBackupActivity -State Completed, CompletedWithErrors -After $moment).Id
        $old = @(Get-RaxBackupActivity -State Completed, CompletedWithErrors -Before $moment).Id
        $young | Sort-Object | Should -Be @($all | Where-Object TimeOfActivity -GE $moment | Sort-Object Id | ForEach-Object Id)
        $old | Sort-Object | Should -Be @($all | Where-Object TimeOfActivity -LT $moment | Sort-Object Id | ForEach-Object Id)
        Get-RaxBackupActivity -After (Get-Date).AddHours(1) | Should -BeNullOrEmpty
        Get-RaxBackupActivity -Before (Get-Date).AddHours(-1) | Should -BeNullOrEmpty
        @(Get-RaxBackupActivity -State Completed, CompletedWithErrors -After (Get-Date).AddHours(-1) -Before (Get-Date).AddHours(1)).Count | Should -Be 3
    }

    It 'leads on to backups, reports and restores by the pipeline' {
        ($all | Where-Object Type -EQ Backup | Get-RaxBackup).BackupId | Sort-Object | Should -Be @($backup.BackupId, $withErrors.BackupId)
        ($all | Where-Object DisplayName -EQ bad | Get-RaxBackupReport).NumErrors | Should -Be 1
        (Get-RaxBackupActivity -Type Restore -State Completed | Get-RaxRestore).RestoreId | Should -Be $restore.RestoreId
    }
}

Describe 'Get-RaxBackupActivity -AgentId' {
    It 'takes it by <How>' -ForEach @(
        @{ How = 'name'; Script = { Get-RaxBackupActivity -AgentId $agent.MachineAgentId -State Completed, CompletedWithErrors } }
        @{ How = 'alias'; Script = { Get-RaxBackupActivity -MachineAgentId $agent.MachineAgentId -State Completed, CompletedWithErrors } }
        @{ How = 'position'; Script = { Get-RaxBackupActivity $agent.MachineAgentId -State Completed, CompletedWithErrors } }
        @{ How = 'pipeline'; Script = { $agent | Get-RaxBackupActivity -State Completed, CompletedWithErrors } }
        @{ How = 'pipeline of a configuration'; Script = { $good | Get-RaxBackupActivity -State Completed, CompletedWithErrors } }
    ) {
        (& $Script).Id | Sort-Object | Should -Be ($all.Id | Sort-Object)
    }

    It 'goes on after an agent that is not there' {
        $rows = 999999, $agent.MachineAgentId | ForEach-Object { [pscustomobject]@{ AgentId = $_ } } |
            Get-RaxBackupActivity -State Completed, CompletedWithErrors -ErrorVariable failed -ErrorAction SilentlyContinue
        @($rows).Count | Should -Be 3
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -Be 'AgentNotFound,RaxBackup.Cmdlets.GetRaxBackupActivityCommand'
        $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failed[0].TargetObject | Should -Be 999999
        { Get-RaxBackupActivity 999999 -ErrorAction Stop } | Should -Throw -ErrorId 'AgentNotFound,*'
    }

    It 'completes it' {
        $line = "Get-RaxBackupActivity $($agent.MachineName)"
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain "$($agent.MachineAgentId)"
    }
}

Describe 'Get-RaxBackupActivity elsewhere and refused' {
    It 'reads the region that is named, or all' {
        Get-RaxBackupActivity -Region ORD | Should -BeNullOrEmpty
        @(Get-RaxBackupActivity -Region * -State Completed, CompletedWithErrors).Count | Should -Be 3
        { Get-RaxBackupActivity -Region XYZ } | Should -Throw -ErrorId 'RegionUnknown,*'
    }

    It 'refuses <Name> <Value>' -ForEach @(
        @{ Name = 'Type'; Value = 'Unknown'; ErrorId = 'ParameterArgumentValidationError,*' }
        @{ Name = 'Type'; Value = 'Nap'; ErrorId = 'ParameterArgumentTransformationError,*' }
        @{ Name = 'State'; Value = 'Tired'; ErrorId = 'ParameterArgumentTransformationError,*' }
        @{ Name = 'AgentId'; Value = 'web01'; ErrorId = 'ParameterArgumentTransformationError,*' }
        @{ Name = 'After'; Value = 'soon'; ErrorId = 'CannotConvertArgumentNoMessage,*' }
    ) {
        $arguments = @{ $Name = $Value }
        { Get-RaxBackupActivity @arguments } | Should -Throw -ErrorId $ErrorId
    }

    It 'needs a session' {
        $said = Invoke-NewPowerShell "Import-Module '$(Get-BuiltManifest)'; try { Get-RaxBackupActivity } catch { `$_.FullyQualifiedErrorId }"
        $said.Trim() | Should -Be 'NotConnected,RaxBackup.Cmdlets.GetRaxBackupActivityCommand'
    }

    It 'tells what the service answers: <StatusCode>' -ForEach @(
        @{ StatusCode = 500; ErrorId = 'ServiceFailed'; Category = 'ResourceUnavailable' }
        @{ StatusCode = 403; ErrorId = 'AccessDenied'; Category = 'PermissionDenied' }
        @{ StatusCode = 429; ErrorId = 'LimitExceeded'; Category = 'LimitsExceeded' }
    ) {
        $impatient = Connect-RaxBackup -Local $service -MaximumRetryCount 0 -PassThru
        Add-TestFault -Service $service -Operation ListActivity -StatusCode $StatusCode
        try { Get-RaxBackupActivity -Session $impatient -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty }
        finally { Clear-TestFaults $service }
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -Be "$ErrorId,RaxBackup.Cmdlets.GetRaxBackupActivityCommand"
        $failed[0].CategoryInfo.Category | Should -Be $Category
    }
}
