using namespace System
# Loads the commands: from bin beside this file (an installed module), else from a built checkout's out/RaxBackup.
# Only .NET calls here: a cmdlet such as Test-Path would load PowerShell's own modules first, and cost as much time as all of ours.
$bin = [IO.Path]::Combine($PSScriptRoot, 'bin')
if (-not [IO.File]::Exists("$bin/net8.0/RaxBackup.dll")) {
    $root = [IO.Path]::GetFullPath("$PSScriptRoot/../..")
    $bin = [IO.Path]::Combine($root, 'out/RaxBackup/bin')
    if (-not [IO.File]::Exists("$bin/net8.0/RaxBackup.dll")) { throw "RaxBackup is not built yet: run ./build.sh build (or ./build.ps1 Build) in $root." }
}

if ($PSEdition -eq 'Core') {
    # Only RaxBackup.dll goes into the host's own load context; the rest, packages included, goes into ours.
    $null = [Reflection.Assembly]::LoadFrom("$bin/net8.0/RaxBackup.dll")
    $commands = Import-Module -Assembly ([RaxBackup.LoadContext]::Cmdlets) -PassThru
}
else {
    $commands = Import-Module "$bin/net472/RaxBackup.Cmdlets.dll" -PassThru
}

# Only now: it names a type of the assembly, and PowerShell reads a module's own TypesToProcess before its RootModule. It reads them on
# several threads, and those know no module's assemblies: they find the type only since it is looked up here, in the state of using that they have.
$null = [RaxBackup.Cmdlets.CopyConverter]
$copies = Import-Module ([IO.Path]::Combine($PSScriptRoot, 'RaxBackup.Copies.psd1')) -PassThru

# Without this a second import finds the commands' own module still there and exports nothing.
$ExecutionContext.SessionState.Module.OnRemove = { Remove-Module -ModuleInfo $copies, $commands }.GetNewClosure()
