# What RaxBackup.psm1 loads once the commands' assembly is there: the types of this file are found in it.
@{
    ModuleVersion        = '1.0'
    TypesToProcess       = @('RaxBackup.Copies.ps1xml')
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    CmdletsToExport      = @()
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
}
