@{
    RootModule           = 'src/RaxBackup.Cmdlets/RaxBackup.psm1'
    FormatsToProcess     = @('src/RaxBackup.Cmdlets/Views/RaxBackup.Format.ps1xml')
    TypesToProcess       = @('src/RaxBackup.Cmdlets/Views/RaxBackup.Types.ps1xml')

    ModuleVersion        = '0.1.0'
    GUID                 = '0601bfcc-ab3e-4bec-8389-ab635d15ff08'
    Author               = 'The RaxBackup authors'
    Copyright            = 'The RaxBackup authors. MIT licence.'
    Description          = 'Commands for the Rackspace Cloud Backup API and the usage events of Cloud Feeds, with a wire-compatible local service that backs up and restores real files.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    DotNetFrameworkVersion = '4.7.2'

    CmdletsToExport      = @(
        'Add-RaxLocalFault'
        'Add-RaxRestoreItem'
        'Connect-RaxBackup'
        'Disable-RaxBackupAgent'
        'Disable-RaxBackupConfiguration'
        'Disconnect-RaxBackup'
        'Enable-RaxBackupAgent'
        'Enable-RaxBackupConfiguration'
        'Enable-RaxBackupEncryption'
        'Export-RaxBackupConfiguration'
        'Export-RaxUsage'
        'Get-RaxBackup'
        'Get-RaxBackupActivity'
        'Get-RaxBackupAgent'
        'Get-RaxBackupConfiguration'
        'Get-RaxBackupReport'
        'Get-RaxBackupSession'
        'Get-RaxLocalFault'
        'Get-RaxLocalRequest'
        'Get-RaxLocalService'
        'Get-RaxRestore'
        'Get-RaxRestoreItem'
        'Get-RaxRestorePoint'
        'Get-RaxRestoreReport'
        'Get-RaxUsageEvent'
        'Import-RaxBackupConfiguration'
        'Import-RaxUsageEvent'
        'Invoke-RaxBackupApi'
        'Measure-RaxUsage'
        'Move-RaxBackupVault'
        'New-RaxBackupConfiguration'
        'New-RaxRestore'
        'Remove-RaxBackupAgent'
        'Remove-RaxBackupConfiguration'
        'Remove-RaxLocalFault'
        'Remove-RaxRestoreItem'
        'Reset-RaxLocalService'
        'Resume-RaxBackupAgent'
        'Set-RaxBackupAgent'
        'Set-RaxBackupConfiguration'
        'Set-RaxBackupEncryption'
        'Set-RaxRestore'
        'Start-RaxBackup'
        'Start-RaxLocalService'
        'Start-RaxRestore'
        'Stop-RaxBackup'
        'Step-RaxLocalClock'
        'Stop-RaxLocalService'
        'Stop-RaxRestore'
        'Wait-RaxBackup'
        'Wait-RaxRestore'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()

    PrivateData          = @{
        PSData = @{
            Tags = @('Rackspace', 'Backup', 'CloudBackup', 'Restore', 'Usage', 'PSEdition_Core', 'PSEdition_Desktop')
        }
    }
}
