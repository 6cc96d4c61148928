# Reader and export together: whatever is killed, and when, every event is on disk once.
BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $key = [Net.NetworkCredential]::new('', $service.ApiKey).Password
    Add-TestEvent $service -Count 3000
    $ids = @(Get-RaxUsageEvent).EventId
    $connect = "Import-Module '$(Get-BuiltManifest)'; Connect-RaxBackup -UserName $($service.UserName) -ApiKey (ConvertTo-SecureString '$key' -AsPlainText -Force) -IdentityUri $($service.IdentityUri); "
    function Get-Held { Get-ChildItem $lake -Recurse -File -Filter *.jsonl | Get-Content | ForEach-Object { ($_ | ConvertFrom-Json).EventId } }
}

AfterAll { Disconnect-TestService }

Describe 'Get-RaxUsageEvent -CheckpointPath | Export-RaxUsage -Append' {
    BeforeEach { $lake = "$TestDrive/$(New-Guid)" }

    It 'holds every event once after kills of the process between events' {
        $read = "Get-RaxUsageEvent -CheckpointPath '$lake.json' -PageSize 100"
        foreach ($kill in 1, 99, 250, 777, 3) {
            $null = Invoke-NewPowerShell "$connect $read | ForEach-Object { if ((++`$taken) -eq $kill) { [Diagnostics.Process]::GetCurrentProcess().Kill() }; `$_ } | Export-RaxUsage '$lake' Jsonl -PartitionBy Day -Append"
        }
        Get-RaxUsageEvent -CheckpointPath "$lake.json" -PageSize 100 | Export-RaxUsage $lake Jsonl -PartitionBy Day -Append
        $held = Get-Held
        $held.Count | Should -Be $ids.Count
        Compare-Object $held $ids | Should -BeNullOrEmpty
    }

    It 'holds every event once after kills at any moment' {
        $script = "$connect Get-RaxUsageEvent -CheckpointPath '$lake.json' -PageSize 50 | Export-RaxUsage '$lake' Jsonl -PartitionBy Day -Append"
        $chance = [Random]::new(7)
        $killed = 0
        for ($run = 0; $run -lt 4; $run++) {
            $start = [Diagnostics.ProcessStartInfo]::new((Get-Process -Id $PID).Path)
            '-NoProfile', '-NonInteractive', '-Command', $script | ForEach-Object { $start.ArgumentList.Add($_) }
            $before = Get-Item "$lake.json" -ErrorAction Ignore
            $process = [Diagnostics.Process]::Start($start)
            # Some way into its work: once the checkpoint has moved.
            while ((Get-Item "$lake.json" -ErrorAction Ignore).LastWriteTime -eq $before.LastWriteTime -and -not $process.HasExited) { $null = $process.WaitForExit(5) }
            $null = $process.WaitForExit($chance.Next(60))
            $killed += -not $process.HasExited
            $process.Kill()
            $process.WaitForExit()
        }
        $killed | Should -BeGreaterThan 0 -Because 'else nothing was tried'
        Get-RaxUsageEvent -CheckpointPath "$lake.json" -PageSize 50 | Export-RaxUsage $lake Jsonl -PartitionBy Day -Append
        $held = Get-Held
        $held.Count | Should -Be $ids.Count
        Compare-Object $held $ids | Should -BeNullOrEmpty
    }

    It 'has everything on disk that was taken when it is stopped, and shows what -Follow waits behind' {
        $aside = Start-Aside { param($session, $lake) Get-RaxUsageEvent -Follow -CheckpointPath "$lake.json" -PollIntervalSec 1 -Session $session | Export-RaxUsage $lake Jsonl -PartitionBy Day -Append } (Get-RaxBackupSession), $lake
        while (@(Get-Held).Count -lt $ids.Count -and -not $aside.Run.IsCompleted) { $null = $aside.Run.AsyncWaitHandle.WaitOne(50) }
        $aside.Stop()
        Compare-Object (Get-Held) $ids | Should -BeNullOrEmpty
        Get-RaxUsageEvent -CheckpointPath "$lake.json" | Should -BeNullOrEmpty
    }

    It 'stops at once where it could lose: an export without -Append stops the reader at its first page' {
        $failure = Get-Failure { Get-RaxUsageEvent -CheckpointPath "$lake.json" | Export-RaxUsage "$lake.csv" Csv }
        Assert-ErrorRecord $failure CheckpointNeedsAppend InvalidArgument
        "$lake.csv" | Should -Not -Exist
        @(Get-RaxUsageEvent -CheckpointPath "$lake.json").Count | Should -Be $ids.Count
    }
}
