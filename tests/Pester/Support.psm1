# What every test file needs: the module as it was built, and a real service of its own.
$ErrorActionPreference = 'Stop'
$built = [IO.Path]::GetFullPath("$PSScriptRoot/../../out/RaxBackup")

# The manifest of the built module.
function Get-BuiltManifest {
    "$built/RaxBackup.psd1"
}

# Imports the built module for the test file that asks.
function Import-BuiltModule {
    if (-not (Test-Path (Get-BuiltManifest))) { throw "There is no built module in $built`: run ./build.sh build." }
    Import-Module (Get-BuiltManifest) -Global
}

# Starts a service with its state in a temporary folder and connects to it; Disconnect-TestService ends both.
function Connect-TestService {
    Import-BuiltModule
    $service = Start-RaxLocalService
    Connect-RaxBackup -Local $service
    $service
}

function Disconnect-TestService {
    Disconnect-RaxBackup
    Get-RaxLocalService | Stop-RaxLocalService
}

# Runs a script in a PowerShell of its own and returns what it wrote, as text.
function Invoke-NewPowerShell {
    param([Parameter(Mandatory)][string]$Script, [string[]]$Switches = @('-NonInteractive'))
    $env:NO_COLOR = '1'
    & (Get-Process -Id $PID).Path -NoProfile @Switches -Command $Script 2>&1 | Out-String
}

# The failure that a script ends in, as an error record; fails where it does not fail.
function Get-Failure {
    param([Parameter(Mandatory)][scriptblock]$Script)
    try { & $Script 3>$null } catch { return $_ }
    throw "Expected a failure, but there was none: $Script"
}

# Injects a fault into the service; see POST _service/faults.
function Add-TestFault {
    param(
        [Parameter(Mandatory)]$Service, [string]$Operation, [string]$Method, [string]$Path, [int]$StatusCode, [string]$Body, [string]$ContentType,
        [string]$RetryAfter, [int]$DelayMs, [ValidateSet('before', 'after')][string]$Drop, [int]$Truncate, [int]$Count, [int]$Skip
    )
    $fault = @{}
    $PSBoundParameters.GetEnumerator() | Where-Object Key -NE 'Service' | ForEach-Object { $fault[$_.Key.Substring(0, 1).ToLower() + $_.Key.Substring(1)] = $_.Value }
    $null = Invoke-TestService $Service POST faults ($fault | ConvertTo-Json)
}

# The faults in force; property struck counts the calls that a fault has met.
function Get-TestFault {
    param([Parameter(Mandatory)]$Service)
    Invoke-TestService $Service GET faults | Write-Output
}

# Takes all faults away.
function Clear-TestFaults {
    param([Parameter(Mandatory)]$Service)
    $null = Invoke-TestService $Service DELETE faults
}

# Has the service make up usage events; see POST _service/events.
function Add-TestEvent {
    param([Parameter(Mandatory)]$Service, [Parameter(Mandatory)][int]$Count, [int]$Seed = 1, [string[]]$Feed, [string[]]$Region)
    $order = @{ count = $Count; seed = $Seed }
    if ($Feed) { $order.feeds = $Feed }
    if ($Region) { $order.regions = $Region }
    $null = Invoke-TestService $Service POST events ($order | ConvertTo-Json)
}

# Publishes an Atom entry, or a feed of entries, as it is; its ids.
function Publish-TestEvent {
    param([Parameter(Mandatory)]$Service, [Parameter(Mandatory)][string]$Xml, [string]$Feed = 'backup', [string]$Region = 'DFW')
    (Invoke-TestService $Service POST "events/$Feed`?region=$Region" $Xml).ids
}

function Invoke-TestService($Service, $Method, $Path, $Body) {
    $key = [Net.NetworkCredential]::new('', $Service.ApiKey).Password
    Invoke-RestMethod "$($Service.Address)_service/$Path" -Method $Method -Headers @{ 'X-Api-Key' = $key } -Body $Body -ContentType 'application/json'
}

# Fails unless an error record has this id, category and target.
function Assert-ErrorRecord {
    param([Parameter(Mandatory)]$Record, [Parameter(Mandatory)][string]$ErrorId, [Parameter(Mandatory)][string]$Category, $Target)
    $shown = "$($Record.FullyQualifiedErrorId): $($Record.Exception.Message)"
    ($Record.FullyQualifiedErrorId -split ',')[0] | Should -Be $ErrorId -Because $shown
    $Record.CategoryInfo.Category | Should -Be $Category -Because $shown
    if ($PSBoundParameters.ContainsKey('Target')) { "$($Record.TargetObject)" | Should -Be "$Target" -Because $shown }
}

# Runs a script whose commands have -Debug, and returns the requests they sent, in their order: "GET /dfw/v1.0/1/agent/5".
function Get-SentRequest {
    param([Parameter(Mandatory)][scriptblock]$Script)
    & $Script *>&1 | ForEach-Object { if ($_ -is [Management.Automation.DebugRecord] -and $_.Message -match '^-> (\S+) http://[^/]+(\S+)') { "$($Matches[1]) $($Matches[2])" } }
}

# Every file, link and folder below a folder, by its path there, with its content's hash.
function Get-TreeHash {
    param([Parameter(Mandatory)][string]$Path)
    $tree = [ordered]@{}
    foreach ($item in Get-ChildItem -LiteralPath $Path -Recurse -Force | Sort-Object FullName -CaseSensitive) {
        $content = if ($item.LinkTarget) { "link to $($item.LinkTarget)" } elseif ($item.PSIsContainer) { 'folder' } else { (Get-FileHash -LiteralPath $item.FullName).Hash }
        $tree[[IO.Path]::GetRelativePath($Path, $item.FullName)] = $content
    }
    $tree
}

# The hashes as text, to compare two trees as a whole.
function Get-TreeText {
    param([Parameter(Mandatory)][string]$Path)
    (Get-TreeHash $Path).GetEnumerator() | ForEach-Object { "$($_.Key): $($_.Value)" }
}

# Where a restore to a folder puts what was at a path.
function Get-RestoredPath {
    param([Parameter(Mandatory)][string]$Destination, [Parameter(Mandatory)][string]$Path)
    Join-Path $Destination ($Path -replace '^([A-Za-z]):', '$1')
}

# Runs a script in a runspace of its own while the test goes on. Host keeps what is shown; Stop is what Ctrl+C does; Finish waits
# for the end and returns what was written.
function Start-Aside {
    param([Parameter(Mandatory)][scriptblock]$Script, [object[]]$ArgumentList)
    if (-not ('ListeningHost' -as [type])) { Add-Type -Path "$PSScriptRoot/ListeningHost.cs" }
    $listener = [ListeningHost]::new()
    $shell = [powershell]::Create()
    $shell.Runspace = [runspacefactory]::CreateRunspace($listener)
    $shell.Runspace.Open()
    # Two invocations, not one of two statements: PowerShell ends a stopped batch on a thread of its own, and falls over a closed runspace.
    $null = $shell.AddCommand('Import-Module').AddParameter('Name', (Get-BuiltManifest)).Invoke()
    $shell.Commands.Clear()
    $null = $shell.AddScript($Script)
    foreach ($argument in $ArgumentList) { $null = $shell.AddArgument($argument) }
    $written = [Management.Automation.PSDataCollection[psobject]]::new()
    $nothing = [Management.Automation.PSDataCollection[psobject]]::new()
    $nothing.Complete()
    $listener.Watch($shell)
    $run = $shell.BeginInvoke($nothing, $written)
    [pscustomobject]@{ Host = $listener; Shell = $shell; Run = $run; Written = $written } |
        Add-Member -PassThru ScriptMethod Finish { try { $null = $this.Shell.EndInvoke($this.Run) } finally { $this.Shell.Runspace.Dispose() }; $this.Written } |
        Add-Member -PassThru ScriptMethod Stop { $this.Shell.Stop(); $this.Shell.Runspace.Dispose() }
}

# Starts a service with further users (name, roles, tenant ...; their API key is "key of <name>") and further agents, and connects to it.
function Connect-SeededService {
    param([hashtable[]]$User = @(), [int]$Agents)
    Import-BuiltModule
    $seed = [IO.Path]::GetTempFileName()
    try {
        @{ users = @($User | ForEach-Object { @{ apiKey = "key of $($_.name)" } + $_ }); thisMachine = @{ furtherAgents = $Agents } } |
            ConvertTo-Json -Depth 4 | Set-Content $seed
        $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
        "$built/service/RaxBackup.Service.dll", '--seed', $seed | ForEach-Object { $start.ArgumentList.Add($_) }
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $process = [Diagnostics.Process]::Start($start)
        $process.BeginErrorReadLine()
        $ready = $process.StandardOutput.ReadLine() | ConvertFrom-Json
    }
    finally { Remove-Item $seed }
    if ($ready.event -ne 'ready') { throw "The service did not start: $($ready.message)" }
    $ready.apiKey = ConvertTo-SecureString $ready.apiKey -AsPlainText -Force
    Connect-RaxBackup -UserName $ready.userName -ApiKey $ready.apiKey -IdentityUri $ready.identityUri
    $ready | Add-Member -PassThru Process $process
}

# A session of one of its further users; the default stays that of its own user.
function Connect-SeededUser {
    param([Parameter(Mandatory)]$Service, [Parameter(Mandatory)][string]$Name)
    $key = ConvertTo-SecureString "key of $Name" -AsPlainText -Force
    Connect-RaxBackup -UserName $Name -ApiKey $key -IdentityUri $Service.identityUri -PassThru
    Connect-RaxBackup -UserName $Service.userName -ApiKey $Service.apiKey -IdentityUri $Service.identityUri
}

function Disconnect-SeededService {
    param([Parameter(Mandatory)]$Service)
    Get-RaxBackupSession | Disconnect-RaxBackup
    $Service.Process.StandardInput.Close()
    $Service.Process.WaitForExit()
    $Service.Process.Dispose()
}

# A copy as Export-Clixml and jobs make it, read where the module is loaded.
function Copy-Deserialized {
    param([Parameter(Mandatory)]$Object)
    [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($Object))
}

# The same, read where it is not: names and values alone.
function Copy-Bare {
    param([Parameter(Mandatory)]$Object)
    $shell = [powershell]::Create([Management.Automation.Runspaces.InitialSessionState]::CreateDefault2())
    try {
        $copy = $shell.AddScript('[Management.Automation.PSSerializer]::Deserialize($args[0])').AddArgument([Management.Automation.PSSerializer]::Serialize($Object)).Invoke()[0]
        if ($copy.PSObject.TypeNames[0] -notlike 'Deserialized.RaxBackup.*') { throw "Not a bare copy: $($copy.PSObject.TypeNames[0])" }
        $copy
    }
    finally { $shell.Dispose() }
}
