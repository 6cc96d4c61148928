BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    Import-Module "$PSScriptRoot/UsageEvents.psm1" -Force
    Import-BuiltModule
    $rates = "$TestDrive/rates.csv"
    Set-Content $rates 'Meter,Unit,ListUnitPrice,Currency', 'backup.storage,GB-Month,0.10,USD'
    $file = "$TestDrive/out/usage"
    function Get-Row { Get-Content -LiteralPath $file | ConvertFrom-Json -DateKind String }

    # What a reader with a checkpoint does between its pages.
    function Save-Checkpoint { [RaxBackup.LoadContext]::Cmdlets.GetType('RaxBackup.Cmdlets.Durability').GetMethod('Commit').Invoke($null, @()) }
}

Describe 'Export-RaxUsage' {
    BeforeEach { if (Test-Path "$TestDrive/out") { Remove-Item "$TestDrive/out" -Recurse -Force } }

    It 'writes CSV that is read as it was written, without a session' {
        1..3 | New-TestUsage -Name "a `"b`", c`nd" | Export-RaxUsage $file Csv | Should -BeNullOrEmpty
        $rows = @(Import-Csv $file)
        $rows.Count | Should -Be 3
        $rows[0].ResourceName | Should -Be "a `"b`", c`nd"
        $rows[2].EventId | Should -Be '8d89673c-c989-11e1-895a-000000000003'
        $rows[0].StartTime | Should -Be '2026-03-01T01:00:00.000Z'
        $rows[0].StorageBytes | Should -Be '1000000000'
        [IO.File]::ReadAllBytes($file)[0] | Should -Be ([byte][char]'E')
        (Get-Item $file).Directory.EnumerateFileSystemInfos() | Should -HaveCount 1
    }

    It 'writes JSON Lines with numbers as numbers' {
        New-TestUsage -Product ([RaxBackup.BackupStorage]@{ Storage = [ulong]::MaxValue }) | Export-RaxUsage $file Jsonl
        (Get-Row).StorageBytes | Should -Be 18446744073709551615
        (Get-Row).PSObject.Properties.Name | Should -Not -Contain 'EventTime'
        (Get-Row).Product | Should -Be 'BackupStorage'
    }

    It 'writes the same in any culture' {
        $product = [RaxBackup.VolumeSnapshotUsage]@{ Snapshot = 1234.5 }
        $before = [cultureinfo]::CurrentCulture
        try {
            $seen = foreach ($culture in '', 'de-DE', 'tr-TR', 'ar-SA', 'fa-IR') {
                [cultureinfo]::CurrentCulture = $culture
                New-TestUsage -Product $product | Export-RaxUsage $file Csv
                Get-Content $file -Raw
            }
        }
        finally { [cultureinfo]::CurrentCulture = $before }
        $seen | Select-Object -Unique | Should -HaveCount 1
    }

    It 'keeps a folder for each day, and adds no event twice' {
        foreach ($run in 1, 2) { 20..26 | New-TestUsage | Export-RaxUsage $file Jsonl -PartitionBy Day -Append }
        20..30 | New-TestUsage | Export-RaxUsage $file Jsonl -PartitionBy Day -Append -PassThru | ForEach-Object { $_.Directory.Name } | Should -Be 'date=2026-03-01', 'date=2026-03-02'
        @(Get-Content "$file/date=2026-03-01/usage.jsonl").Count | Should -Be 4
        @(Get-Content "$file/date=2026-03-02/usage.jsonl").Count | Should -Be 7
    }

    It 'adds to CSV, with its columns once' {
        foreach ($run in 1, 2) { $run | New-TestUsage | Export-RaxUsage $file Csv -Append }
        (Import-Csv $file).EventId -replace '.*-0*' | Should -Be 1, 2
    }

    It 'prices what a rate card names' {
        $product = [RaxBackup.BackupStorage]@{ Storage = 372e9 }
        New-TestUsage -Product $product | Export-RaxUsage $file Focus -RateCard $rates
        $charge = Import-Csv $file
        $charge.PricingQuantity, $charge.PricingUnit, $charge.ListUnitPrice, $charge.BilledCost, $charge.BillingCurrency | Should -Be '1', 'GB-Months', '0.1', '0.1', 'USD'
    }

    It 'writes the files with -PassThru' {
        $written = New-TestUsage | Export-RaxUsage $file Csv -PassThru
        $written | Should -BeOfType ([IO.FileInfo])
        $written.FullName | Should -Be ([IO.Path]::GetFullPath($file))
        $written.Length | Should -BeGreaterThan 0
    }

    It 'takes its path as it stands: <Path>' -ForEach @{ Path = '[a]*.csv' }, @{ Path = 'rel/down.csv' }, @{ Path = 'out:/x.csv' } {
        $null = New-Item -ItemType Directory "$TestDrive/out"
        $null = New-PSDrive out FileSystem "$TestDrive/out"
        Push-Location "$TestDrive/out"
        try { New-TestUsage | Export-RaxUsage $Path Csv } finally { Pop-Location; Remove-PSDrive out }
        Join-Path "$TestDrive/out" ($Path -replace '^out:/') | ForEach-Object { Test-Path -LiteralPath $_ } | Should -BeTrue
    }

    It 'takes copies' {
        Copy-Deserialized (New-TestUsage 7) | Export-RaxUsage $file Jsonl
        (Get-Row).EventId | Should -BeLike '*7'
    }

    It 'leaves a file with -NoClobber, replaces it without' {
        New-TestUsage 1 | Export-RaxUsage $file Jsonl
        Assert-ErrorRecord (Get-Failure { New-TestUsage 2 | Export-RaxUsage $file Jsonl -NoClobber }) UsageFileExists ResourceExists $file
        (Get-Row).EventId | Should -BeLike '*1'
        New-TestUsage 2 | Export-RaxUsage $file Jsonl
        (Get-Row).EventId | Should -BeLike '*2'
    }

    It 'refuses at the door: <Because>' -ForEach @(
        @{ Because = 'RateCardRequired'; With = { @{ Format = 'Focus' } } }
        @{ Because = 'RateCardUnreadable'; With = { @{ Format = 'Focus'; RateCard = "$TestDrive/none.csv" } } }
        @{ Because = 'AppendOrNoClobber'; With = { @{ Format = 'Csv'; Append = $true; NoClobber = $true } } }
        @{ Because = 'PageNotInLines'; With = { @{ Format = 'Html'; Append = $true } } }
        @{ Because = 'PageNotInLines'; With = { @{ Format = 'Html'; PartitionBy = 'Day' } } }
        @{ Because = 'PathIsFolder'; With = { @{ Format = 'Csv'; Path = "$TestDrive" } } }
        @{ Because = 'PathIsFile'; With = { @{ Format = 'Csv'; Path = $rates; PartitionBy = 'Day' } } }
        @{ Because = 'ColumnsDiffer'; With = { @{ Format = 'Csv'; Path = $rates; Append = $true } } }
        @{ Because = 'FilePathInvalid'; With = { @{ Format = 'Csv'; Path = 'Env:/usage' } } }
    ) {
        $arguments = @{ Path = $file } + @{}
        foreach ($one in (& $With).GetEnumerator()) { $arguments[$one.Key] = $one.Value }
        $failure = Get-Failure { New-TestUsage | Export-RaxUsage @arguments }
        Assert-ErrorRecord $failure $Because InvalidArgument
        "$TestDrive/out/*" | Should -Not -Exist
        Get-Content $rates | Should -HaveCount 2
    }

    It 'names a meter without a price, and leaves what was there' {
        New-TestUsage | Export-RaxUsage $file Focus -RateCard $rates
        $before = Get-Content $file -Raw
        foreach ($append in $true, $false) {
            $events = @(New-TestUsage) + @(New-TestUsage -Product ([RaxBackup.BackupLicense]@{}))
            $failure = Get-Failure { $events | Export-RaxUsage $file Focus -RateCard $rates -Append:$append }
            Assert-ErrorRecord $failure RateMissing InvalidArgument 'backup.license'
            Get-Content $file -Raw | Should -BeExactly $before
        }
    }

    It 'says what it made no charge of' {
        New-TestUsage -Product ([RaxBackup.UnknownProduct]@{}) | Export-RaxUsage $file Focus -RateCard $rates -WarningVariable said -WarningAction SilentlyContinue
        $said | Should -BeLike '*1 that tell no quantity*'
        @(Import-Csv $file).Count | Should -Be 0
    }
}

Describe 'Export-RaxUsage and a checkpoint' {
    BeforeEach { if (Test-Path "$TestDrive/out") { Remove-Item "$TestDrive/out" -Recurse -Force } }

    It 'has on disk what came before the checkpoint, and takes back what came after it' {
        $failure = Get-Failure {
            & {
                1..3 | New-TestUsage
                Save-Checkpoint
                $script:held = @(Get-Content $file).Count
                4..6 | New-TestUsage
                throw 'the feed broke'
            } | Where-Object { $_ } | Export-RaxUsage $file Jsonl -Append
        }
        $failure.Exception.Message | Should -Be 'the feed broke'
        $script:held | Should -Be 3
        @(Get-Row).Count | Should -Be 3
    }

    It 'is refused without -Append, before the checkpoint moves' {
        $moved = $false
        $failure = Get-Failure { & { New-TestUsage; Save-Checkpoint; Set-Variable moved $true -Scope 1 } | Export-RaxUsage $file Jsonl }
        $failure.Exception.InnerException.ErrorId | Should -Be 'CheckpointNeedsAppend'
        $moved | Should -BeFalse
        $file | Should -Not -Exist
    }

    It 'forgets an export that has ended' {
        New-TestUsage | Export-RaxUsage $file Jsonl
        { New-TestUsage | Select-Object -First 1 | Export-RaxUsage "$file.csv" Csv; Save-Checkpoint } | Should -Not -Throw
    }
}

Describe 'Export-RaxUsage that is cut short' {
    BeforeEach { if (Test-Path "$TestDrive/out") { Remove-Item "$TestDrive/out" -Recurse -Force } }

    It 'leaves what was there where it is stopped: <_>' -ForEach 'Append', 'Anew' {
        1 | New-TestUsage | Export-RaxUsage $file Csv
        $before = Get-Content $file -Raw
        $script = {
            param($module, $file, $append)
            Import-Module $module
            & { for ($i = 2; ; $i++) { New-TestUsage $i; if ($i -eq 5000) { $host.UI.WriteLine('far') } } } | Export-RaxUsage $file Csv -Append:$append
        }
        $aside = Start-Aside $script -ArgumentList "$PSScriptRoot/UsageEvents.psm1", $file, ($_ -eq 'Append')
        try { while ($aside.Host.Lines -notcontains 'far' -and -not $aside.Run.IsCompleted) { $null = $aside.Run.AsyncWaitHandle.WaitOne(20) } } finally { $aside.Stop() }
        Get-Content $file -Raw | Should -BeExactly $before
        Get-ChildItem "$TestDrive/out" -Force | Should -HaveCount 1
    }

    It 'is mended after a kill' {
        $script = "Import-Module '$(Get-BuiltManifest)', '$PSScriptRoot/UsageEvents.psm1'; & { 1..3000 | New-TestUsage; 'dead' | Out-Host; [Diagnostics.Process]::GetCurrentProcess().Kill() } | Export-RaxUsage '$file' Jsonl -PartitionBy Day -Append"
        $null = Invoke-NewPowerShell $script
        Get-ChildItem $file -Recurse -File -Filter *.jsonl | Should -Not -BeNullOrEmpty
        1..3000 | New-TestUsage | Export-RaxUsage $file Jsonl -PartitionBy Day -Append
        $ids = Get-ChildItem $file -Recurse -File -Filter *.jsonl | Get-Content | ForEach-Object { ($_ | ConvertFrom-Json).EventId }
        $ids.Count | Should -Be 3000
        @($ids | Select-Object -Unique).Count | Should -Be 3000
    }

    if ($IsLinux) {
        It 'leaves whole files on a full disk: <_>' -ForEach 'Csv', 'Jsonl' {
            $null = New-Item -ItemType Directory "$TestDrive/out"
            $script = "Import-Module '$(Get-BuiltManifest)', '$PSScriptRoot/UsageEvents.psm1'; 1..100 | New-TestUsage | Export-RaxUsage '$TestDrive/out/a' $_ -Append; " +
                "`$before = (Get-FileHash '$TestDrive/out/a').Hash; " +
                "foreach (`$name in 'a', 'new', 'old') { if (`$name -eq 'old') { 'mine' > '$TestDrive/out/old' }; " +
                "try { 1..4000 | ForEach-Object { 1000 + `$_ } | New-TestUsage | Export-RaxUsage `"$TestDrive/out/`$name`" $_ -Append:(`$name -eq 'a') } catch { (`$_.FullyQualifiedErrorId -split ',')[0] } }; " +
                "(Get-FileHash '$TestDrive/out/a').Hash -eq `$before; (Get-ChildItem '$TestDrive/out').Name -join ' '; Get-Content '$TestDrive/out/old'"
            $pwsh = (Get-Process -Id $PID).Path
            $own = if ((id -u) -eq 0) { '-m' } else { '-rm' }
            $said = unshare $own sh -c 'mount -t tmpfs -o size=512k tmpfs "$0" && exec "$1" -NoProfile -NonInteractive -Command "$2"' "$TestDrive/out" $pwsh $script
            $said | Should -Be 'FileNotWritable', 'FileNotWritable', 'FileNotWritable', 'True', 'a old', 'mine'
        }
    }
}
