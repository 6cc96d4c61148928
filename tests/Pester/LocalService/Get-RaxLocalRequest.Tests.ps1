BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $key = [Net.NetworkCredential]::new('', $service.ApiKey).Password
}

AfterAll { Disconnect-TestService }

Describe 'Get-RaxLocalRequest' {
    BeforeAll {
        $begin = (Get-RaxLocalRequest -Newest 1).Time
        $last = (Get-RaxLocalRequest -Newest 1).RequestId
        $agent = Get-RaxBackupAgent
        $null = $agent | Get-RaxBackupAgent
        $configuration = $agent | New-RaxBackupConfiguration -Name web -IncludeFolder '/srv'
        $null = $configuration | Get-RaxBackupConfiguration
        try { Get-RaxBackup 999 -ErrorAction Stop } catch { }
        function Get-New { Get-RaxLocalRequest @args | Where-Object RequestId -GT $last }
    }

    It 'writes what reached the service, oldest first, with values of their real types' {
        $requests = @(Get-New)
        $requests.Operation | Should -Be @('ListAgents', 'GetAgent', 'CreateConfiguration', 'GetConfiguration', 'GetBackup')
        $requests.Method | Should -Be @('GET', 'GET', 'POST', 'GET', 'GET')
        $requests.StatusCode | Should -Be @(200, 200, 200, 200, 404)
        $requests[0].GetType().FullName | Should -Be 'RaxBackup.LocalRequest'
        $requests[0].Path | Should -Be "/dfw/v1.0/$($service.TenantId)/user/agents"
        $requests[0].Address | Should -Be $service.Address
        $requests[0].UserName, $requests[0].TenantId, $requests[0].Region | Should -Be @('local', $service.TenantId, 'DFW')
        $requests[0].Time | Should -BeOfType ([DateTimeOffset])
        $requests[0].Time.Offset | Should -Be ([TimeSpan]::Zero)
        $requests[0].Duration | Should -BeOfType ([TimeSpan])
        $requests[0].RequestBytes | Should -Be 0
        $requests[2].RequestBytes | Should -BeGreaterThan 100
        $requests[0].ResponseBytes | Should -BeGreaterThan 100
        "$($requests[0])" | Should -Be "GET $($requests[0].Path)"
    }

    It 'leaves itself out' {
        $before = @(Get-RaxLocalRequest).Count
        @(Get-RaxLocalRequest).Count | Should -Be $before
    }

    It 'is filtered: <Filter>' -ForEach @(
        @{ Filter = { @{ Operation = 'GetAgent' } }; Expected = 'GetAgent' }
        @{ Filter = { @{ Operation = 'get*', 'listagents' } }; Expected = 'ListAgents', 'GetAgent', 'GetConfiguration', 'GetBackup' }
        @{ Filter = { @{ Method = 'POST', 'PUT', 'DELETE' } }; Expected = 'CreateConfiguration' }
        @{ Filter = { @{ Path = '*/agent/*' } }; Expected = 'GetAgent' }
        @{ Filter = { @{ Path = '*/agents', '*/backup/999' } }; Expected = 'ListAgents', 'GetBackup' }
        @{ Filter = { @{ StatusCode = 404, 500 } }; Expected = 'GetBackup' }
        @{ Filter = { @{ Operation = '*Configuration'; Method = 'GET' } }; Expected = 'GetConfiguration' }
        @{ Filter = { @{ Newest = 2 } }; Expected = 'GetConfiguration', 'GetBackup' }
        @{ Filter = { @{ Newest = 1; Operation = '*Agent*' } }; Expected = 'GetAgent' }
        @{ Filter = { @{ After = $begin } }; Expected = 'ListAgents', 'GetAgent', 'CreateConfiguration', 'GetConfiguration', 'GetBackup' }
        @{ Filter = { @{ Before = $begin } }; Expected = $null }
        @{ Filter = { @{ After = $begin.AddHours(1).ToString('o') } }; Expected = $null }
        @{ Filter = { @{ Operation = 'Nothing*' } }; Expected = $null }
    ) {
        $arguments = & $Filter
        (Get-New @arguments).Operation | Should -Be $Expected
    }

    It 'takes a service by <How>' -ForEach @(
        @{ How = 'name'; Script = { Get-RaxLocalRequest -LocalService $service } }
        @{ How = 'address'; Script = { Get-RaxLocalRequest -LocalService $service.Address } }
        @{ How = 'text'; Script = { Get-RaxLocalRequest -Address "$($service.Address)" } }
        @{ How = 'pipeline'; Script = { $service | Get-RaxLocalRequest } }
        @{ How = 'one of its requests'; Script = { Get-RaxLocalRequest -LocalService $service -Newest 1 | Get-RaxLocalRequest } }
    ) {
        $other = Start-RaxLocalService
        try {
            Get-RaxLocalRequest | Should -BeNullOrEmpty
            (& $Script).Operation | Should -Contain 'CreateConfiguration'
        }
        finally { $other | Stop-RaxLocalService }
    }

    It 'shows no secret' {
        $token = (Invoke-RestMethod "$($service.IdentityUri)tokens" -Method Post -ContentType 'application/json' -Body (
                @{ auth = @{ 'RAX-KSKEY:apiKeyCredentials' = @{ username = 'local'; apiKey = $key } } } | ConvertTo-Json -Depth 4)).access.token.id
        $null = Invoke-RestMethod "$($service.IdentityUri)tokens/$token" -Headers @{ 'X-Auth-Token' = $token }
        $null = Invoke-RestMethod "$($service.Address)v1.0/user/agents?apikey=$key" -Headers @{ 'X-Auth-Token' = $token }
        $passphrase = ConvertTo-SecureString 'correct horse' -AsPlainText -Force
        $agent | Enable-RaxBackupEncryption -Passphrase $passphrase -Confirm:$false
        $requests = Get-New -Debug 5>&1
        $shown = ($requests | Format-List * -Force | Out-String -Width 4096) + ($requests | ConvertTo-Json -Depth 4 -WarningAction Ignore) + ($requests -join "`n")
        $shown | Should -Match '/v2.0/tokens/\*\*\*'
        $shown | Should -Match 'apikey=\*\*\*'
        foreach ($secret in $token, $key, 'correct horse') { $shown | Should -Not -Match $secret }
    }

    It 'shows who changes what in a table of 120 columns' {
        $lines = Get-New -Operation CreateConfiguration | Format-Table | Out-String -Width 120
        $lines = $lines -replace '\x1b\[[0-9;]*m' -split '\r?\n' | Where-Object { $_.Trim() }
        $lines[0] | Should -Match '^ *RequestId Time +Method StatusCode Operation +Path'
        $lines[2] | Should -Match 'POST +200 CreateConfiguration +/dfw/v1.0/\d+/backup-configuration$'
    }

    It 'says that no service runs' {
        $said = Invoke-NewPowerShell @"
            Import-Module '$(Get-BuiltManifest)'
            try { Get-RaxLocalRequest -ErrorAction Stop } catch { `$_.FullyQualifiedErrorId; `$_.ErrorDetails.RecommendedAction }
"@
        $said | Should -Match '^NoLocalService,'
        $said | Should -Match 'Start-RaxLocalService'
    }

    It 'says at once that the service runs no more, and that an address is none of ours' {
        $gone = Start-RaxLocalService
        $gone | Stop-RaxLocalService
        Assert-ErrorRecord (Get-Failure { Get-RaxLocalRequest -LocalService $gone -ErrorAction Stop }) ConnectionFailed ConnectionError
        Assert-ErrorRecord (Get-Failure { Get-RaxLocalRequest -LocalService $gone.Address }) ParameterArgumentTransformationError InvalidData
        Assert-ErrorRecord (Get-Failure { Get-RaxLocalRequest -LocalService ([RaxBackup.LocalService]::new()) }) LocalServiceIncomplete InvalidArgument
        $wrong = [RaxBackup.LocalService]@{ Address = $service.Address; ApiKey = ConvertTo-SecureString 'wrong' -AsPlainText -Force }
        Assert-ErrorRecord (Get-Failure { Get-RaxLocalRequest -LocalService $wrong }) AuthenticationFailed AuthenticationError
    }
}
