BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
}

AfterAll { Disconnect-TestService }

Describe 'Get-RaxLocalFault' {
    AfterEach { Get-RaxLocalFault -LocalService $service | Remove-RaxLocalFault -Confirm:$false }

    It 'writes nothing where there is none' {
        Get-RaxLocalFault | Should -BeNullOrEmpty
    }

    It 'writes all in the order they were added, as they were added' {
        $added = @(
            Add-RaxLocalFault ListAgents 503 -RetryAfter '2030-01-01T00:00:00Z' -BodyKind Html -Skip 100
            Add-RaxLocalFault 'PUT /v1.0/restore' -DropConnection After
            Add-RaxLocalFault '* */agent/*' -ExpireToken -Count 2
            Add-RaxLocalFault Get* -Body '[]' -ContentType 'text/plain' -Probability 0 -Seed 3
            Add-RaxLocalFault LogIn -Truncate 10 -Delay 0:01 -Skip 100
        )
        Get-RaxLocalFault | ConvertTo-Json | Should -Be ($added | ConvertTo-Json)
        (Get-RaxLocalFault).Effect | Should -Be @(
            '503, Html, Retry-After Tue, 01 Jan 2030 00:00:00 GMT', 'dropped after acting', 'expired token', 'own body', 'delay 1m 0s, cut off at 10 bytes')
        (Get-RaxLocalFault).Operation | Should -Be @('ListAgents', 'PUT /v1.0/restore', '* */agent/*', 'Get*', 'LogIn')
    }

    It 'counts what each has struck, and the journal names them' {
        $fault = Add-RaxLocalFault ListAgents 503 -RetryAfter 0 -Skip 1 -Count 2
        foreach ($i in 1..3) { $null = Get-RaxBackupAgent }
        (Get-RaxLocalFault).HitCount | Should -Be 2
        $requests = Get-RaxLocalRequest ListAgents -Newest 5
        $requests.StatusCode | Should -Be @(200, 503, 503, 200, 200)
        $requests.FaultId | Should -Be @($null, $fault.FaultId, $fault.FaultId, $null, $null)
    }

    It 'asks each service that is piped in' {
        $other = Start-RaxLocalService
        try {
            $null = Add-RaxLocalFault ListAgents 500 -LocalService $service
            $null = Add-RaxLocalFault GetAgent 500 -LocalService $other
            ($service, $other | Get-RaxLocalFault).Operation | Should -Be @('ListAgents', 'GetAgent')
            (Get-RaxLocalFault).Operation | Should -Be 'GetAgent'
        }
        finally { $other | Stop-RaxLocalService }
    }

    It 'says that no service runs' {
        Invoke-NewPowerShell "Import-Module '$(Get-BuiltManifest)'; try { Get-RaxLocalFault -ErrorAction Stop } catch { `$_.FullyQualifiedErrorId }" |
            Should -Match '^NoLocalService,'
    }
}
