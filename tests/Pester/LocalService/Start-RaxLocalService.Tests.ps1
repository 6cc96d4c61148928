BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    Import-BuiltModule
}

Describe 'Start-RaxLocalService' {
    AfterEach { Get-RaxLocalService | Stop-RaxLocalService }

    It 'writes the service that it started' {
        $service = Start-RaxLocalService
        $service.GetType().FullName | Should -Be 'RaxBackup.LocalService'
        $service.Address.IsLoopback | Should -BeTrue
        $service.IsRunning | Should -BeTrue
        $service.Regions | Should -Be @('DFW', 'ORD', 'IAD')
        $service.ApiKey | Should -BeOfType ([securestring])
        (Get-Process -Id $service.ProcessId).HasExited | Should -BeFalse
        Get-RaxLocalService | Should -Be $service
    }

    It 'ends with Stop-RaxLocalService' {
        $service = Start-RaxLocalService
        $process = Get-Process -Id $service.ProcessId
        $service | Stop-RaxLocalService | Should -BeNullOrEmpty
        $process.WaitForExit(30000) | Should -BeTrue
        Get-RaxLocalService | Should -BeNullOrEmpty
        $service.IsRunning | Should -BeFalse
    }

    It 'ends with the PowerShell that started it' {
        $id = [int](Invoke-NewPowerShell "Import-Module '$(Get-BuiltManifest)'; (Start-RaxLocalService).ProcessId")
        $process = Get-Process -Id $id -ErrorAction Ignore
        if ($process) { $process.WaitForExit(30000) | Should -BeTrue }
        Get-Process -Id $id -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'keeps its state in a folder, relative and awkward names included' {
        $null = New-Item -ItemType Directory "$TestDrive/here"
        Push-Location "$TestDrive/here"
        try { $first = Start-RaxLocalService -Path './sta te "x"' } finally { Pop-Location }
        Test-Path -LiteralPath "$TestDrive/here/sta te `"x`"/state.db" | Should -BeTrue
        $tenant = $first.TenantId
        Stop-RaxLocalService $first
        (Start-RaxLocalService -Path "$TestDrive/here/sta te `"x`"").TenantId | Should -Be $tenant
    }

    It 'starts nothing with -WhatIf' {
        Start-RaxLocalService -WhatIf | Should -BeNullOrEmpty
        Get-RaxLocalService | Should -BeNullOrEmpty
    }

    It 'says which port is in use' {
        $service = Start-RaxLocalService
        $failure = Get-Failure { Start-RaxLocalService -Port $service.Port }
        $failure.FullyQualifiedErrorId | Should -Be 'PortInUse,RaxBackup.Cmdlets.StartRaxLocalServiceCommand'
        $failure.Exception.Message | Should -Match $service.Port
    }

    It 'says that the state folder cannot be written' {
        Set-Content "$TestDrive/file" 'a file, not a folder'
        $failure = Get-Failure { Start-RaxLocalService -Path "$TestDrive/file" }
        $failure.FullyQualifiedErrorId | Should -BeLike 'StateNotWritable,*'
        $failure.Exception.Message | Should -Match 'file'
    }

    It 'says that the state folder is none' {
        (Get-Failure { Start-RaxLocalService -Path 'env:somewhere' }).FullyQualifiedErrorId | Should -BeLike 'StatePathInvalid,*'
    }

    It 'says what to install where the runtime is missing' {
        $dotnet = Get-Item (Get-Command dotnet -CommandType Application | Select-Object -First 1).Source
        $real = $dotnet.ResolveLinkTarget($true) ?? $dotnet
        $bare = New-Item -ItemType Directory "$TestDrive/bare"
        Copy-Item $real.FullName $bare
        Copy-Item -Recurse (Join-Path $real.DirectoryName 'host') $bare
        $said = Invoke-NewPowerShell @"
            `$env:DOTNET_HOST_PATH = '$(Join-Path $bare $real.Name)'
            Import-Module '$(Get-BuiltManifest)'
            try { Start-RaxLocalService } catch { `$_.FullyQualifiedErrorId; `$_.ErrorDetails.RecommendedAction }
"@
        $said | Should -Match '^DotNetRuntimeMissing,'
        $said | Should -Match 'ASP.NET Core Runtime 10'
    }

    It 'says that there is no dotnet' {
        $said = Invoke-NewPowerShell @"
            `$env:DOTNET_HOST_PATH = '$TestDrive/nowhere/dotnet'
            Import-Module '$(Get-BuiltManifest)'
            try { Start-RaxLocalService } catch { `$_.FullyQualifiedErrorId }
"@
        $said | Should -Match '^DotNetRuntimeMissing,'
    }
}
