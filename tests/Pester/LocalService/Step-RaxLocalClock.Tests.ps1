BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    Import-BuiltModule
}

Describe 'Step-RaxLocalClock' {
    BeforeEach {
        $service = Start-RaxLocalService -FrozenAt '2026-03-01T00:00:00Z'
        Connect-RaxBackup -Local $service
    }
    AfterEach { Disconnect-TestService }

    It 'puts the clock ahead and writes the new time: by <How>' -ForEach @(
        @{ How = 'position'; Script = { Step-RaxLocalClock '1.12:00:00' }; Time = '2026-03-02T12:00:00Z' }
        @{ How = 'time span'; Script = { Step-RaxLocalClock -By ([timespan]::FromTicks(1)) }; Time = '2026-03-01T00:00:00.0000001Z' }
        @{ How = 'a span'; Script = { Step-RaxLocalClock -By (New-TimeSpan -Seconds 90) }; Time = '2026-03-01T00:01:30Z' }
        @{ How = 'time'; Script = { Step-RaxLocalClock -To '2026-03-31T02:00:00+02:00' }; Time = '2026-03-31T00:00:00Z' }
        @{ How = 'pipeline'; Script = { $service | Step-RaxLocalClock -By '00:00:01' }; Time = '2026-03-01T00:00:01Z' }
        @{ How = 'address'; Script = { Step-RaxLocalClock -By '00:00:01' -LocalService $service.Address }; Time = '2026-03-01T00:00:01Z' }
    ) {
        $now = & $Script
        $now | Should -BeOfType ([DateTimeOffset])
        $now | Should -Be ([DateTimeOffset]$Time)
        $now.Offset | Should -Be ([timespan]::Zero)
    }

    It 'ends tokens, and the session renews its own' {
        $first = (Get-RaxBackupSession).ExpiresAt
        $null = Step-RaxLocalClock -By '30.00:00:00'
        Get-RaxBackupAgent | Should -HaveCount 1
        (Get-RaxLocalRequest -Newest 3).StatusCode | Should -Be @(401, 200, 200)
        (Get-RaxBackupSession).ExpiresAt | Should -Be $first.AddDays(30)
    }

    It 'lets events go after three days, by the second' {
        Publish-TestEvent $service '<entry xmlns="http://www.w3.org/2005/Atom"><id>urn:uuid:a</id><content/></entry>' | Should -Be 'urn:uuid:a'
        $null = Step-RaxLocalClock -To '2026-03-03T23:59:59Z'
        $key = [Net.NetworkCredential]::new('', $service.ApiKey).Password
        $basic = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("$($service.UserName):$key"))
        $read = {
            $page = Invoke-WebRequest "$($service.Address)backup/events/$($service.TenantId)" -Headers @{ Authorization = "Basic $basic" }
            [Text.Encoding]::UTF8.GetString($page.RawContentStream.ToArray())
        }
        & $read | Should -BeLike '*<id>urn:uuid:a</id>*'
        $null = Step-RaxLocalClock -By '00:00:01'
        & $read | Should -Not -BeLike '*<id>urn:uuid:a</id>*'
    }

    It 'goes on with this machine''s where it was not frozen' {
        $running = Start-RaxLocalService
        $now = Step-RaxLocalClock -By '10.00:00:00'
        $now - [DateTimeOffset]::UtcNow | Should -BeGreaterThan ([timespan]::FromDays(9.9))
        (Step-RaxLocalClock -By '00:00:01') | Should -BeGreaterThan $now.AddSeconds(1)
        $running | Stop-RaxLocalService
    }

    It 'refuses to go back, or nowhere, or too far: <Script>' -ForEach @(
        @{ Script = { Step-RaxLocalClock -By '-00:00:01' -ErrorAction Stop }; Id = 'ClockStepInvalid' }
        @{ Script = { Step-RaxLocalClock -By '00:00:00' -ErrorAction Stop }; Id = 'ClockStepInvalid' }
        @{ Script = { Step-RaxLocalClock -By '4000.00:00:00' -ErrorAction Stop }; Id = 'RequestRejected' }
        @{ Script = { Step-RaxLocalClock -To '2026-02-28T23:59:59Z' -ErrorAction Stop }; Id = 'RequestRejected' }
    ) {
        Assert-ErrorRecord (Get-Failure $Script) $Id InvalidArgument
        Step-RaxLocalClock -By '00:00:01' | Should -Be ([DateTimeOffset]'2026-03-01T00:00:01Z')
    }

    It 'changes nothing with -WhatIf' {
        Step-RaxLocalClock -By '00:00:05' -WhatIf | Should -BeNullOrEmpty
        Step-RaxLocalClock -By '00:00:01' | Should -Be ([DateTimeOffset]'2026-03-01T00:00:01Z')
    }

    It 'says that no service runs' {
        Get-RaxLocalService | Stop-RaxLocalService
        Assert-ErrorRecord (Get-Failure { Step-RaxLocalClock -By '00:00:01' -ErrorAction Stop }) NoLocalService ResourceUnavailable
    }
}
