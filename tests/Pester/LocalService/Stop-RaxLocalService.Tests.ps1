BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    Import-BuiltModule
    # A service that is killed leaves its temporary folder behind: this one goes with the test.
    $before = $env:TMPDIR, $env:TEMP, $env:TMP
    $temporary = (New-Item -ItemType Directory "$TestDrive/tmp").FullName
    $env:TMPDIR = $env:TEMP = $env:TMP = $temporary
}

AfterAll {
    Get-RaxLocalService | Stop-RaxLocalService
    $env:TMPDIR, $env:TEMP, $env:TMP = $before
}

Describe 'Stop-RaxLocalService' {
    BeforeEach { $first = Start-RaxLocalService; $second = Start-RaxLocalService }
    AfterEach { Get-RaxLocalService | Stop-RaxLocalService }

    It 'ends the one that is given: by <How>' -ForEach @(
        @{ How = 'name'; Script = { Stop-RaxLocalService -LocalService $first } }
        @{ How = 'position'; Script = { Stop-RaxLocalService $first } }
        @{ How = 'pipeline'; Script = { $first | Stop-RaxLocalService } }
    ) {
        & $Script | Should -BeNullOrEmpty
        $first.IsRunning | Should -BeFalse
        Get-RaxLocalService | Should -Be $second
        Get-Process -Id $first.ProcessId -ErrorAction Ignore | Should -BeNullOrEmpty
        Get-Process -Id $second.ProcessId | Should -Not -BeNullOrEmpty
    }

    It 'ends all where none is given, and several from the pipeline' {
        Stop-RaxLocalService
        $first.IsRunning, $second.IsRunning | Should -Be @($false, $false)
        Get-RaxLocalService | Should -BeNullOrEmpty
        $third = Start-RaxLocalService
        $first, $third | Stop-RaxLocalService
        Get-RaxLocalService | Should -BeNullOrEmpty
    }

    It 'writes those that it ended with -PassThru' {
        $ended = $first, $second | Stop-RaxLocalService -PassThru
        $ended | Should -Be @($first, $second)
        $ended.IsRunning | Should -Be @($false, $false)
    }

    It 'ends nothing with -WhatIf' {
        Stop-RaxLocalService -WhatIf
        $first | Stop-RaxLocalService -WhatIf
        @(Get-RaxLocalService).Count | Should -Be 2
        Get-Process -Id $first.ProcessId | Should -Not -BeNullOrEmpty
    }

    It 'says nothing about one that has ended already' {
        $first | Stop-RaxLocalService
        $first | Stop-RaxLocalService -ErrorAction Stop
        Stop-Process -Id $second.ProcessId -Force
        (Get-Process -Id $second.ProcessId -ErrorAction Ignore)?.WaitForExit(30000)
        Get-RaxLocalService | Should -BeNullOrEmpty
        $second | Stop-RaxLocalService -ErrorAction Stop
        $second.IsRunning | Should -BeFalse
        Stop-RaxLocalService -ErrorAction Stop
    }

    It 'leaves a service of another PowerShell alone' {
        $foreign = [RaxBackup.LocalService]@{ ProcessId = $PID; IsRunning = $true }
        # One that had the same process id in its time.
        $former = Copy-Deserialized $first
        $former.StartTime = $former.StartTime.AddTicks(-1)
        $foreign, $former | Stop-RaxLocalService -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Should -HaveCount 2
        foreach ($record in $errors) { Assert-ErrorRecord $record LocalServiceForeign ObjectNotFound }
        $errors[0].TargetObject | Should -Be $foreign
        @(Get-RaxLocalService).Count | Should -Be 2
        # An error of one input: the next is stopped all the same.
        $foreign, $second | Stop-RaxLocalService -ErrorAction SilentlyContinue
        Get-RaxLocalService | Should -Be $first
    }

    It 'knows its own in a copy: <How>' -ForEach @(
        @{ How = 'brought to life'; Copy = { Copy-Deserialized $first } }
        @{ How = 'bare'; Copy = { Copy-Bare $first } }
    ) {
        & $Copy | Stop-RaxLocalService -ErrorAction Stop
        Get-RaxLocalService | Should -Be $second
        $first.IsRunning | Should -BeFalse
    }

    It 'leaves nothing of a service in memory behind' {
        $folders = { @(Get-ChildItem $temporary -Directory -Filter 'raxbackup-*').FullName }
        $others = & $folders
        $third = Start-RaxLocalService
        $own = @(& $folders | Where-Object { $_ -notin $others })
        $own.Count | Should -Be 1
        $third | Stop-RaxLocalService
        Test-Path $own | Should -BeFalse
    }
}
