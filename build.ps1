#Requires -Version 5.1

<#
.SYNOPSIS
Builds, tests, shows, measures or packs RaxBackup. Needs the .NET SDK; no module from a gallery, but Pester 5 for its suite.
.EXAMPLE
./build.ps1 Build
.EXAMPLE
./build.ps1 Demo /usr/share/doc
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Help', 'Bench', 'Pack')]
    [string] $Verb = 'Build',

    [Parameter(Position = 1, ValueFromRemainingArguments)]
    [string[]] $Arguments = @()
)
$ErrorActionPreference = 'Stop'
Set-Location -LiteralPath $PSScriptRoot

function Invoke-Dotnet {
    dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE." }
}

function Invoke-Build { Invoke-Dotnet build RaxBackup.sln -c Release -v quiet --nologo }

switch ($Verb) {
    'Build' { Invoke-Build }
    'Help' { Invoke-Build; Get-ChildItem -LiteralPath out/RaxBackup/en-US }
    'Test' {
        Invoke-Build
        $suites = @()
        if (-not (Get-Command chromium, chromium-browser, google-chrome, chrome, msedge -CommandType Application -ErrorAction Ignore)) {
            Write-Warning 'THE PAGES SUITE DID NOT RUN: no Chromium. Get it: apt-get install chromium'
            if ($env:RAXBACKUP_REQUIRE_CHROMIUM -eq '1') { throw 'RAXBACKUP_REQUIRE_CHROMIUM=1: this is a failure.' }
            $suites = '--filter', 'FullyQualifiedName!~RaxBackup.Pages.Tests'
        }
        Invoke-Dotnet test RaxBackup.sln -c Release --no-build --nologo -m:1 @suites
        if (Get-Module -ListAvailable Pester | Where-Object Version -GE ([version] '5.0')) { & ./tests/Pester/Run.ps1 }
        else { Write-Warning 'THE PESTER SUITE DID NOT RUN: no Pester 5. Get it: Install-Module Pester -MinimumVersion 5.0 -Scope CurrentUser' }
    }
    'Demo' { Invoke-Build; & ./docs/examples/Demo.ps1 @Arguments }
    'Bench' { Invoke-Build; Invoke-Dotnet run --project tests/Benchmarks -c Release --no-build -- @Arguments }
    'Pack' { Invoke-Build; Invoke-Dotnet msbuild src/RaxBackup.Cmdlets '-t:PackModule' '-p:Configuration=Release' '-v:minimal' -nologo; Invoke-Dotnet pack src/RaxBackup.Service -c Release --no-build -v minimal --nologo }
}
