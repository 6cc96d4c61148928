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
        Stop-RaxLocalService $foreign
        @(Get-RaxLocalService).Count | Should -Be 2
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
