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

    It 'has its converter found on every thread, whatever a prompt is using' {
        # PowerShell reads type files on several threads; those that are not a pipeline's know only what was looked up before.
        $found = Invoke-NewPowerShell @"
            using namespace System.IO
            Import-Module '$manifest'
            Add-Type -TypeDefinition 'public static class Aside { public static System.Type Find(System.Management.Automation.Language.ITypeName name) =>
                System.Threading.Tasks.Task.Run(name.GetReflectionType).Result; }'
            [Aside]::Find([Management.Automation.Language.TypeName]::new({ 1 }.Ast.Extent, 'RaxBackup.Cmdlets.CopyConverter')).FullName
"@
        $found.Trim() | Should -Be 'RaxBackup.Cmdlets.CopyConverter'
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

    It 'can be imported from the root of a built checkout' {
        $root = [IO.Path]::GetFullPath("$PSScriptRoot/../..")
        $said = Invoke-NewPowerShell @"
            `$ErrorActionPreference = 'Stop'
            Import-Module '$root/RaxBackup.psd1'
            (Get-Command -Module RaxBackup).Count
            Connect-RaxBackup -Local
            (Get-RaxBackupAgent).GetType().FullName
            @(Get-FormatData RaxBackup.Agent).Count
            (Get-Help Get-RaxBackupAgent).Name
"@
        $commands = (Import-PowerShellDataFile $manifest).CmdletsToExport.Count
        -split $said | Should -Be @($commands, 'RaxBackup.Agent', 1, 'Get-RaxBackupAgent')
    }

    It 'works in the runspaces of ForEach-Object -Parallel, with a session handed over' {
        $said = Invoke-NewPowerShell @"
            Import-Module '$manifest'
            `$session = Connect-RaxBackup -Local -PassThru
            1..6 | ForEach-Object -Parallel {
                Import-Module '$manifest'
                try { Get-RaxBackupAgent } catch { `$_.FullyQualifiedErrorId }
                (Get-RaxBackupAgent -Session `$using:session).MachineAgentId
            } | Group-Object -NoElement | ForEach-Object { "`$(`$_.Count) `$(`$_.Name)" }
            (Get-RaxBackupAgent).MachineAgentId
"@
        $lines = $said.Trim() -split '\r?\n'
        $id = $lines[-1]
        $lines[0..1] | Sort-Object | Should -Be @("6 $id", '6 NotConnected,RaxBackup.Cmdlets.GetRaxBackupAgentCommand')
    }

    It 'works in a job, which connects for itself' {
        $service = Start-RaxLocalService
        try {
            $said = Start-Job -ArgumentList $manifest, $service.IdentityUri, $service.ApiKey {
                param($manifest, $identityUri, $apiKey)
                Import-Module $manifest
                try { Get-RaxBackupAgent } catch { $_.FullyQualifiedErrorId }
                Connect-RaxBackup -UserName local -ApiKey $apiKey -IdentityUri $identityUri
                Get-RaxBackupAgent
            } | Receive-Job -Wait -AutoRemoveJob
            $said[0] | Should -Be 'NotConnected,RaxBackup.Cmdlets.GetRaxBackupAgentCommand'
            $said[1] | Should -BeOfType ([RaxBackup.Agent])
            $said[1].MachineAgentId | Should -BeOfType ([long])
        }
        finally { $service | Stop-RaxLocalService }
    }

    It 'says in one line what to run where it is not built, by <How>' -ForEach @{ How = 'RaxBackup.psd1' }, @{ How = 'src/RaxBackup.Cmdlets/RaxBackup.psm1' } {
        $checkout = [IO.Path]::GetFullPath("$PSScriptRoot/../..")
        $folder = Join-Path $TestDrive (New-Guid)
        foreach ($part in 'RaxBackup.psd1', 'src/RaxBackup.Cmdlets/RaxBackup.psm1', 'src/RaxBackup.Cmdlets/Views') {
            $null = New-Item -ItemType Directory -Force (Split-Path "$folder/$part")
            Copy-Item -Recurse "$checkout/$part" "$folder/$part"
        }
        $said = Invoke-NewPowerShell "try { Import-Module '$folder/$How' } catch { `$_.Exception.Message }; @(Get-Command -Module RaxBackup).Count"
        ($said.Trim() -split '\r?\n') | Should -Be "RaxBackup is not built yet: run ./build.sh build (or ./build.ps1 Build) in $folder.", '0'
    }
}
