# What Get-RaxUsageEvent does where a feed refuses, fails or lies.
BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory $folder
    Set-Content "$folder/a.txt" 'content'
    $configuration = Get-RaxBackupAgent | New-RaxBackupConfiguration -Name files -IncludeFolder $folder
    $null = 1..4 | ForEach-Object { $configuration | Start-RaxBackup } | Wait-RaxBackup -PollIntervalSec 1
    $ids = (Get-RaxUsageEvent -Service Backup).EventId
    $patient = Get-RaxBackupSession
    $impatient = Connect-RaxBackup -Local $service -MaximumRetryCount 0 -PassThru
}

AfterAll { Disconnect-TestService }

Describe 'Get-RaxUsageEvent where a feed fails' {
    AfterEach { Clear-TestFaults $service }

    It 'waits out <StatusCode> with a Retry-After and says so' -ForEach @{ StatusCode = 413 }, @{ StatusCode = 429 }, @{ StatusCode = 503 } {
        Add-TestFault -Service $service -Operation ListUsageEvents -StatusCode $StatusCode -RetryAfter 0 -Count 2
        $said = Get-RaxUsageEvent -Service Backup -Session $patient -Verbose 4>&1
        @($said | Where-Object { $_ -is [RaxBackup.UsageEvent] }).Count | Should -Be 12
        ($said | Where-Object { $_ -is [Management.Automation.VerboseRecord] }) -join "`n" | Should -Match $StatusCode
    }

    It 'does not wait longer than two minutes, and tells until when' {
        Add-TestFault -Service $service -Operation ListUsageEvents -StatusCode 413 -RetryAfter 600 -Skip 1
        $read = Get-RaxUsageEvent -Service Backup -PageSize 5 -ErrorVariable failed -ErrorAction SilentlyContinue
        $read.EventId | Should -Be $ids[0..4]
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -Be 'LimitExceeded,RaxBackup.Cmdlets.GetRaxUsageEventCommand'
        $failed[0].CategoryInfo.Category | Should -Be 'LimitsExceeded'
        $failed[0].Exception.RetryAt | Should -BeGreaterThan ([DateTimeOffset]::UtcNow.AddMinutes(5))
    }

    It 'ends that feed with one error that is not terminating: <StatusCode>' -ForEach @(
        @{ StatusCode = 500; ErrorId = 'ServiceFailed'; Category = 'ResourceUnavailable' }
        @{ StatusCode = 403; ErrorId = 'AccessDenied'; Category = 'PermissionDenied' }
        @{ StatusCode = 400; ErrorId = 'RequestRejected'; Category = 'InvalidArgument' }
    ) {
        Add-TestFault -Service $service -Operation ListUsageEvents -StatusCode $StatusCode
        Get-RaxUsageEvent -Service Backup -Session $impatient -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -Be "$ErrorId,RaxBackup.Cmdlets.GetRaxUsageEventCommand"
        $failed[0].CategoryInfo.Category | Should -Be $Category
        { Get-RaxUsageEvent -Service Backup -Session $impatient -ErrorAction Stop } | Should -Throw -ErrorId "$ErrorId,*"
    }

    It 'reads the other feeds all the same' {
        Add-TestFault -Service $service -Method GET -Path '*/files/events/*' -StatusCode 500
        (Get-RaxUsageEvent -Session $impatient -ErrorVariable failed -ErrorAction SilentlyContinue).EventId | Should -Be $ids
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ServiceFailed,*'
    }

    It 'passes over a feed that the account has not, but where it is named' {
        Add-TestFault -Service $service -Method GET -Path '*/cbs/events/*' -StatusCode 404
        $said = Get-RaxUsageEvent -Verbose -ErrorAction Stop 4>&1
        @($said | Where-Object { $_ -is [RaxBackup.UsageEvent] }).Count | Should -Be 12
        "$said" | Should -Match 'no BlockStorage feed'
        { Get-RaxUsageEvent -Service BlockStorage -ErrorAction Stop } | Should -Throw -ErrorId 'ResourceNotFound,*'
    }

    It 'refuses an answer that is no feed: <Body>' -ForEach @{ Body = '<feed' }, @{ Body = '{}' }, @{ Body = '<html/>' } {
        Add-TestFault -Service $service -Operation ListUsageEvents -StatusCode 200 -Body $Body
        $failure = Get-Failure { Get-RaxUsageEvent -Service Backup -Session $impatient -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -BeLike 'AnswerUnreadable,*'
        $failure.CategoryInfo.Category | Should -Be 'InvalidData'
    }

    It 'does not take its token to another host' {
        $page = '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next" href="http://127.0.0.2:9/more"/><entry><id>urn:uuid:1</id></entry></feed>'
        Add-TestFault -Service $service -Operation ListUsageEvents -StatusCode 200 -Body $page
        $failure = Get-Failure { Get-RaxUsageEvent -Service Backup -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -BeLike 'LinkRefused,*'
        $failure.Exception.Message | Should -Match '127\.0\.0\.2'
    }
}
