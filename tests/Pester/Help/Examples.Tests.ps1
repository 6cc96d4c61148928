# Every example of every help page, and of the topics on runbooks and usage, runs as it is printed, against a real service, with a home folder that holds a small site.
BeforeDiscovery {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    Import-BuiltModule
    $examples = foreach ($command in (Get-Command -Module RaxBackup).Name) {
        foreach ($example in (Get-Help $command).examples.example) {
            @{ Command = $command; Title = $example.title.Trim('-', ' '); Code = $example.code }
        }
    }
    $examples = @($examples) + @(foreach ($topic in 'about_RaxBackup_Runbooks', 'about_RaxBackup_Usage') {
        $blocks = [regex]::Matches((Get-Content "$PSScriptRoot/../../../docs/en-US/$topic.md" -Raw), '(?ms)^```powershell\n(.*?)^```')
        foreach ($block in $blocks) { @{ Command = $topic; Title = ($block.Groups[1].Value -split "`n")[1].Trim(); Code = $block.Groups[1].Value } }
    })
}

Describe 'Examples' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../Support.psm1" -Force
        Import-BuiltModule
        $realHome = $HOME
        # As where the module is installed: threads and jobs find it by its name.
        $realModulePath = $env:PSModulePath
        $env:PSModulePath = (Split-Path (Split-Path (Get-BuiltManifest))) + [IO.Path]::PathSeparator + $env:PSModulePath
        $folder = (New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) "rax-home-$([guid]::NewGuid())")).FullName
        Set-Variable HOME $folder -Force -Scope Global
        $null = New-Item -ItemType Directory "$folder/site/cache"
        'Hello' > "$folder/site/index.html"; 'body {}' > "$folder/site/style.css"; 'stale' > "$folder/site/cache/page"
        $state = @{ Service = $null }
    }

    # Examples start and stop services as they like: each finds one that runs, with a configuration 'Website' that has a backup.
    BeforeEach {
        Get-RaxLocalService | Where-Object ProcessId -ne $state.Service.ProcessId | Stop-RaxLocalService
        Get-RaxLocalService | Get-RaxLocalFault | Remove-RaxLocalFault -Confirm:$false
        if (-not (Get-RaxLocalService)) {
            $state.Service = Start-RaxLocalService
            Connect-RaxBackup -Local $state.Service
            $configuration = Get-RaxBackupAgent | New-RaxBackupConfiguration -Name Website -IncludeFolder "$HOME/site"
            $backup = $configuration | Start-RaxBackup | Wait-RaxBackup -PollIntervalSec 1
            $backup.State | Should -Be Completed
        }
    }

    AfterAll {
        Get-RaxLocalService | Stop-RaxLocalService
        Set-Variable HOME $realHome -Force -Scope Global
        $env:PSModulePath = $realModulePath
        Remove-Item $folder -Recurse -Force
    }

    It '<Command>, <Title>' -ForEach $examples {
        $ErrorActionPreference = 'Stop'
        { & ([scriptblock]::Create($Code)) | Out-String } | Should -Not -Throw
    }
}
