BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    Import-BuiltModule
}

AfterAll { Get-RaxLocalService | Stop-RaxLocalService }

Describe 'Get-RaxLocalService' {
    It 'writes nothing where none runs' {
        Get-RaxLocalService | Should -BeNullOrEmpty
    }

    It 'writes those that run, oldest first, with values of their real types' {
        $first = Start-RaxLocalService
        $second = Start-RaxLocalService -Path "$TestDrive/state"
        $both = Get-RaxLocalService
        $both | Should -Be @($first, $second)
        $first.Address | Should -BeOfType ([uri])
        $first.IdentityUri | Should -Be "$($first.Address)v2.0/"
        $first.Port | Should -Be $first.Address.Port
        $first.ProcessId | Should -BeOfType ([int])
        $first.StartTime | Should -BeOfType ([DateTimeOffset])
        $first.StartTime.Offset | Should -Be ([TimeSpan]::Zero)
        $first.Version | Should -Be (Get-Module RaxBackup).Version
        $first.Path | Should -BeNullOrEmpty
        $second.Path | Should -Be ([IO.Path]::GetFullPath("$TestDrive/state"))
        "$first" | Should -Be $first.Address
    }

    It 'sees those of other runspaces of this process' {
        $before = @(Get-RaxLocalService).Count
        $aside = [powershell]::Create()
        try {
            $null = $aside.AddScript("Import-Module '$(Get-BuiltManifest)'; Start-RaxLocalService").Invoke()
            @(Get-RaxLocalService).Count | Should -Be ($before + 1)
        }
        finally { $aside.Dispose() }
    }
}
