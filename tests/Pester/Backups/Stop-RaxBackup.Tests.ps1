BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-SeededService -User @{ name = 'olga'; roles = , 'observer' }
    $session = Get-RaxBackupSession
    $null = New-Item -ItemType Directory "$TestDrive/files", "$TestDrive/endless"
    Set-Content "$TestDrive/files/a.txt" 'content'
    # A file of holes, so long that its backup runs until it is stopped.
    $holes = [IO.File]::Create("$TestDrive/endless/holes")
    $holes.SetLength(4TB)
    $holes.Dispose()
    $quick = Get-RaxBackupAgent | New-RaxBackupConfiguration -Name Quick -IncludeFolder "$TestDrive/files"
    $endless = Get-RaxBackupAgent | New-RaxBackupConfiguration -Name Endless -IncludeFolder "$TestDrive/endless"
    $address = "/dfw/v1.0/$($service.tenantId)/backup"

    # The end of stopped backups: a stop is an error of the wait, and the backup is written all the same.
    function Wait-Stopped { $args | Wait-RaxBackup -PollIntervalSec 1 -Session $session -ErrorAction SilentlyContinue }
}

AfterAll { Disconnect-SeededService $service }

Describe 'Stop-RaxBackup' {
    BeforeEach { $backup = $endless | Start-RaxBackup }
    AfterEach {
        Clear-TestFaults $service
        Get-RaxBackupActivity -Type Backup -State Queued, Preparing, InProgress, StartRequested | Stop-RaxBackup
        Get-RaxBackupActivity -Type Backup -State StopRequested | Wait-RaxBackup -PollIntervalSec 1 -ErrorAction SilentlyContinue
    }

    It 'stops a backup that runs, and writes nothing: <How>' -ForEach @(
        @{ How = 'by position'; Do = { Stop-RaxBackup $backup.BackupId } }
        @{ How = 'by name'; Do = { Stop-RaxBackup -BackupId $backup.BackupId -Region dfw -Session $session } }
        @{ How = 'a backup from the pipeline'; Do = { $backup | Stop-RaxBackup } }
        @{ How = 'a deserialized backup'; Do = { Copy-Deserialized $backup | Stop-RaxBackup } }
        @{ How = 'an activity from the pipeline'; Do = { Get-RaxBackupActivity -Type Backup | Where-Object Id -EQ $backup.BackupId | Stop-RaxBackup } }
    ) {
        & $Do | Should -BeNullOrEmpty
        (Wait-Stopped $backup).State | Should -Be 'Stopped'
    }

    It 'stops what waits, too: both at once' {
        $queued = $quick | Start-RaxBackup
        $backup, $queued | Stop-RaxBackup
        (Wait-Stopped $backup $queued).State | Should -Be 'Stopped', 'Stopped'
    }

    It 'returns at once, and writes the backup as it is just after with -PassThru' {
        $written = $backup | Stop-RaxBackup -PassThru
        $written.GetType().FullName | Should -Be 'RaxBackup.Backup'
        $written.BackupId | Should -Be $backup.BackupId
        $written.State | Should -BeIn 'StopRequested', 'Stopped'
        Assert-ErrorRecord (Get-Failure { $written | Wait-RaxBackup -PollIntervalSec 1 -ErrorAction Stop }) BackupStopped InvalidResult
    }

    It 'sends nothing with -WhatIf' {
        Get-SentRequest { $backup | Stop-RaxBackup -PassThru -WhatIf -Debug } | Should -BeNullOrEmpty
        ($backup | Get-RaxBackup).State | Should -Not -BeIn 'StopRequested', 'Stopped'
    }

    It 'is not sent again after a lost answer: nobody knows' {
        Add-TestFault $service -Operation StartBackup -Drop after
        $sent = Get-SentRequest { $backup | Stop-RaxBackup -Debug -ErrorAction SilentlyContinue -ErrorVariable script:errors }
        $sent | Should -Be "POST $address/action-requested"
        Assert-ErrorRecord $script:errors[0] OutcomeUnknown ConnectionError $backup.BackupId
        Clear-TestFaults $service
        (Wait-Stopped $backup).State | Should -Be 'Stopped'
    }

    It 'is not sent again just after a wake either, where it is refused' {
        Resume-RaxBackupAgent
        Add-TestFault $service -Operation StartBackup -StatusCode 403
        Get-SentRequest { $backup | Stop-RaxBackup -Debug -ErrorAction SilentlyContinue } | Should -HaveCount 1
    }

    It 'names what does not exist and what has ended, and goes on' {
        $ended = $quick | Start-RaxBackup
        $ended | Stop-RaxBackup
        $null = Wait-Stopped $ended
        [pscustomobject]@{ BackupId = 4444 }, $ended, $backup | Stop-RaxBackup -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Should -HaveCount 2
        Assert-ErrorRecord $errors[0] BackupNotFound ObjectNotFound 4444
        Assert-ErrorRecord $errors[1] RequestRejected InvalidArgument $ended.BackupId
        $errors[1].Exception.Message | Should -BeLike "Could not stop backup $($ended.BackupId): *Stopped*"
        (Wait-Stopped $backup).State | Should -Be 'Stopped'
    }

    It 'is an error: <ErrorId>' -ForEach @(
        @{ ErrorId = 'AccessDenied'; Category = 'PermissionDenied'; More = { @{ Session = Connect-SeededUser $service olga } } }
        @{ ErrorId = 'RegionNotSingle'; Category = 'InvalidArgument'; More = { @{ Region = '*' } } }
        @{ ErrorId = 'BackupNotFound'; Category = 'ObjectNotFound'; More = { @{ Region = 'ORD' } } }
    ) {
        $arguments = & $More
        Assert-ErrorRecord (Get-Failure { Stop-RaxBackup $backup.BackupId @arguments -ErrorAction Stop }) $ErrorId $Category
        ($backup | Get-RaxBackup -Session $session).State | Should -Not -BeIn 'StopRequested', 'Stopped'
    }

    It 'completes the backups that run' {
        $line = 'Stop-RaxBackup '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain "$($backup.BackupId)"
    }
}
