# Get-RaxUsageEvent -Follow: what comes is written as it comes, until it is stopped.
BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $session = Get-RaxBackupSession
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory $folder
    Set-Content "$folder/a.txt" 'content'
    $configuration = Get-RaxBackupAgent | New-RaxBackupConfiguration -Name files -IncludeFolder $folder
    # Three events for each backup.
    function Add-Event { $null = $configuration | Start-RaxBackup | Wait-RaxBackup -PollIntervalSec 1 }
    Add-Event
    $old = @(Get-RaxUsageEvent).EventId
    [array]::Reverse($old)

    # Waits for something that another runspace brings about; where it never comes the test run's own limit ends it.
    function Wait-For([scriptblock]$Condition) { while (-not (& $Condition)) { Start-Sleep -Milliseconds 20 } }
    # How many requests a fault that does nothing has counted.
    function Get-Count { (Get-TestFault $service).struck }
}

AfterAll { Disconnect-TestService }

Describe 'Get-RaxUsageEvent -Follow' {
    BeforeEach { Add-TestFault -Service $service -Operation ListUsageEvents -DelayMs 0 }
    AfterEach { Clear-TestFaults $service }

    It 'writes what comes from now on, and ends at once where it is stopped' {
        $aside = Start-Aside { param($session) (Get-RaxUsageEvent -Follow -PollIntervalSec 1 -Session $session).EventId; 'not reached' } $session
        $aside.Stop()
        $aside.Written | Should -BeNullOrEmpty

        $aside = Start-Aside { param($session) Get-RaxUsageEvent -Service Backup -Follow -PollIntervalSec 1 -Session $session } $session
        Wait-For { (Get-Count) -ge 2 }
        Add-Event
        Wait-For { $aside.Written.Count -eq 3 }
        $aside.Stop()
        $new = @(Get-RaxUsageEvent -Service Backup -Newest 3).EventId
        [array]::Reverse($new)
        $aside.Written.EventId | Should -Be $new
        $aside.Written.EventId | Should -Not -BeIn $old
        $aside.Shell.Streams.Error | Should -BeNullOrEmpty
    }

    It 'goes on from a checkpoint and keeps it, so that each event comes once' {
        $checkpoint = "$TestDrive/follow.json"
        $read = @(Get-RaxUsageEvent -Service Backup -CheckpointPath $checkpoint | Select-Object -First 2)
        $aside = Start-Aside { param($session, $checkpoint) Get-RaxUsageEvent -Service Backup -Follow -PollIntervalSec 1 -CheckpointPath $checkpoint -Session $session } $session, $checkpoint
        $there = @(Get-RaxUsageEvent -Service Backup).Count
        Wait-For { $aside.Written.Count -eq $there - 2 }
        Add-Event
        Wait-For { $aside.Written.Count -eq $there + 1 }
        $aside.Stop()
        $all = @(Get-RaxUsageEvent -Service Backup).EventId
        [array]::Reverse($all)
        @($read.EventId) + $aside.Written.EventId | Should -Be $all
        Get-RaxUsageEvent -Service Backup -CheckpointPath $checkpoint | Should -BeNullOrEmpty
    }

    It 'looks at four feeds with four requests' {
        $aside = Start-Aside { param($session) Get-RaxUsageEvent -Follow -PollIntervalSec 60 -Session $session } $session
        Wait-For { (Get-Count) -ge 4 }
        $aside.Stop()
        Get-Count | Should -Be 4
    }

    It 'outlasts a service that fails, and says so once' {
        $impatient = Connect-RaxBackup -Local $service -MaximumRetryCount 0 -PassThru
        $aside = Start-Aside { param($session) Get-RaxUsageEvent -Service Backup -Follow -PollIntervalSec 1 -Session $session } $impatient
        Wait-For { (Get-Count) -ge 2 }
        Clear-TestFaults $service
        Add-TestFault -Service $service -Operation ListUsageEvents -StatusCode 503 -Count 2
        Wait-For { (Get-Count) -eq 2 }
        Add-Event
        Wait-For { $aside.Written.Count -eq 3 -and $aside.Shell.Streams.Warning.Count -eq 2 }
        $aside.Stop()
        $aside.Shell.Streams.Warning[0].Message | Should -Match 503
        $aside.Shell.Streams.Warning[1].Message | Should -Be 'The Backup feed in DFW answers again.'
        $aside.Shell.Streams.Error | Should -BeNullOrEmpty
    }

    It 'begins at -After where that is given' {
        (Get-RaxUsageEvent -Service Backup -Follow -After (Get-Date).AddHours(-1) | Select-Object -First 3).EventId | Should -Be $old
    }

    It 'does not go with -<Name>' -ForEach @(
        @{ Name = 'Newest'; Arguments = @{ Newest = 5 } }
        @{ Name = 'Marker'; Arguments = @{ Marker = 'last'; Service = 'Backup' } }
        @{ Name = 'Direction'; Arguments = @{ Direction = 'Forward' } }
        @{ Name = 'Before'; Arguments = @{ Before = '2030-01-01' } }
    ) {
        Assert-ErrorRecord (Get-Failure { Get-RaxUsageEvent -Follow @Arguments }) ParametersExclusive InvalidArgument $Name
        Get-Count | Should -Be 0
    }

    It 'is what -PollIntervalSec is for' {
        Assert-ErrorRecord (Get-Failure { Get-RaxUsageEvent -PollIntervalSec 5 }) PollIntervalNeedsFollow InvalidArgument 5
    }
}
