BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $agent = Get-RaxBackupAgent
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory $folder
    Set-Content "$folder/a.txt" 'content' -NoNewline
    $configuration = $agent | New-RaxBackupConfiguration -Name Web -IncludeFolder $folder
    $first = $configuration | Start-RaxBackup -Wait
    Add-Content "$folder/a.txt" ' and more' -NoNewline
    $second = $configuration | Start-RaxBackup -Wait
    $failed = $agent | New-RaxBackupConfiguration -Name Gone -IncludeFolder "$TestDrive/gone" | Start-RaxBackup -Wait -ErrorAction SilentlyContinue
}

AfterAll { Disconnect-TestService }

Describe 'Get-RaxBackupReport' {
    It 'tells what a backup did' {
        $report = $second | Get-RaxBackupReport
        $report.GetType().FullName | Should -Be 'RaxBackup.BackupReport'
        $report.State | Should -Be 'Completed'
        $report.FilesSearched | Should -Be 1
        $report.FilesBackedUp | Should -Be 1
        $report.BytesSearched | Should -Be 16
        $report.BytesBackedUp | Should -Be 16
        $report.FilesSearched | Should -BeOfType ([long])
        $report.Duration | Should -BeOfType ([timespan])
        $report.StartTime | Should -BeOfType ([DateTimeOffset])
        $report.CompletedTime | Should -BeGreaterOrEqual $report.StartTime
        $report.CanRestore | Should -BeTrue
        $report.BackupConfigurationIsDeleted | Should -BeFalse
        $report.Reason | Should -Be 'Success'
        $report.NumErrors | Should -Be 0
        $report.ErrorList | Should -BeNullOrEmpty
        $report.Region | Should -Be 'DFW'
    }

    It 'says why a backup failed' {
        $report = Get-RaxBackupReport $failed.BackupId
        $report.State | Should -Be 'Failed'
        $report.CanRestore | Should -BeFalse
        $report.Reason | Should -Be 'NothingToBackUp'
        $report.Diagnostics | Should -BeLike "*$TestDrive/gone*"
        $report.ErrorList.Path | Should -Be "$TestDrive/gone"
        "$($report.ErrorList[0])" | Should -BeLike "$TestDrive/gone: *"
    }

    It 'reads those of several, and names the one that is not there' {
        $reports = $first.BackupId, 999999, $second.BackupId | ForEach-Object { [pscustomobject]@{ BackupId = $_ } } |
            Get-RaxBackupReport -ErrorVariable errors -ErrorAction SilentlyContinue
        $reports.BackupId | Should -Be @($first.BackupId, $second.BackupId)
        $errors[0].FullyQualifiedErrorId | Should -Be 'BackupNotFound,RaxBackup.Cmdlets.GetRaxBackupReportCommand'
        $errors[0].TargetObject | Should -Be 999999
    }
}
