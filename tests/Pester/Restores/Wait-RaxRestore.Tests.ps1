BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-TestService
    $session = Get-RaxBackupSession
    $agent = Get-RaxBackupAgent
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory $folder
    Set-Content "$folder/a.txt" 'content' -NoNewline
    $configuration = $agent | New-RaxBackupConfiguration -Name Web -IncludeFolder $folder
    $backup = $configuration | Start-RaxBackup -Wait
    $prepared = $backup | New-RaxRestore -DestinationPath "$TestDrive/out"
}

AfterAll { Disconnect-TestService }

Describe 'Wait-RaxRestore' {
    AfterEach { Clear-TestFaults $service }

    It 'waits for all that is piped in, and writes each' {
        $started = 1..3 | ForEach-Object { $backup | Start-RaxRestore -DestinationPath "$TestDrive/out$_" }
        $ended = $started | Wait-RaxRestore -PollIntervalSec 5
        $ended.RestoreId | Sort-Object | Should -Be $started.RestoreId
        $ended.State | Should -Be @('Completed', 'Completed', 'Completed')
    }

    It 'ends in WaitTimedOut for one that nobody starts' {
        $prepared | Wait-RaxRestore -TimeoutSec 1 -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $errors[0].FullyQualifiedErrorId | Should -Be 'WaitTimedOut,RaxBackup.Cmdlets.WaitRaxRestoreCommand'
        $errors[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $errors[0].TargetObject | Should -Be $prepared.RestoreId
        $errors[0].Exception.Message | Should -BeLike '*Its state was Creating.'
    }

    It 'is an error for a state of <State>' -ForEach @(
        @{ Number = 4; State = 'Stopped'; ErrorId = 'RestoreStopped' }
        @{ Number = 5; State = 'Failed'; ErrorId = 'RestoreFailed' }
    ) {
        Add-TestFault -Service $service -Operation GetRestore -StatusCode 200 -Body (@{ RestoreId = 7; BackupId = 8; RestoreStateId = $Number } | ConvertTo-Json)
        $ended = Wait-RaxRestore 7 -ErrorVariable errors -ErrorAction SilentlyContinue
        $ended.State | Should -Be $State
        $errors[0].FullyQualifiedErrorId | Should -Be "$ErrorId,RaxBackup.Cmdlets.WaitRaxRestoreCommand"
        $errors[0].CategoryInfo.Category | Should -Be 'InvalidResult'
        $errors[0].TargetObject.RestoreId | Should -Be 7
    }

    It 'outlasts a service that fails, and a token that somebody revokes' {
        $mine = Connect-RaxBackup -Local $service -MaximumRetryCount 0 -PassThru
        $started = $backup | Start-RaxRestore -DestinationPath "$TestDrive/out-late" -Session $mine
        Connect-RaxBackup -Local $service -PassThru | Disconnect-RaxBackup -Revoke
        Connect-RaxBackup -Local $service
        Add-TestFault -Service $service -Operation GetRestore -StatusCode 503 -Count 2
        ($started | Wait-RaxRestore -Session $mine -ErrorAction Stop).State | Should -Be 'Completed'
    }

    It 'ends at once when it is stopped, and says how to wait again: <Region>' -ForEach @(
        @{ Region = 'dfw'; Says = '' }
        @{ Region = 'ORD'; Says = ' -Region ORD' }
    ) {
        Add-TestFault -Service $service -Operation GetRestore -StatusCode 200 -Body '{"RestoreId":1,"RestoreStateId":0}'
        $aside = Start-Aside { param($session, $id, $region) Wait-RaxRestore $id -Session $session -Region $region } $session, $prepared.RestoreId, $Region
        $aside.Host.NextProgress().StatusDescription | Should -BeLike 'Creating*'
        $aside.Stop()
        $aside.Host.Lines | Should -Be "The wait has ended, Restore $($prepared.RestoreId) goes on. Wait for it again with: Wait-RaxRestore -RestoreId $($prepared.RestoreId)$Says"
    }
}
