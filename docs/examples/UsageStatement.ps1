#Requires -Version 5.1

<#
.SYNOPSIS
Keeps every usage event, night by night, and makes the statement of a month: sums, charges and a page.
.DESCRIPTION
Cloud Feeds forget after three days. Run each night, this reads what is new in all feeds and adds it to files of JSON Lines, a folder for each
day: Path/events/date=2026-11-22/usage.jsonl. A night that fails loses nothing: the next one goes on where the last good one ended. Should the
feeds have forgotten something meanwhile, a warning says from when to when, and the exit code is 2.

With -Month it then makes the statement of that month in Path/statements/2026-11:
- sums.csv: each resource's sums, by Measure-RaxUsage;
- page.html: one page for people, with charts, that needs no network;
- charges.csv: FOCUS 1.2, where -RateCard gives prices.
An event belongs to the month in which it began, so that it stands in one statement only. Events of a day may come a day or two later: make the
statement on the third of the next month.

The session is the one that is open. Where none is, Connect-RaxBackup makes one from RAX_USERNAME, RAX_API_KEY, RAX_REGION and RAX_IDENTITY_URI or
from ~/.rackspace_cloud_credentials; so the same script runs against Rackspace's service and a local one.

Exit codes: 0 all is well; 1 something failed, and the next run goes on from there; 2 all was done, but there is a gap in the feeds.
.PARAMETER Path
The folder that keeps everything; it is made where it is missing.
.PARAMETER Month
The month of the statement, such as 2026-11, or Last for the one before this. Without it there is no statement.
.PARAMETER RateCard
A CSV file with the columns Meter, Unit, ListUnitPrice and Currency, such as rate-card.csv beside this script. Its prices are examples.
.PARAMETER Region
The regions whose feeds are read: one, or * for all of the account's.
.PARAMETER StatementOnly
Makes the statement from what is kept, and reads no feed; no session is needed.
.EXAMPLE
./UsageStatement.ps1 /var/lib/rax-usage

Each night: keeps what is new.
.EXAMPLE
./UsageStatement.ps1 /var/lib/rax-usage -Month Last -RateCard ./rate-card.csv

On the third of a month: keeps what is new, then makes last month's statement.
.EXAMPLE
./UsageStatement.ps1 /var/lib/rax-usage -Month 2026-11 -StatementOnly

Makes a statement again, also on a machine without an account.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true, Position = 0)] [ValidateNotNullOrEmpty()] [string] $Path,
    [ValidatePattern('^(\d{4}-(0[1-9]|1[0-2])|Last)$')] [string] $Month,
    [ValidateScript({ if (Test-Path -LiteralPath $_ -PathType Leaf) { $true } else { throw "There is no rate card '$_'." } })] [string] $RateCard,
    [ValidateNotNullOrEmpty()] [string] $Region = '*',
    [switch] $StatementOnly
)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
if (-not (Get-Module RaxBackup)) {
    $built = Join-Path $PSScriptRoot '../../out/RaxBackup/RaxBackup.psd1'
    Import-Module $(if (Test-Path -LiteralPath $built) { $built } else { 'RaxBackup' })
}

# Adds what is new to the files of the days. What a feed fails with is told; the others are read all the same.
function Add-NewUsage([string] $Folder, [string] $Checkpoint) {
    if (-not (Get-RaxBackupSession)) { Connect-RaxBackup }
    Get-RaxUsageEvent -Region $Region -CheckpointPath $Checkpoint -ErrorAction Continue -ErrorVariable failed -WarningVariable told |
        Export-RaxUsage -Path $Folder -Format Jsonl -PartitionBy Day -Append
    $script:gaps += @($told -like '*gap*')
    if ($failed) { throw "$(@($failed).Count) feeds could not be read; the next run goes on where they ended." }
}

# The events that began in a month, as they were kept.
function Get-KeptUsage([string] $Folder, [string] $Of) {
    Get-ChildItem -LiteralPath $Folder -Directory -Filter "date=$Of-*" | Sort-Object Name |
        ForEach-Object { Get-Item -LiteralPath (Join-Path $_.FullName 'usage.jsonl') } | Import-RaxUsageEvent
}

function New-Statement([string] $Folder, [string] $Of, [string] $Target) {
    $null = New-Item -ItemType Directory -Path $Target -Force
    $prices = @{}
    if ($RateCard) { $prices.RateCard = (Resolve-Path -LiteralPath $RateCard).ProviderPath }

    # Numbers and times in the same words whatever the machine's language; the file appears whole.
    $invariant = [Globalization.CultureInfo]::InvariantCulture
    $sums = Join-Path $Target 'sums.csv'
    Get-KeptUsage $Folder $Of | Measure-RaxUsage -GroupBy Resource |
        Select-Object @{ n = 'Resource'; e = { $_.Group } }, Service, Quantity, @{ n = 'Value'; e = { $_.Value.ToString($invariant) } }, Unit, Count,
            @{ n = 'From'; e = { if ($_.From) { $_.From.ToString('o') } } }, @{ n = 'To'; e = { if ($_.To) { $_.To.ToString('o') } } } |
        Export-Csv -LiteralPath "$sums.tmp" -NoTypeInformation -Encoding UTF8
    Move-Item -LiteralPath "$sums.tmp" -Destination $sums -Force
    Get-Item -LiteralPath $sums

    Get-KeptUsage $Folder $Of | Export-RaxUsage -Path (Join-Path $Target 'page.html') -Format Html @prices -PassThru -WarningAction SilentlyContinue
    if ($RateCard) {
        Get-KeptUsage $Folder $Of | Export-RaxUsage -Path (Join-Path $Target 'charges.csv') -Format Focus @prices -PassThru -WarningAction SilentlyContinue
    }
}

$gaps = @()
try {
    if ($StatementOnly -and -not $Month) { throw '-StatementOnly wants a -Month.' }
    $root = (New-Item -ItemType Directory -Path $Path -Force).FullName
    $events = Join-Path $root 'events'
    if (-not $StatementOnly) { Add-NewUsage $events (Join-Path $root 'checkpoint.json') }
    if ($Month) {
        if ($Month -eq 'Last') { $Month = [DateTime]::UtcNow.AddMonths(-1).ToString('yyyy-MM', [Globalization.CultureInfo]::InvariantCulture) }
        if (-not (Get-ChildItem -LiteralPath $events -Directory -Filter "date=$Month-*" -ErrorAction Ignore)) { throw "No usage of $Month is kept in $events." }
        New-Statement $events $Month ([IO.Path]::Combine($root, 'statements', $Month))
    }
}
catch {
    Write-Error -ErrorRecord $_ -ErrorAction Continue
    exit 1
}
if ($gaps) { exit 2 }
exit 0
