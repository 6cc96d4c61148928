BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $key = [Net.NetworkCredential]::new('', $service.ApiKey).Password
}

AfterAll { Disconnect-TestService }

Describe 'Add-RaxLocalFault' {
    BeforeEach { Connect-RaxBackup -Local $service -MaximumRetryCount 0 }
    AfterEach { Get-RaxLocalFault | Remove-RaxLocalFault -Confirm:$false }

    It 'writes the fault with values of their real types' {
        $fault = Add-RaxLocalFault GetAgent 503 -RetryAfter 5 -BodyKind AspNet -Delay 00:00:01.5 -Truncate 9 -Count 3 -Skip 2 -Probability 0.25 -Seed 7
        $fault.GetType().FullName | Should -Be 'RaxBackup.LocalFault'
        $fault.FaultId | Should -BeOfType ([long])
        $fault.Address | Should -Be $service.Address
        $fault.Operation, $fault.StatusCode, $fault.RetryAfter, $fault.BodyKind | Should -Be @('GetAgent', 503, '5', 'AspNet')
        $fault.Delay | Should -Be ([timespan]'00:00:01.5')
        $fault.Truncate, $fault.Count, $fault.Skip, $fault.Probability, $fault.Seed, $fault.HitCount | Should -Be @(9, 3, 2, 0.25, 7, 0)
        $fault.ExpireToken, $fault.DropConnection, $fault.Body | Should -Be @($false, $null, $null)
        $fault.Effect | Should -Be 'delay 1.5s, 503, AspNet, Retry-After 5, cut off at 9 bytes'
        "$fault" | Should -Be "fault $($fault.FaultId) on GetAgent"
    }

    It 'strikes by <Calls>' -ForEach @(
        @{ Calls = 'ListAgents' }, @{ Calls = 'listagents' }, @{ Calls = 'List*' }, @{ Calls = '*' }
        @{ Calls = 'GET /v1.0/user/*' }, @{ Calls = 'get /dfw/*' }, @{ Calls = '*  */agents' }
    ) {
        $null = Add-RaxLocalFault $Calls 418
        (Get-Failure { Get-RaxBackupAgent -ErrorAction Stop }).Exception.Status | Should -Be 418
        (Get-RaxLocalFault).HitCount | Should -Be 1
        $before = @(Get-RaxLocalFault).Count
        $null = Add-RaxLocalFault $Calls 500 -WhatIf
        @(Get-RaxLocalFault).Count | Should -Be $before
    }

    It 'leaves alone what it does not name: <Calls>' -ForEach @{ Calls = 'GetAgent' }, @{ Calls = 'POST /v1.0/*' }, @{ Calls = 'GET /ord/*' } {
        $null = Add-RaxLocalFault $Calls 418
        Get-RaxBackupAgent | Should -HaveCount 1
    }

    It 'sends Retry-After <Given> as <Header>' -ForEach @(
        @{ Given = 30; Header = '30' }, @{ Given = '30'; Header = '30' }, @{ Given = [timespan]'00:02'; Header = '120' }
        @{ Given = [DateTimeOffset]'2026-10-21T09:28:00+02:00'; Header = 'Wed, 21 Oct 2026 07:28:00 GMT' }
        @{ Given = 'Wed, 21 Oct 2026 07:28:00 GMT'; Header = 'Wed, 21 Oct 2026 07:28:00 GMT' }
        @{ Given = [datetime]::new(2026, 10, 21, 7, 28, 0, [DateTimeKind]::Utc); Header = 'Wed, 21 Oct 2026 07:28:00 GMT' }
    ) {
        (Add-RaxLocalFault ListAgents 503 -RetryAfter $Given).RetryAfter | Should -Be $Header
        $answer = Invoke-WebRequest "$($service.Address)v1.0/user/agents" -SkipHttpErrorCheck
        $answer.Headers['Retry-After'] | Should -Be $Header
    }

    It 'answers with the very body that is given' {
        $null = Add-RaxLocalFault ListAgents 202 -Body '<b>busy</b>' -ContentType 'text/html'
        $answer = Invoke-WebRequest "$($service.Address)v1.0/user/agents"
        $answer.StatusCode, "$($answer.Headers['Content-Type'])", $answer.Content | Should -Be @(202, 'text/html', '<b>busy</b>')
    }

    It 'takes the chance with a point in every culture' {
        $here = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            (Add-RaxLocalFault ListAgents 500 -Probability '0.25').Probability | Should -Be 0.25
            Get-Failure { Add-RaxLocalFault ListAgents 500 -Probability '0,25' } | Should -Match 'A number is expected'
        }
        finally { [cultureinfo]::CurrentCulture = $here }
    }

    It 'adds to the service that is given' {
        $other = Start-RaxLocalService
        try {
            $fault = Add-RaxLocalFault ListAgents 418 -LocalService $service
            $fault.Address | Should -Be $service.Address
            Get-RaxLocalFault | Should -BeNullOrEmpty
            $service | Get-RaxLocalFault | Should -HaveCount 1
        }
        finally { $other | Stop-RaxLocalService }
    }

    It 'refuses <Given>: <ErrorId>' -ForEach @(
        @{ Given = { Add-RaxLocalFault ListAgents }; ErrorId = 'FaultWithoutEffect' }
        @{ Given = { Add-RaxLocalFault ListAgents -Count 3 }; ErrorId = 'FaultWithoutEffect' }
        @{ Given = { Add-RaxLocalFault '/v1.0/*' 500 }; ErrorId = 'FaultOperationInvalid' }
        @{ Given = { Add-RaxLocalFault 'no such thing' 500 }; ErrorId = 'FaultOperationInvalid' }
        @{ Given = { Add-RaxLocalFault 'GET v1.0' 500 }; ErrorId = 'FaultOperationInvalid' }
        @{ Given = { Add-RaxLocalFault NoSuchThing 500 -ErrorAction Stop }; ErrorId = 'RequestRejected' }
        @{ Given = { Add-RaxLocalFault ListAgents -RetryAfter 5 -Delay 0:01 }; ErrorId = 'FaultParameterNeeded' }
        @{ Given = { Add-RaxLocalFault ListAgents 500 -ContentType 'text/html' }; ErrorId = 'FaultParameterNeeded' }
        @{ Given = { Add-RaxLocalFault ListAgents 500 -Seed 5 }; ErrorId = 'FaultParameterNeeded' }
        @{ Given = { Add-RaxLocalFault ListAgents 500 -Body x -BodyKind Html }; ErrorId = 'FaultParametersExclusive' }
        @{ Given = { Add-RaxLocalFault ListAgents 500 -DropConnection After }; ErrorId = 'FaultParametersExclusive' }
        @{ Given = { Add-RaxLocalFault ListAgents 500 -ExpireToken }; ErrorId = 'FaultParametersExclusive' }
        @{ Given = { Add-RaxLocalFault ListAgents -Truncate 5 -DropConnection Before }; ErrorId = 'FaultParametersExclusive' }
        @{ Given = { Add-RaxLocalFault ListAgents -ExpireToken -DropConnection Before }; ErrorId = 'FaultParametersExclusive' }
        @{ Given = { Add-RaxLocalFault ListAgents -Delay 0:00 }; ErrorId = 'FaultDelayInvalid' }
        @{ Given = { Add-RaxLocalFault ListAgents -Delay '-0:05' }; ErrorId = 'FaultDelayInvalid' }
        @{ Given = { Add-RaxLocalFault ListAgents -Delay ([timespan]'30') }; ErrorId = 'FaultDelayInvalid' }
        @{ Given = { Add-RaxLocalFault ListAgents -Delay 5 }; ErrorId = 'ParameterArgumentTransformationError' }
        @{ Given = { Add-RaxLocalFault ListAgents 500 -RetryAfter soon }; ErrorId = 'ParameterArgumentTransformationError' }
        @{ Given = { Add-RaxLocalFault ListAgents 500 -RetryAfter -1 }; ErrorId = 'ParameterArgumentTransformationError' }
        @{ Given = { Add-RaxLocalFault ListAgents 99 }; ErrorId = 'ParameterArgumentValidationError' }
        @{ Given = { Add-RaxLocalFault ListAgents 500 -Probability 1.5 }; ErrorId = 'ParameterArgumentValidationError' }
        @{ Given = { Add-RaxLocalFault ListAgents 500 -Count 0 }; ErrorId = 'ParameterArgumentValidationError' }
    ) {
        (Get-Failure $Given).FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
        Get-RaxLocalFault | Should -BeNullOrEmpty
    }

    It 'shows its key nowhere' {
        $said = Add-RaxLocalFault ListAgents 418 -Debug -Verbose *>&1
        $said | Out-String | Should -Match '-> POST http\S+/_service/faults'
        ($said | Out-String) + ($said | ConvertTo-Json -Depth 3 -WarningAction Ignore) | Should -Not -Match $key
    }
}
