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

    It 'begins with a ready-made seed: <_>' -ForEach 'small', 'fleet' {
        Start-RaxLocalService -Seed $_ | Connect-RaxBackup
        @(Get-RaxBackupAgent).Count | Should -BeGreaterThan 5
        Disconnect-RaxBackup
    }

    It 'offers exactly the ready-made seeds, and files' {
        Push-Location $TestDrive
        try {
            Set-Content fleet-of-mine.json '{}'
            $line = 'Start-RaxLocalService -Seed '
            $offered = ([Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)).CompletionMatches.CompletionText
        }
        finally { Pop-Location }
        $offered[0, 1] | Should -Be @('fleet', 'small')
        $offered | Should -Contain './fleet-of-mine.json'
        $failure = Get-Failure { Start-RaxLocalService -Seed nothing -WhatIf }
        Assert-ErrorRecord $failure SeedUnknown InvalidArgument nothing
        $failure.Exception.Message | Should -Match 'there are fleet, small'
    }

    It 'lets the users of a seed log in, each with the role that the seed says' {
        Set-Content "$TestDrive/seed.json" (@{
                users  = @(@{ name = 'olga'; apiKey = 'key-of-olga'; roles = @('observer') }, @{ name = 'otto'; password = 'word-of-otto'; tenant = '700100'; roles = @('admin') })
                agents = @(@{ name = 'web01'; script = @{ presence = 'UntilWoken'; wakeSec = 0 } }, @{ name = 'shop01'; tenant = '700100' })
            } | ConvertTo-Json -Depth 5)
        Push-Location $TestDrive
        try { $service = Start-RaxLocalService -Seed ./seed.json } finally { Pop-Location }
        $key = ConvertTo-SecureString 'key-of-olga' -AsPlainText -Force
        Connect-RaxBackup -UserName olga -ApiKey $key -IdentityUri $service.IdentityUri
        $agent = Get-RaxBackupAgent web01 -Detailed
        $agent.Status | Should -Be 'Offline'
        Assert-ErrorRecord (Get-Failure { Resume-RaxBackupAgent -ErrorAction Stop }) AccessDenied PermissionDenied
        Connect-RaxBackup -Local $service
        $agent | Resume-RaxBackupAgent -Wait | ForEach-Object Status | Should -Be 'Online'
        $otto = [pscredential]::new('otto', (ConvertTo-SecureString 'word-of-otto' -AsPlainText -Force))
        Connect-RaxBackup $otto -Password -IdentityUri $service.IdentityUri
        (Get-RaxBackupAgent).MachineName | Should -Be 'shop01'
        Disconnect-RaxBackup
    }

    It 'refuses a seed that is wrong, by its place, and starts nothing' {
        Set-Content "$TestDrive/wrong.json" '{"agents": [{"name": "web01", "script": {"presence": "Sometimes"}}]}'
        $failure = Get-Failure { Start-RaxLocalService -Seed "$TestDrive/wrong.json" -Path "$TestDrive/unseeded" }
        Assert-ErrorRecord $failure SeedInvalid ResourceUnavailable
        $failure.Exception.Message | Should -Match '\$\.agents\[0\]\.script\.presence: one of Online, Offline, UntilWoken, Flapping was expected, and ''Sometimes'' is there'
        Test-Path "$TestDrive/unseeded" | Should -BeFalse
        Get-RaxLocalService | Should -BeNullOrEmpty
        Assert-ErrorRecord (Get-Failure { Start-RaxLocalService -Seed "$TestDrive/none.json" -WhatIf }) FileNotFound ObjectNotFound
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

Describe 'Start-RaxLocalService -Path' {
    BeforeEach { $state = Join-Path $TestDrive ([guid]::NewGuid()) }
    AfterEach { Disconnect-RaxBackup; Get-RaxLocalService | Stop-RaxLocalService }

    It 'brings everything back on the same folder' {
        $null = New-Item -ItemType Directory "$TestDrive/data" -Force
        Set-Content "$TestDrive/data/a.txt" 'precious'
        $first = Start-RaxLocalService $state
        Connect-RaxBackup -Local $first
        $backup = Get-RaxBackupAgent | New-RaxBackupConfiguration -Name kept -IncludeFolder "$TestDrive/data" -Daily -At '03:30' -TimeZone UTC |
            Start-RaxBackup | Wait-RaxBackup -PollIntervalSec 1
        $agent = Get-RaxBackupAgent -Detailed
        $configuration = Get-RaxBackupConfiguration -Name kept
        $report = $backup | Get-RaxBackupReport
        $usage = Get-RaxUsageEvent -Service Backup
        Disconnect-RaxBackup
        $first | Stop-RaxLocalService

        $second = Start-RaxLocalService $state
        $second.ProcessId | Should -Not -Be $first.ProcessId
        $second.TenantId | Should -Be $first.TenantId
        [Net.NetworkCredential]::new('', $second.ApiKey).Password | Should -BeExactly ([Net.NetworkCredential]::new('', $first.ApiKey).Password)
        Connect-RaxBackup -Credential ([pscredential]::new('local', $first.ApiKey)) -IdentityUri $second.IdentityUri
        Get-RaxBackupAgent -Detailed | ConvertTo-Json -Depth 4 | Should -Be ($agent | ConvertTo-Json -Depth 4)
        Get-RaxBackupConfiguration -Name kept | ConvertTo-Json -Depth 4 | Should -Be ($configuration | ConvertTo-Json -Depth 4)
        Get-RaxBackupReport $backup.BackupId | ConvertTo-Json -Depth 4 | Should -Be ($report | ConvertTo-Json -Depth 4)
        (Get-RaxUsageEvent -Service Backup).EventId | Should -Be $usage.EventId
        (Get-RaxRestorePoint).BackupConfigurationName | Should -Be 'kept'
        $null = $backup | Start-RaxRestore -DestinationPath "$state-restored" | Wait-RaxRestore -PollIntervalSec 1
        Get-ChildItem "$state-restored" -Recurse -File | Get-Content | Should -Be 'precious'
    }

    It 'keeps the API key for its owner alone' {
        $service = Start-RaxLocalService $state
        Get-Content "$state/apikey" -Raw | Should -BeExactly ([Net.NetworkCredential]::new('', $service.ApiKey).Password)
        if (-not $IsWindows) {
            [IO.File]::GetUnixFileMode("$state/apikey") | Should -Be 'UserWrite, UserRead'
            [IO.File]::GetUnixFileMode("$state/state.db") | Should -Be 'UserWrite, UserRead'
            [IO.File]::GetUnixFileMode($state) | Should -Be 'UserExecute, UserWrite, UserRead'
        }
    }

    It 'says that another service works on the folder, and leaves it alone' {
        $first = Start-RaxLocalService $state
        $failure = Get-Failure { Start-RaxLocalService $state }
        $failure.FullyQualifiedErrorId | Should -Be 'StateInUse,RaxBackup.Cmdlets.StartRaxLocalServiceCommand'
        $failure.CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        $failure.TargetObject | Should -Be $state
        Get-RaxLocalService | Should -Be $first
        (Connect-RaxBackup -Local $first -PassThru).TenantId | Should -Be $first.TenantId
    }

    It 'says what folder cannot be written: <Path>' -ForEach @(
        @{ Path = 'file' }, @{ Path = 'file/below' }, @{ Path = '/proc/raxbackup' } | Where-Object { $IsLinux -or $_.Path -notlike '/proc*' }
    ) {
        Set-Content "$TestDrive/file" 'a file, not a folder'
        $full = [IO.Path]::Combine($TestDrive, $Path)
        $failure = Get-Failure { Start-RaxLocalService $full }
        $failure.FullyQualifiedErrorId | Should -Be 'StateNotWritable,RaxBackup.Cmdlets.StartRaxLocalServiceCommand'
        $failure.CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        $failure.TargetObject | Should -Be $full
        $failure.Exception.Message | Should -Match ([regex]::Escape($full))
        Get-Content "$TestDrive/file" | Should -Be 'a file, not a folder'
        Get-RaxLocalService | Should -BeNullOrEmpty
    }

    It 'says that the state is damaged and leaves it as it is' {
        Start-RaxLocalService $state | Stop-RaxLocalService
        Set-Content "$state/state.db" 'this is no database, and has not been for a while'
        $failure = Get-Failure { Start-RaxLocalService $state }
        $failure.FullyQualifiedErrorId | Should -BeLike 'StateDamaged,*'
        Get-Content "$state/state.db" | Should -Be 'this is no database, and has not been for a while'
    }

    It 'refuses an empty path' {
        { Start-RaxLocalService -Path '' } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}

Describe 'Start-RaxLocalService -Port' {
    AfterEach { Get-RaxLocalService | Stop-RaxLocalService }

    It 'listens on the port that is asked for' {
        $free = Start-RaxLocalService
        $port = $free.Port
        $free | Stop-RaxLocalService
        (Start-RaxLocalService -Port $port).Address | Should -Be "http://127.0.0.1:$port/"
    }

    It 'names the port that is in use' {
        $service = Start-RaxLocalService
        $failure = Get-Failure { Start-RaxLocalService -Port $service.Port }
        $failure.CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        $failure.TargetObject | Should -Be $service.Port
        Get-RaxLocalService | Should -Be $service
    }

    It 'refuses what is no port: <Port>' -ForEach @{ Port = -1 }, @{ Port = 65536 } {
        { Start-RaxLocalService -Port $Port } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}

Describe 'The process of a local service' {
    AfterEach { Get-RaxLocalService | Stop-RaxLocalService }

    It 'ends when its PowerShell is killed' {
        $start = [Diagnostics.ProcessStartInfo]::new((Get-Process -Id $PID).Path)
        '-NoProfile', '-NonInteractive', '-Command', "Import-Module '$(Get-BuiltManifest)'; (Start-RaxLocalService).ProcessId; `$null = [Console]::In.ReadLine()" |
            ForEach-Object { $start.ArgumentList.Add($_) }
        $start.RedirectStandardOutput = $start.RedirectStandardInput = $true
        $parent = [Diagnostics.Process]::Start($start)
        $service = [Diagnostics.Process]::GetProcessById([int]$parent.StandardOutput.ReadLine())
        $parent.Kill()
        $service.WaitForExit(30000) | Should -BeTrue
    }

    It 'goes on when its PowerShell is interrupted' {
        $service = Start-RaxLocalService
        if (-not $IsWindows) { & (Get-Command kill -CommandType Application | Select-Object -First 1) -INT $service.ProcessId }
        foreach ($i in 1..20) { (Invoke-RestMethod "$($service.Address)_service/health" -DisableKeepAlive).status | Should -Be 'ok' }
        Get-RaxLocalService | Should -Be $service
    }

    It 'shows its API key nowhere' {
        $said = Start-RaxLocalService -Path "$TestDrive/secret" -Verbose -Debug *>&1
        $service = $said | Where-Object { $_ -is [RaxBackup.LocalService] }
        $key = [Net.NetworkCredential]::new('', $service.ApiKey).Password
        $shown = @(
            $said | Format-List * -Force | Out-String
            $said | Format-Table | Out-String
            $service | ConvertTo-Json
            Get-RaxLocalService | Out-String
            (Get-Process -Id $service.ProcessId).CommandLine
            if ($IsLinux) { Get-Content "/proc/$($service.ProcessId)/environ" -Raw }
            try { Start-RaxLocalService -Path "$TestDrive/secret" -Verbose -Debug *>&1 } catch { $_ | Format-List * -Force | Out-String }
        ) -join "`n"
        $shown | Should -Match $service.ProcessId
        $shown | Should -Not -Match $key
    }
}
