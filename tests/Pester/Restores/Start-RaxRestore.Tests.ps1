BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $session = Get-RaxBackupSession
    $agent = Get-RaxBackupAgent
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory "$folder/keep/deep", "$folder/drop", "$folder/empty"
    foreach ($file in 'a.txt', 'b.log', 'keep/c.txt', 'keep/deep/d ü.txt', 'drop/e.txt') { Set-Content "$folder/$file" "content of $file" }
    $null = New-Item -ItemType SymbolicLink -Path "$folder/link" -Target 'a.txt'
    $before = Get-TreeText $folder
    $configuration = $agent | New-RaxBackupConfiguration -Name Web -IncludeFolder $folder
    $backup = $configuration | Start-RaxBackup -Wait

    # A place of its own for each restore.
    function New-Place { "$TestDrive/out-$(New-Guid)" }
    function Get-Restored($place) { Get-TreeText (Get-RestoredPath $place $folder) }
    function Get-RestoreCount { @(Get-RaxBackupActivity -Type Restore).Count }
}

AfterAll { Disconnect-TestService }

Describe 'Start-RaxRestore' {
    AfterEach { Clear-TestFaults $service }

    It 'restores everything to another folder, <How>' -ForEach @(
        @{ How = 'a backup from the pipeline'; Start = { $backup | Start-RaxRestore -DestinationPath $args[0] -Wait } }
        @{ How = 'a backup from the pipeline, the path by position'; Start = { $backup | Start-RaxRestore $args[0] -Wait } }
        @{ How = 'a backup by id, the path by position'; Start = { Start-RaxRestore $args[0] -BackupId $backup.BackupId -Wait } }
        @{ How = 'a backup by id'; Start = { Start-RaxRestore -BackupId $backup.BackupId -DestinationPath $args[0] -Wait -Region DFW -Session $session } }
        @{ How = 'a completed backup from the pipeline'; Start = { $configuration | Get-RaxBackup -Completed | Start-RaxRestore -DestinationPath $args[0] -Wait } }
        @{ How = 'on a named agent'; Start = { $backup | Start-RaxRestore -DestinationPath $args[0] -DestinationAgentId $agent.MachineAgentId -Wait } }
        @{ How = 'waited for elsewhere'; Start = { $backup | Start-RaxRestore -DestinationPath $args[0] | Wait-RaxRestore } }
        @{ How = 'prepared before'; Start = { $backup | New-RaxRestore -DestinationPath $args[0] | Start-RaxRestore -Wait } }
        @{ How = 'prepared before, by id'; Start = { Start-RaxRestore ($backup | New-RaxRestore -DestinationPath $args[0]).RestoreId -Wait } }
        @{ How = 'prepared before, by id as a text'; Start = { Start-RaxRestore "$(($backup | New-RaxRestore $args[0]).RestoreId)" -Wait } }
    ) {
        $place = New-Place
        $restore = & $Start $place
        $restore | Should -HaveCount 1
        $restore.GetType().FullName | Should -Be 'RaxBackup.Restore'
        $restore.State | Should -Be 'Completed'
        $restore.RestoreStateId | Should -Be 3
        $restore.BackupId | Should -Be $backup.BackupId
        $restore.DestinationPath | Should -Be $place
        $restore.DestinationMachineId | Should -Be $agent.MachineAgentId
        $restore.OverwriteFiles | Should -BeFalse
        $restore.BackupRestorePoint.Offset | Should -Be ([timespan]::Zero)
        $restore.Region | Should -Be 'DFW'
        Get-Restored $place | Should -Be $before
    }

    It 'restores <What>' -ForEach @(
        @{ What = 'one folder'; Scope = { @{ IncludeFolder = "$folder/keep" } }; Expected = 'keep', 'keep/c.txt', 'keep/deep', 'keep/deep/d ü.txt' }
        @{ What = 'one file'; Scope = { @{ IncludeFile = "$folder/keep/deep/d ü.txt" } }; Expected = 'keep', 'keep/deep', 'keep/deep/d ü.txt' }
        @{ What = 'several folders and files'; Scope = { @{ IncludeFolder = "$folder/drop", "$folder/empty"; IncludeFile = "$folder/a.txt", "$folder/b.log" } }
            Expected = 'a.txt', 'b.log', 'drop', 'drop/e.txt', 'empty' }
        @{ What = 'all but a folder and a file'; Scope = { @{ ExcludeFolder = "$folder/keep"; ExcludeFile = "$folder/b.log", "$folder/link" } }
            Expected = 'a.txt', 'drop', 'drop/e.txt', 'empty' }
        @{ What = 'a folder without a part of it'; Scope = { @{ IncludeFolder = "$folder/keep"; ExcludeFolder = "$folder/keep/deep" } }; Expected = 'keep', 'keep/c.txt' }
    ) {
        $place = New-Place
        $arguments = & $Scope
        $restore = $backup | Start-RaxRestore -DestinationPath $place @arguments -Wait
        $restore.State | Should -Be 'Completed'
        $hashes = Get-TreeHash (Get-RestoredPath $place $folder)
        $hashes.Keys | Sort-Object | Should -Be ($Expected | Sort-Object)
        foreach ($path in $Expected) { "${path}: $($hashes[$path])" | Should -BeIn $before }
        ($restore | Get-RaxRestoreReport).NumFilesRestored | Should -Be @($hashes.Values -ne 'folder').Count
    }

    It 'leaves files that exist alone, and replaces them with -Overwrite' {
        $place = New-Place
        $there = Get-RestoredPath $place $folder
        $null = $backup | Start-RaxRestore -DestinationPath $place -Wait
        Set-Content "$there/a.txt" 'mine now'
        Remove-Item "$there/b.log"
        Set-Content "$there/other.txt" 'nobody touches this'

        $careful = $backup | Start-RaxRestore -DestinationPath $place -Wait
        $careful.State | Should -Be 'Completed'
        Get-Content "$there/a.txt" | Should -Be 'mine now'
        Get-Content "$there/b.log" | Should -Be 'content of b.log'
        ($careful | Get-RaxRestoreReport).NumFilesRestored | Should -Be 1

        $thorough = $backup | Start-RaxRestore -DestinationPath $place -Overwrite -Wait
        $thorough.OverwriteFiles | Should -BeTrue
        Get-TreeText $there | Where-Object { $_ -notlike 'other.txt*' } | Should -Be $before
        Get-Content "$there/other.txt" | Should -Be 'nobody touches this'
    }

    It 'puts files back where they were' {
        Set-Content "$folder/a.txt" 'damaged'
        Remove-Item -Recurse "$folder/keep"
        $restore = $backup | Start-RaxRestore -DestinationPath ([IO.Path]::GetPathRoot($folder)) -IncludeFolder $folder -Overwrite -Wait
        $restore.State | Should -Be 'Completed'
        Get-TreeText $folder | Should -Be $before
    }

    It 'restores what the backup held, not what the folder holds now' {
        Set-Content "$folder/later.txt" 'later'
        try {
            $place = New-Place
            $null = $backup | Start-RaxRestore -DestinationPath $place -Wait
            Get-Restored $place | Should -Be $before
            $later = $configuration | Start-RaxBackup -Wait
            $null = $later | Start-RaxRestore -DestinationPath "$place-later" -Wait
            Get-Content (Get-RestoredPath "$place-later" "$folder/later.txt") | Should -Be 'later'
        }
        finally {
            Remove-Item "$folder/later.txt"
        }
    }

    It 'writes the restore at once without -Wait, and several are waited for together' {
        $places = 1..3 | ForEach-Object { New-Place }
        $started = $places | ForEach-Object { $backup | Start-RaxRestore -DestinationPath $_ }
        $started.RestoreId | Sort-Object -Unique | Should -HaveCount 3
        ($started | Wait-RaxRestore).State | Should -Be @('Completed', 'Completed', 'Completed')
        foreach ($place in $places) { Get-Restored $place | Should -Be $before }
    }

    It 'does nothing with -WhatIf' {
        $count = Get-RestoreCount
        $place = New-Place
        $backup | Start-RaxRestore -DestinationPath $place -Wait -WhatIf | Should -BeNullOrEmpty
        $prepared = $backup | New-RaxRestore -DestinationPath $place
        $prepared | Start-RaxRestore -WhatIf | Should -BeNullOrEmpty
        ($prepared | Get-RaxRestore).State | Should -Be 'Creating'
        Get-RestoreCount | Should -Be ($count + 1)
        $place | Should -Not -Exist
    }

    It 'completes the ids of agents' {
        $line = 'Start-RaxRestore -BackupId 1 -DestinationPath /x -DestinationAgentId '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain "$($agent.MachineAgentId)"
    }

    It 'warns where a path is not in the backup, and the report names it' {
        $place = New-Place
        $restore = $backup | Start-RaxRestore -DestinationPath $place -IncludeFile "$folder/a.txt", "$folder/no.txt" -Wait -WarningVariable warnings -WarningAction SilentlyContinue
        $restore.State | Should -Be 'CompletedWithErrors'
        $warnings | Should -BeLike "*Get-RaxRestoreReport -RestoreId $($restore.RestoreId) tells more."
        ($restore | Get-RaxRestoreReport).ErrorList.Path | Should -Be "$folder/no.txt"
        Get-Content (Get-RestoredPath $place "$folder/a.txt") | Should -Be 'content of a.txt'
    }

    It 'fails where the destination is a file, and leaves the file as it is' {
        $place = New-Place
        Set-Content $place 'a file'
        $restore = $backup | Start-RaxRestore -DestinationPath $place -Wait -ErrorVariable errors -ErrorAction SilentlyContinue
        $restore.State | Should -Be 'Failed'
        $errors[0].FullyQualifiedErrorId | Should -Be 'RestoreFailed,RaxBackup.Cmdlets.StartRaxRestoreCommand'
        $errors[0].CategoryInfo.Category | Should -Be 'InvalidResult'
        $errors[0].TargetObject.RestoreId | Should -Be $restore.RestoreId
        $errors[0].Exception.Message | Should -BeLike "*failed: DestinationUnusable: The destination $place cannot be used: *"
        Get-Content $place | Should -Be 'a file'
    }

    It 'never leaves the destination, whatever links stand in the way' {
        $place = New-Place
        $outside = New-Item -ItemType Directory (New-Place)
        $null = New-Item -ItemType Directory (Get-RestoredPath $place $folder)
        $null = New-Item -ItemType SymbolicLink -Path (Get-RestoredPath $place "$folder/keep") -Target $outside.FullName
        $restore = $backup | Start-RaxRestore -DestinationPath $place -Overwrite -Wait -WarningAction SilentlyContinue
        $restore.State | Should -Be 'CompletedWithErrors'
        Get-ChildItem $outside -Recurse | Should -BeNullOrEmpty
    }
}

Describe 'Start-RaxRestore refused' {
    AfterEach { Clear-TestFaults $service }

    It 'names the path that is not absolute: <Parameter> <Path>' -ForEach @(
        @{ Parameter = 'DestinationPath'; Path = 'out' }
        @{ Parameter = 'DestinationPath'; Path = './out' }
        @{ Parameter = 'DestinationPath'; Path = '~/out' }
        @{ Parameter = 'DestinationPath'; Path = 'TestDrive:/out' }
        @{ Parameter = 'IncludeFolder'; Path = 'keep' }
        @{ Parameter = 'IncludeFile'; Path = 'a.txt' }
        @{ Parameter = 'ExcludeFolder'; Path = '../keep' }
        @{ Parameter = 'ExcludeFile'; Path = 'C:a.txt' }
    ) {
        $count = Get-RestoreCount
        $arguments = @{ DestinationPath = New-Place } + @{}
        $arguments[$Parameter] = $Path
        $failure = Get-Failure { $backup | Start-RaxRestore @arguments -ErrorAction SilentlyContinue }
        $failure.FullyQualifiedErrorId | Should -Be 'PathNotAbsolute,RaxBackup.Cmdlets.StartRaxRestoreCommand'
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $failure.TargetObject | Should -Be $Path
        $failure.Exception.Message | Should -BeLike "*'$Path'*not absolute*"
        Get-RestoreCount | Should -Be $count
    }

    It 'names what is not there: <ErrorId>' -ForEach @(
        @{ ErrorId = 'RestoreNotFound'; Arguments = @{ RestoreId = 999999 }; Target = 999999 }
        @{ ErrorId = 'BackupNotFound'; Arguments = @{ BackupId = 999999; DestinationPath = '/never' }; Target = 999999 }
        @{ ErrorId = 'BackupNotFound'; Arguments = { @{ BackupId = $backup.BackupId; DestinationPath = '/never'; DestinationAgentId = 999998 } }; Says = '*agent 999998*' }
    ) {
        $arguments = if ($Arguments -is [scriptblock]) { & $Arguments } else { $Arguments }
        Start-RaxRestore @arguments -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -Be "$ErrorId,RaxBackup.Cmdlets.StartRaxRestoreCommand"
        $errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        if ($Target) { $errors[0].TargetObject | Should -Be $Target }
        if ($Says) { $errors[0].Exception.Message | Should -BeLike $Says }
    }

    It 'does not take two positions: what the first would be is the id of a restore' {
        $failure = Get-Failure { Start-RaxRestore $backup.BackupId (New-Place) }
        Assert-ErrorRecord $failure PositionalParameterNotFound InvalidArgument
    }

    It 'refuses a restore that has run' {
        $restore = $backup | Start-RaxRestore -DestinationPath (New-Place) -Wait
        $failure = Get-Failure { $restore | Start-RaxRestore -ErrorAction Stop }
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $failure.Exception.Message | Should -BeLike "*Restore $($restore.RestoreId) has been started already; it is Completed.*"
        { $restore | Add-RaxRestoreItem -Path "$folder/a.txt" -ErrorAction Stop } | Should -Throw "*Restore $($restore.RestoreId) is Completed; items can be added only while it is Creating.*"
    }

    It 'refuses a restore of a backup that failed' {
        $failed = $agent | New-RaxBackupConfiguration -Name Gone -IncludeFolder "$TestDrive/gone" | Start-RaxBackup -Wait -ErrorAction SilentlyContinue
        { $failed | Start-RaxRestore -DestinationPath (New-Place) -ErrorAction Stop } | Should -Throw "*Backup $($failed.BackupId) is Failed; only a completed backup can be restored.*"
    }

    It 'names the restore that is left where <Operation> fails half-way' -ForEach @(
        @{ Operation = 'AddRestoreItem' }
        @{ Operation = 'StartRestore' }
    ) {
        $place = New-Place
        Add-TestFault -Service $service -Operation $Operation -StatusCode 403 -Count 1
        $failure = Get-Failure { $backup | Start-RaxRestore -DestinationPath $place -IncludeFolder "$folder/keep" -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -Be 'AccessDenied,RaxBackup.Cmdlets.StartRaxRestoreCommand'
        $failure.CategoryInfo.Category | Should -Be 'PermissionDenied'
        $left = $failure.TargetObject
        $failure.Exception.Message | Should -BeLike "Restore $($left.RestoreId) was created, but not started: *403*"
        ($left | Get-RaxRestore).State | Should -Be 'Creating'
        $place | Should -Not -Exist
    }

    It 'does not know the outcome where the answer to <Operation> is lost, and does not repeat it' -ForEach @(
        @{ Operation = 'CreateRestore' }
        @{ Operation = 'StartRestore' }
    ) {
        $count = Get-RestoreCount
        Add-TestFault -Service $service -Operation $Operation -Drop after
        $backup | Start-RaxRestore -DestinationPath (New-Place) -Wait -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -Be 'OutcomeUnknown,RaxBackup.Cmdlets.StartRaxRestoreCommand'
        $errors[0].CategoryInfo.Category | Should -Be 'ConnectionError'
        $errors[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-RaxBackupActivity*'
        (Get-TestFault $service).struck | Should -Be 1
        Get-RestoreCount | Should -Be ($count + 1)
    }

    It 'needs a passphrase for an encrypted backup, before anything is created' {
        $count = Get-RestoreCount
        Add-TestFault -Service $service -Operation GetBackup -StatusCode 200 -Count 1 -Body (
            @{ BackupId = $backup.BackupId; MachineAgentId = $agent.MachineAgentId; CurrentState = 'Completed'; IsEncrypted = $true } | ConvertTo-Json)
        $failure = Get-Failure { $backup | Start-RaxRestore -DestinationPath (New-Place) }
        $failure.FullyQualifiedErrorId | Should -Be 'PassphraseRequired,RaxBackup.Cmdlets.StartRaxRestoreCommand'
        $failure.TargetObject | Should -Be $backup.BackupId
        Get-RestoreCount | Should -Be $count
    }
}

Describe 'Start-RaxRestore stopped by the person who waits' {
    AfterEach { Clear-TestFaults $service }

    It 'says that the restore goes on' {
        Add-TestFault -Service $service -Operation GetRestore -Skip 1 -StatusCode 200 -Body '{"RestoreId":1,"RestoreStateId":2}'
        $place = New-Place
        $aside = Start-Aside { param($session, $id, $place) Start-RaxRestore -BackupId $id -DestinationPath $place -Wait -Session $session } $session, $backup.BackupId, $place
        $aside.Host.NextProgress().StatusDescription | Should -BeLike 'InProgress*'
        $aside.Stop()
        $id = (Get-RaxBackupActivity -Type Restore | Sort-Object Id)[-1].RestoreId
        $aside.Host.Lines | Should -Be "The wait has ended, Restore $id goes on. Wait for it again with: Wait-RaxRestore -RestoreId $id"
        Clear-TestFaults $service
        (Wait-RaxRestore $id).State | Should -Be 'Completed'
        Get-Restored $place | Should -Be $before
    }

    It 'tells of what it may have started' {
        Add-TestFault -Service $service -Operation StartRestore -DelayMs 86400000
        $aside = Start-Aside { param($session, $id, $place) Start-RaxRestore -BackupId $id -DestinationPath $place -Session $session } $session, $backup.BackupId, (New-Place)
        while ((Get-TestFault $service).struck -eq 0) { }
        $aside.Stop()
        $aside.Host.Lines | Should -Be "A restore of backup $($backup.BackupId) was being started and may run: Get-RaxBackupActivity tells."
    }
}
