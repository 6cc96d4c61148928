BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1" -Force
    $manifest = Get-BuiltManifest
    Import-BuiltModule
}

Describe 'The module' {
    It 'has a manifest that PowerShell accepts' {
        (Test-ModuleManifest $manifest).Name | Should -Be 'RaxBackup'
    }

    It 'exports exactly the commands of its manifest' {
        $listed = (Import-PowerShellDataFile $manifest).CmdletsToExport | Sort-Object
        (Get-Command -Module RaxBackup).Name | Sort-Object | Should -Be $listed
    }

    It 'keeps its commands through two forced imports, and through a removal' {
        $counts = Invoke-NewPowerShell @"
            `$ErrorActionPreference = 'Stop'
            Import-Module '$manifest'
            (Get-Command -Module RaxBackup).Count
            1..2 | ForEach-Object { Import-Module '$manifest' -Force }
            (Get-Command -Module RaxBackup).Count
            Remove-Module RaxBackup
            @(Get-Command Connect-RaxBackup -ErrorAction Ignore | Where-Object Source -ne '').Count
            Import-Module '$manifest'
            (Get-Command -Module RaxBackup).Count
            (Get-Command Get-RaxLocalService).Source; @(Get-RaxLocalService).Count
"@
        $commands = (Import-PowerShellDataFile $manifest).CmdletsToExport.Count
        -split $counts | Should -Be @($commands, $commands, 0, $commands, 'RaxBackup', 0)
    }

    It 'keeps its packages apart from those that the host has loaded' {
        $loaded = Invoke-NewPowerShell @"
            `$null = [Newtonsoft.Json.JsonConvert]::SerializeObject(1)
            Import-Module '$manifest'
            Start-RaxLocalService | Stop-RaxLocalService
            [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -eq 'Newtonsoft.Json' } |
                ForEach-Object { [Runtime.Loader.AssemblyLoadContext]::GetLoadContext(`$_).Name + '=' + `$_.Location }
"@
        $own = Join-Path (Split-Path $manifest) 'bin/net8.0/Newtonsoft.Json.dll'
        $loaded | Should -Match 'Default='
        $loaded | Should -BeLike "*RaxBackup=$own*"
    }

    It 'closes the session when it goes' {
        $said = Invoke-NewPowerShell @"
            Import-Module '$manifest'
            Connect-RaxBackup -Local
            `$session = Get-RaxBackupSession
            Import-Module '$manifest' -Force
            @(Get-RaxBackupSession).Count
            try { Get-RaxBackupAgent -Session `$session } catch { `$_.FullyQualifiedErrorId }
"@
        -split $said | Should -Be @('0', 'SessionClosed,RaxBackup.Cmdlets.GetRaxBackupAgentCommand')
    }

    It 'has a category for every kind of failure' {
        $categoryOf = [RaxBackup.LoadContext]::Cmdlets.GetType('RaxBackup.Cmdlets.ErrorRecords').GetMethod('CategoryOf')
        foreach ($kind in [Enum]::GetValues([RaxBackup.FailureKind])) {
            $categoryOf.Invoke($null, @($kind)) | Should -Not -Be 'NotSpecified' -Because $kind
        }
    }

    It 'imports its .NET Framework build here too, and runs a command of it' {
        $desktop = Join-Path (Split-Path $manifest) 'bin/net472/RaxBackup.Cmdlets.dll'
        $said = Invoke-NewPowerShell @"
            Import-Module '$desktop'
            Connect-RaxBackup -Local
            (Get-RaxBackupSession).UserName
            (Get-RaxBackupAgent).Count
"@
        -split $said | Should -Be @('local', '1')
    }

    It 'says in one line what to run where it is not built' {
        $folder = Join-Path $TestDrive 'checkout'
        $null = New-Item -ItemType Directory "$folder/src/RaxBackup.Cmdlets"
        Copy-Item "$PSScriptRoot/../../src/RaxBackup.Cmdlets/RaxBackup.psm1" "$folder/src/RaxBackup.Cmdlets"
        $failure = Get-Failure { Import-Module "$folder/src/RaxBackup.Cmdlets/RaxBackup.psm1" }
        $failure.Exception.Message | Should -Be "RaxBackup is not built yet: run ./build.sh build (or ./build.ps1 Build) in $folder."
    }
}
