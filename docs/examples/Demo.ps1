#Requires -Version 5.1

<#
.SYNOPSIS
The main job on real files: back up a folder, lose files, restore them, compare every byte, read the usage that it caused.
.DESCRIPTION
Starts the local service, connects to it and finds this machine's agent. Without -Path a folder of some 300 awkward files is made,
backed up, damaged and restored in place. A folder given as -Path is only read: it is restored into a scratch folder, damaged
there, and restored again. Exits with 0 only if every byte matches.
.EXAMPLE
./docs/examples/Demo.ps1
.EXAMPLE
./docs/examples/Demo.ps1 /usr/share/doc
#>
[CmdletBinding()]
param([Parameter(Position = 0)] [string] $Path)
$ErrorActionPreference = 'Stop'
$ProgressPreference = if ([Console]::IsOutputRedirected) { 'SilentlyContinue' } else { 'Continue' }
Import-Module (Join-Path $PSScriptRoot '../../out/RaxBackup/RaxBackup.psd1')
. (Join-Path $PSScriptRoot 'DemoFiles.ps1')

function Write-Step([string] $Text) { Write-Host ''; Write-Host "== $Text" -ForegroundColor Cyan }

$scratch = Join-Path ([IO.Path]::GetTempPath()) ('raxbackup-demo-' + [guid]::NewGuid().ToString('N').Substring(0, 8))
$null = New-Item -ItemType Directory -Path $scratch
$service = $null
try {
    Write-Step 'Start the local service and connect'
    $service = Start-RaxLocalService
    Connect-RaxBackup -Local $service -PassThru | Format-Table | Out-Host

    Write-Step "This machine's agent"
    $agent = Get-RaxBackupAgent -Detailed
    $agent | Format-Table | Out-Host

    if ($Path) {
        $source = (Resolve-Path -LiteralPath $Path).ProviderPath
        $destination = Join-Path $scratch 'restored'
    }
    else {
        Write-Step 'Make awkward files'
        $source = New-DemoTree (Join-Path $scratch 'files')
        $destination = [IO.Path]::GetPathRoot($source)
    }
    $before = Get-TreeFingerprint $source
    "$($before.Count) files, links and folders in $source"

    Write-Step 'Back them up'
    $configuration = $agent | New-RaxBackupConfiguration -Name 'Demo' -IncludeFolder $source -RetentionDays 30
    $configuration | Format-Table | Out-Host
    $backup = $configuration | Start-RaxBackup -Wait
    $report = $backup | Get-RaxBackupReport
    $report | Format-List | Out-Host

    Write-Step 'Lose them'
    $there = $source
    if ($Path) {
        $null = $backup | Start-RaxRestore -DestinationPath $destination -Wait
        $there = Join-RestorePath $destination $source
    }
    Remove-SomeFiles $there

    Write-Step 'Restore'
    $restore = $backup | Start-RaxRestore -DestinationPath $destination -Overwrite -Wait
    $restore | Get-RaxRestoreReport | Format-List | Out-Host

    Write-Step 'Compare'
    $wrong = @(Compare-Fingerprint $before (Get-TreeFingerprint $there))
    $wrong | Select-Object -First 20 | Out-Host

    Write-Step 'The usage that this caused'
    Get-RaxUsageEvent -Service Backup | Format-Table | Out-Host

    $unread = @($report.ErrorList).Count
    if ($wrong.Count -gt 0 -or $unread -gt 0) {
        Write-Host "FAILED: $($wrong.Count) of $($before.Count) differ, $unread could not be backed up." -ForegroundColor Red
        exit 1
    }
    Write-Host "All $($before.Count) match, byte for byte." -ForegroundColor Green
}
finally {
    Disconnect-RaxBackup
    if ($service) { Stop-RaxLocalService -LocalService $service }
    Remove-Tree $scratch
}
exit 0
