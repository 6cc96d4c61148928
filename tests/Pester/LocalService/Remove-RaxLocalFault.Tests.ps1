BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
}

AfterAll { Disconnect-TestService }

Describe 'Remove-RaxLocalFault' {
    BeforeEach { $first, $second = 'ListAgents', 'GetAgent' | ForEach-Object { Add-RaxLocalFault $_ 418 } }
    AfterEach { Get-RaxLocalFault -LocalService $service | Remove-RaxLocalFault -Confirm:$false }

    It 'removes the one that is given: by <How>' -ForEach @(
        @{ How = 'name'; Script = { Remove-RaxLocalFault -FaultId $first.FaultId -Confirm:$false } }
        @{ How = 'position'; Script = { Remove-RaxLocalFault $first.FaultId -Confirm:$false } }
        @{ How = 'pipeline'; Script = { $first | Remove-RaxLocalFault -Confirm:$false } }
    ) {
        & $Script | Should -BeNullOrEmpty
        (Get-RaxLocalFault).FaultId | Should -Be $second.FaultId
        Get-RaxBackupAgent | Should -HaveCount 1
    }

    It 'removes it from the service that it belongs to' {
        $other = Start-RaxLocalService
        try {
            $same = foreach ($i in 1..$first.FaultId) { Add-RaxLocalFault ListAgents 500 -LocalService $other }
            $first, $same[-1] | Remove-RaxLocalFault -Confirm:$false
            (Get-RaxLocalFault -LocalService $service).FaultId | Should -Be $second.FaultId
            @(Get-RaxLocalFault -LocalService $other).Count | Should -Be ($first.FaultId - 1)
        }
        finally { $other | Stop-RaxLocalService }
    }

    It 'removes the fault that struck a request' {
        Get-RaxBackupAgent -ErrorAction SilentlyContinue
        Get-RaxLocalRequest -StatusCode 418 -Newest 1 | Remove-RaxLocalFault -Confirm:$false
        (Get-RaxLocalFault).FaultId | Should -Be $second.FaultId
    }

    It 'removes nothing with -WhatIf, and nothing where nobody can be asked' {
        $first | Remove-RaxLocalFault -WhatIf
        Invoke-NewPowerShell @"
            Import-Module '$(Get-BuiltManifest)'
            `$fault = Start-RaxLocalService | Add-RaxLocalFault ListAgents 418
            try { `$fault | Remove-RaxLocalFault } catch { `$_.FullyQualifiedErrorId }
            @(Get-RaxLocalFault).Count
"@ | Should -Match '^ConfirmationImpossible,\S+\s+1'
        @(Get-RaxLocalFault).Count | Should -Be 2
    }

    It 'names the fault that is not there, and goes on' {
        [pscustomobject]@{ FaultId = 4711 }, [pscustomobject]@{ FaultId = $null }, $first |
            Remove-RaxLocalFault -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
        Assert-ErrorRecord $errors[0] LocalFaultNotFound ObjectNotFound 4711
        Assert-ErrorRecord $errors[1] IdMissing InvalidArgument FaultId
        (Get-RaxLocalFault).FaultId | Should -Be $second.FaultId
    }
}
