BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-SeededService -User @{ name = 'olga'; roles = , 'observer' }
    $session = Get-RaxBackupSession
    $null = New-Item -ItemType Directory "$TestDrive/files", "$TestDrive/endless"
    Set-Content "$TestDrive/files/a.txt" 'content'
    $backup = Get-RaxBackupAgent | New-RaxBackupConfiguration -Name Web -IncludeFolder "$TestDrive/files" | Start-RaxBackup -Wait
    # Behind a backup that runs until it is stopped, restores wait.
    $holes = [IO.File]::Create("$TestDrive/endless/holes")
    $holes.SetLength(4TB)
    $holes.Dispose()
    $endless = Get-RaxBackupAgent | New-RaxBackupConfiguration -Name Endless -IncludeFolder "$TestDrive/endless" | Start-RaxBackup
    $address = "/dfw/v1.0/$($service.tenantId)/restore"

    function Wait-Stopped { $args | Wait-RaxRestore -PollIntervalSec 1 -Session $session -ErrorAction SilentlyContinue }
}

AfterAll {
    $endless | Stop-RaxBackup -Session $session
    Disconnect-SeededService $service
}

Describe 'Stop-RaxRestore' {
    BeforeEach {
        $place = "$TestDrive/$(New-Guid)"
        $restore = $backup | Start-RaxRestore -DestinationPath $place
    }
    AfterEach { Clear-TestFaults $service }

    It 'stops a restore, and writes nothing: <How>' -ForEach @(
        @{ How = 'by position'; Do = { Stop-RaxRestore $restore.RestoreId } }
        @{ How = 'by name'; Do = { Stop-RaxRestore -RestoreId $restore.RestoreId -Region dfw -Session $session } }
        @{ How = 'a restore from the pipeline'; Do = { $restore | Stop-RaxRestore } }
        @{ How = 'a deserialized restore'; Do = { Copy-Deserialized $restore | Stop-RaxRestore } }
        @{ How = 'an activity from the pipeline'; Do = { Get-RaxBackupActivity -Type Restore | Where-Object Id -EQ $restore.RestoreId | Stop-RaxRestore } }
    ) {
        & $Do | Should -BeNullOrEmpty
        (Wait-Stopped $restore).State | Should -Be 'Stopped'
        $place | Should -Not -Exist
    }

    It 'returns at once, and writes the restore as it is just after with -PassThru' {
        $second = $backup | Start-RaxRestore -DestinationPath $place
        $written = $restore, $second | Stop-RaxRestore -PassThru
        $written[0].GetType().FullName | Should -Be 'RaxBackup.Restore'
        $written.RestoreId | Should -Be $restore.RestoreId, $second.RestoreId
        $written.State | ForEach-Object { $_ | Should -BeIn 'StopRequested', 'Stopped' }
        Assert-ErrorRecord (Get-Failure { $written[0] | Wait-RaxRestore -PollIntervalSec 1 -ErrorAction Stop }) RestoreStopped InvalidResult
    }

    It 'sends nothing with -WhatIf' {
        Get-SentRequest { $restore | Stop-RaxRestore -PassThru -WhatIf -Debug } | Should -BeNullOrEmpty
        ($restore | Get-RaxRestore).State | Should -Not -BeIn 'StopRequested', 'Stopped'
    }

    It 'is not sent again after a lost answer: nobody knows' {
        Add-TestFault $service -Operation StartRestore -Drop after
        $sent = Get-SentRequest { $restore | Stop-RaxRestore -Debug -ErrorAction SilentlyContinue -ErrorVariable script:errors }
        $sent | Should -Be "POST $address/action-requested"
        Assert-ErrorRecord $script:errors[0] OutcomeUnknown ConnectionError $restore.RestoreId
        (Wait-Stopped $restore).State | Should -Be 'Stopped'
    }

    It 'names what does not exist, what has ended and what was never started, and goes on' {
        $ended = $backup | Start-RaxRestore -DestinationPath $place
        $ended | Stop-RaxRestore
        $prepared = $backup | New-RaxRestore -DestinationPath $place
        [pscustomobject]@{ RestoreId = 4444 }, $ended, $prepared, $restore | Stop-RaxRestore -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Should -HaveCount 3
        Assert-ErrorRecord $errors[0] RestoreNotFound ObjectNotFound 4444
        Assert-ErrorRecord $errors[1] RequestRejected InvalidArgument $ended.RestoreId
        Assert-ErrorRecord $errors[2] RequestRejected InvalidArgument $prepared.RestoreId
        $errors[2].Exception.Message | Should -BeLike "Could not stop restore $($prepared.RestoreId): *Creating*"
        (Wait-Stopped $restore).State | Should -Be 'Stopped'
    }

    It 'is an error: <ErrorId>' -ForEach @(
        @{ ErrorId = 'AccessDenied'; Category = 'PermissionDenied'; More = { @{ Session = Connect-SeededUser $service olga } } }
        @{ ErrorId = 'RegionNotSingle'; Category = 'InvalidArgument'; More = { @{ Region = '*' } } }
        @{ ErrorId = 'RestoreNotFound'; Category = 'ObjectNotFound'; More = { @{ Region = 'ORD' } } }
    ) {
        $arguments = & $More
        Assert-ErrorRecord (Get-Failure { Stop-RaxRestore $restore.RestoreId @arguments -ErrorAction Stop }) $ErrorId $Category
        ($restore | Get-RaxRestore -Session $session).State | Should -Not -BeIn 'StopRequested', 'Stopped'
    }

    It 'completes the restores that run' {
        $line = 'Stop-RaxRestore '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain "$($restore.RestoreId)"
    }
}
