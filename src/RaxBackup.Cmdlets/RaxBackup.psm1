# Loads the commands: from bin beside this file (an installed module), else from a built checkout's out/RaxBackup.
$bin = @("$PSScriptRoot/bin", "$PSScriptRoot/../../out/RaxBackup/bin") |
    Where-Object { Test-Path -LiteralPath "$_/net8.0/RaxBackup.dll" } | Select-Object -First 1
if (-not $bin) {
    $root = [IO.Path]::GetFullPath("$PSScriptRoot/../..")
    throw "RaxBackup is not built yet: run ./build.sh build (or ./build.ps1 Build) in $root."
}
$bin = [IO.Path]::GetFullPath($bin)

if ($PSEdition -eq 'Core') {
    # Only RaxBackup.dll goes into the host's own load context; the rest, packages included, goes into ours.
    $null = [Reflection.Assembly]::LoadFrom("$bin/net8.0/RaxBackup.dll")
    $commands = Import-Module -Assembly ([RaxBackup.LoadContext]::Cmdlets) -PassThru
}
else {
    $commands = Import-Module "$bin/net472/RaxBackup.Cmdlets.dll" -PassThru
}

# Without this a second import finds the commands' own module still there and exports nothing.
$ExecutionContext.SessionState.Module.OnRemove = { Remove-Module -ModuleInfo $commands }.GetNewClosure()
