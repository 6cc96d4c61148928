# One small runbook against each kind of fault: what it overcomes, what it reports, and that what it reports is true.
BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $null = New-Item -ItemType Directory "$TestDrive/site"
    Set-Content "$TestDrive/site/index.html" 'Hello'
    $null = Get-RaxBackupAgent | New-RaxBackupConfiguration -Name Website -IncludeFolder "$TestDrive/site"

    # The runbook: back up, wait, report. It never throws; what went wrong is in what it writes.
    function Invoke-Runbook {
        $result = [ordered]@{ Outcome = 'Done'; BackupId = $null; FilesSearched = $null; Message = $null }
        try {
            $backup = Get-RaxBackupConfiguration -Name Website -ErrorAction Stop | Start-RaxBackup -Wait -ErrorAction Stop
            $report = $backup | Get-RaxBackupReport -ErrorAction Stop
            $result.BackupId, $result.FilesSearched = $backup.BackupId, $report.FilesSearched
        }
        catch { $result.Outcome, $result.Message = ($_.FullyQualifiedErrorId -split ',')[0], $_.Exception.Message }
        [pscustomobject]$result
    }

    function Get-BackupCount { @(Get-RaxBackupActivity -Type Backup).Count }
    function Get-Struck { Get-RaxLocalRequest | Where-Object FaultId -EQ $fault.FaultId }
}

AfterAll { Disconnect-TestService }

Describe 'A runbook' {
    BeforeEach {
        Connect-RaxBackup -Local $service
        $before = Get-BackupCount
    }
    AfterEach { Get-RaxLocalFault | Remove-RaxLocalFault -Confirm:$false }

    It 'overcomes <Kind>' -ForEach @(
        @{ Kind = 'a busy service that says when, in seconds'; Given = { @{ Operation = 'ListConfigurations'; StatusCode = 503; RetryAfter = 1; Count = 2 } } }
        @{ Kind = 'a busy service that says when, by a date'; Given = { @{ Operation = 'StartBackup'; StatusCode = 429; RetryAfter = [DateTimeOffset]::UtcNow; Count = 1 } } }
        @{ Kind = 'a limit (413) on a start'; Given = { @{ Operation = 'StartBackup'; StatusCode = 413; RetryAfter = 0; Count = 1 } } }
        @{ Kind = 'a failing service'; Given = { @{ Operation = 'GetBackupReport'; StatusCode = 500; Count = 1 } } }
        @{ Kind = 'a gateway''s page'; Given = { @{ Operation = 'GET /v1.0/backup/report/*'; StatusCode = 502; BodyKind = 'Html'; Count = 1 } } }
        @{ Kind = 'a late answer'; Given = { @{ Operation = 'ListConfigurations'; Delay = '00:00:00.2' } } }
        @{ Kind = 'a connection that drops before a read'; Given = { @{ Operation = 'ListConfigurations'; DropConnection = 'Before'; Count = 1 } } }
        @{ Kind = 'a connection that drops after a read'; Given = { @{ Operation = 'GetBackup'; DropConnection = 'After'; Count = 1 } } }
        @{ Kind = 'an answer that breaks off'; Given = { @{ Operation = 'GetBackupReport'; Truncate = 20; Count = 1 } } }
        @{ Kind = 'a token that expires before the start'; Given = { @{ Operation = 'StartBackup'; ExpireToken = $true; Count = 1 } } }
        @{ Kind = 'a token that expires during the wait'; Given = { @{ Operation = 'GetBackup'; ExpireToken = $true; Count = 1 } } }
        @{ Kind = 'the failure of one call after others'; Given = { @{ Operation = 'GET *'; StatusCode = 500; Skip = 1; Count = 1 } } }
        @{ Kind = 'failures by chance'; Given = { @{ Operation = 'GET *'; StatusCode = 503; RetryAfter = 0; Probability = 0.5; Seed = 1 } } }
    ) {
        $arguments = & $Given
        $fault = Add-RaxLocalFault @arguments
        $result = Invoke-Runbook
        $result.Message | Should -BeNullOrEmpty
        $result.Outcome | Should -Be 'Done'
        $result.FilesSearched | Should -Be 1
        Get-BackupCount | Should -Be ($before + 1)
        (Get-RaxLocalFault).HitCount | Should -BeGreaterThan 0
        @(Get-Struck).Count | Should -Be (Get-RaxLocalFault).HitCount
    }

    It 'tells what a service says that refuses, in whatever shape: <_>' -ForEach Fault, PlainFault, Error, AspNet, JsonString, Text, Html {
        $fault = Add-RaxLocalFault StartBackup 400 -BodyKind $_
        $result = Invoke-Runbook
        $result.Outcome | Should -Be 'RequestRejected'
        $result.Message | Should -Match "answered 400 Bad Request: .*Injected fault $($fault.FaultId)\."
        Get-BackupCount | Should -Be $before
    }

    It 'tells the status where the body says nothing: <_>' -ForEach Empty, Garbage {
        $null = Add-RaxLocalFault StartBackup 400 -BodyKind $_
        $result = Invoke-Runbook
        $result.Outcome | Should -Be 'RequestRejected'
        $result.Message | Should -Match 'answered 400 Bad Request'
        Get-BackupCount | Should -Be $before
    }

    It 'tells that an answer is garbage' {
        $null = Add-RaxLocalFault ListConfigurations -BodyKind Garbage
        (Invoke-Runbook).Outcome | Should -Be 'AnswerUnreadable'
        Get-BackupCount | Should -Be $before
    }

    It 'does not start twice where the connection drops, and says that nobody knows: <Drop>' -ForEach @{ Drop = 'Before'; Started = 0 }, @{ Drop = 'After'; Started = 1 } {
        $fault = Add-RaxLocalFault StartBackup -DropConnection $Drop
        (Invoke-Runbook).Outcome | Should -Be 'OutcomeUnknown'
        Get-Struck | Should -HaveCount 1
        (Get-Struck).StatusCode | Should -BeNullOrEmpty
        Get-BackupCount | Should -Be ($before + $Started)
        # The next one must not meet a backup that still runs.
        Get-RaxBackupActivity -Type Backup | Select-Object -First 1 | Wait-RaxBackup -PollIntervalSec 1 | Out-Null
    }

    It 'gives a late answer up' {
        Connect-RaxBackup -Local $service -TimeoutSec 1 -MaximumRetryCount 0
        $null = Add-RaxLocalFault ListConfigurations -Delay 1:00
        (Invoke-Runbook).Outcome | Should -Be 'RequestTimedOut'
    }

    It 'tells when a busy service wants to be asked again, where that is too long to wait for' {
        $fault = Add-RaxLocalFault ListConfigurations 503 -RetryAfter 3600
        (Invoke-Runbook).Outcome | Should -Be 'LimitExceeded'
        Get-Struck | Should -HaveCount 1
    }

    It 'meets the same chance with the same seed' {
        $runs = foreach ($i in 1, 2) {
            $fault = Add-RaxLocalFault ListConfigurations 503 -RetryAfter 0 -Probability 0.5 -Seed 3
            $last = (Get-RaxLocalRequest -Newest 1).RequestId
            foreach ($call in 1..10) { $null = Get-RaxBackupConfiguration }
            (Get-RaxLocalRequest | Where-Object RequestId -GT $last).StatusCode -join ' '
            $fault | Remove-RaxLocalFault -Confirm:$false
        }
        $runs[0] | Should -Match '200.*503.*200'
        $runs[1] | Should -Be $runs[0]
    }
}
