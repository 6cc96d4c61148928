# Runs every Pester file against the built module and ends with one line of counts; exit code 1 where anything failed or nothing ran.
[CmdletBinding()]
param([string[]] $Path = $PSScriptRoot)
$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$configuration.Output.StackTraceVerbosity = 'FirstLine'
$result = Invoke-Pester -Configuration $configuration
$broken = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount + $result.SkippedCount
"Pester - Failed: $broken, Passed: $($result.PassedCount)"
exit [int]($broken -gt 0 -or $result.PassedCount -eq 0)
