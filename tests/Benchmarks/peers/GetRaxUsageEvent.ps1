# The module at work on a feed: time within the process, and the most memory over what the module holds when it is idle.
param([string] $Manifest, [string] $IdentityUri, [string] $UserName, [string] $Way)
$WarningPreference = 'SilentlyContinue' # made-up events are of unknown kinds, too
Import-Module $Manifest
Connect-RaxBackup -UserName $UserName -ApiKey (ConvertTo-SecureString $env:BENCH_KEY -AsPlainText -Force) -IdentityUri $IdentityUri
$null = Get-RaxUsageEvent -Service Backup -PageSize 1 | Select-Object -First 1
function Read-Memory([string] $Name) { [long]((Get-Content /proc/self/status) -match "^$Name" -replace '\D')[0] * 1024 }
[GC]::Collect()
$idle = Read-Memory VmRSS
$file = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
$watch = [Diagnostics.Stopwatch]::StartNew()
[long] $count = switch ($Way) {
    Read { (Get-RaxUsageEvent -Service Backup | Measure-Object).Count }
    Measure { (Get-RaxUsageEvent -Service Backup | Measure-RaxUsage -GroupBy Day | Measure-Object Count -Sum).Sum }
    default { Get-RaxUsageEvent -Service Backup | Export-RaxUsage -Path $file -Format $Way }
}
$watch.Stop()
if ($Way -in 'Csv', 'Jsonl') {
    $count = [Linq.Enumerable]::Count([IO.File]::ReadLines($file)) - [int]($Way -eq 'Csv')
    Remove-Item $file
}
$again = [Diagnostics.Stopwatch]::StartNew()
if ($Way -eq 'Read') { $null = Get-RaxUsageEvent -Service Backup | Measure-Object }
@{ Count = $count; AgainSeconds = $again.Elapsed.TotalSeconds; Seconds = $watch.Elapsed.TotalSeconds; PeakBytes = (Read-Memory VmHWM) - $idle } | ConvertTo-Json -Compress
