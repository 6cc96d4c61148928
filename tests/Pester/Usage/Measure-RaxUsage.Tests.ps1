BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    Import-Module "$PSScriptRoot/UsageEvents.psm1" -Force
    Import-BuiltModule
}

Describe 'Measure-RaxUsage' {
    It 'sums by day, without a session' {
        $rows = @(0..47 | New-TestUsage | Measure-RaxUsage -GroupBy Day)
        $rows.Group | Should -Be '2026-03-01', '2026-03-02', '2026-03-03'
        $rows[0].GetType().FullName | Should -Be 'RaxBackup.UsageMeasure'
        $rows[0].Value | Should -BeOfType ([decimal])
        $rows.Quantity | Select-Object -Unique | Should -Be 'backup.storage'
        $rows.Unit | Select-Object -Unique | Should -Be 'GB-Month'
        $rows.Count | Should -Be 3
        $rows | ForEach-Object { $_.Count } | Should -Be 24, 25, 1
        # 47, 48 and 1 hours of a GB in a month of 744.
        $rows | ForEach-Object { [Math]::Round($_.Value * 744, 9) } | Should -Be 47, 48, 1
    }

    It 'groups by <GroupBy>' -ForEach @(
        @{ GroupBy = 'Month'; Group = '2026-03' }, @{ GroupBy = 'Region'; Group = 'DFW' }, @{ GroupBy = 'Resource'; Group = 'r1' }, @{ GroupBy = 'Service'; Group = 'Backup' }
        @{ GroupBy = 'Type'; Group = 'cloudbackup.storage.agent.usage' }, @{ GroupBy = 'Region', 'Month'; Group = 'DFW, 2026-03' }
    ) {
        (New-TestUsage | Measure-RaxUsage $GroupBy).Group | Should -Be $Group
    }

    It 'has one group where none is named' {
        $row = Measure-RaxUsage -InputObject (1..3 | New-TestUsage)
        $row.Group | Should -Be 'All'
        $row.Count | Should -Be 3
        $row.Service | Should -Be Backup
        "$row" | Should -Be 'backup.storage 0.00806 GB-Month'
    }

    It 'writes nothing where nothing comes in' {
        @() | Measure-RaxUsage -GroupBy Day | Should -BeNullOrEmpty
    }

    It 'takes copies' {
        $events = 1..3 | New-TestUsage
        (Copy-Deserialized $events | Measure-RaxUsage).Value | Should -Be ($events | Measure-RaxUsage).Value
    }

    It 'says once what is in no sum' {
        $unknown = [RaxBackup.UnknownProduct]@{ Namespace = 'urn:new' }
        $row = @(1..3 | New-TestUsage -Product $unknown) + @(New-TestUsage 4) | Measure-RaxUsage -WarningVariable said -WarningAction SilentlyContinue
        $row.Count | Should -Be 1
        @($said).Count | Should -Be 1
        $said | Should -BeLike '*3 that tell no quantity*cloudbackup.storage.agent.usage*'
        $null = New-TestUsage | Measure-RaxUsage -WarningVariable said
        $said | Should -BeNullOrEmpty
    }

    It 'measures what a service tells' {
        $null = Connect-TestService
        try {
            $events = @(Get-RaxBackupAgent | New-RaxBackupConfiguration -Name a -IncludeFolder $PSScriptRoot | Start-RaxBackup -Wait | ForEach-Object { Get-RaxUsageEvent })
            $rows = $events | Measure-RaxUsage -GroupBy Service
            $rows.Quantity | Should -Be 'backup.bandwidthIn', 'backup.license', 'backup.storage'
            ($rows | Where-Object Quantity -EQ backup.bandwidthIn).Value | Should -Be (($events.Product.BandwidthIn | Measure-Object -Sum).Sum / 1e9)
        }
        finally { Disconnect-TestService }
    }

    It 'refuses what is no event and what is no group' {
        { 'text' | Measure-RaxUsage -ErrorAction Stop } | Should -Throw -ErrorId 'InputObjectNotBound,*'
        { New-TestUsage | Measure-RaxUsage Hour } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }
}
