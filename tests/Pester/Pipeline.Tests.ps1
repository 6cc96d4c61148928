# How commands behave in a pipeline: stopped, cut short, side by side.
BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1" -Force
    $service = Connect-TestService
    if (-not ('ListeningHost' -as [type])) { Add-Type -Path "$PSScriptRoot/ListeningHost.cs" }
    $session = Get-RaxBackupSession
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory $folder
    Set-Content "$folder/a.txt" 'content'
    $configuration = Get-RaxBackupAgent | New-RaxBackupConfiguration -Name files -IncludeFolder $folder
    $backup = $configuration | Start-RaxBackup | Wait-RaxBackup -PollIntervalSec 1

    # Never started, so never ended: something to wait for as long as one likes.
    $neverEnds = $backup | New-RaxRestore -DestinationPath "$TestDrive/restored"

    # A PowerShell with a runspace of its own and a host that remembers.
    function New-RecordedPowerShell($script, $variables) {
        $recorder = [ListeningHost]::new()
        $runspace = [runspacefactory]::CreateRunspace($recorder)
        $runspace.Open()
        $shell = [powershell]::Create($runspace)
        $null = $shell.AddCommand('Import-Module').AddArgument((Get-BuiltManifest)).Invoke()
        $shell.Commands.Clear()
        $variables.Keys | ForEach-Object { $runspace.SessionStateProxy.SetVariable($_, $variables[$_]) }
        $null = $shell.AddScript($script)
        $recorder.Watch($shell)
        [pscustomobject]@{ Shell = $shell; Host = $recorder }
    }
}

AfterAll { Disconnect-TestService }

Describe 'A command that is stopped' {
    It 'ends at once, without an error, and a wait says that the job goes on' {
        $one = New-RecordedPowerShell 'Wait-RaxRestore -RestoreId $id -Session $session' @{ id = $neverEnds.RestoreId; session = $session }
        $running = $one.Shell.BeginInvoke()
        $one.Host.NextProgress() | Should -Not -BeNullOrEmpty
        $one.Shell.Stop()
        $one.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $one.Shell.Streams.Error | Should -BeNullOrEmpty
        $one.Host.Lines -join "`n" | Should -BeLike "*Restore $($neverEnds.RestoreId) goes on.*Wait-RaxRestore -RestoreId $($neverEnds.RestoreId)*"
        (Get-Failure { $one.Shell.EndInvoke($running) }).Exception.InnerException | Should -BeOfType ([Management.Automation.PipelineStoppedException])
    }

    It 'says nothing where the wait had come to its end' {
        $one = New-RecordedPowerShell 'Wait-RaxBackup -BackupId $id -Session $session | Out-Null' @{ id = $backup.BackupId; session = $session }
        $null = $one.Shell.Invoke()
        $one.Shell.Stop()
        $one.Host.Lines | Should -BeNullOrEmpty
    }
}

Describe 'A pipeline that is cut short' {
    It 'ends a wait and leaves the session usable' {
        $first = $backup.BackupId, $backup.BackupId | ForEach-Object { [pscustomobject]@{ BackupId = $_ } } | Wait-RaxBackup | Select-Object -First 1
        $first.BackupId | Should -Be $backup.BackupId
        Get-RaxUsageEvent -PageSize 1 | Select-Object -First 1 | Should -Not -BeNullOrEmpty
        (Get-RaxBackupAgent -Detailed | Select-Object -First 1).Status | Should -Be 'Online'
        (Get-RaxBackup $backup.BackupId).BackupId | Should -Be $backup.BackupId
    }
}

Describe 'Sessions and runspaces' {
    It 'has a default of its own in each runspace' {
        $one = New-RecordedPowerShell '@(Get-RaxBackupSession).Count; try { Get-RaxBackupAgent } catch { $_.FullyQualifiedErrorId }' @{}
        $one.Shell.Invoke() | Should -Be @(0, 'NotConnected,RaxBackup.Cmdlets.GetRaxBackupAgentCommand')
    }

    It 'can be handed to another runspace' {
        $one = New-RecordedPowerShell '(Get-RaxBackupAgent -Session $session).MachineAgentId' @{ session = $session }
        $one.Shell.Invoke() | Should -Be (Get-RaxBackupAgent).MachineAgentId
    }

    It 'tells each command its own messages where runspaces share a session' {
        $shells = 1..4 | ForEach-Object {
            New-RecordedPowerShell 'foreach ($i in 1..20) { $null = Invoke-RaxBackupApi "agent/$id" -Session $session -Debug -ErrorAction SilentlyContinue }' @{ session = $session; id = 900000 + $_ }
        }
        $running = foreach ($one in $shells) { , @($one.Shell, $one.Shell.BeginInvoke()) }
        foreach ($one in $running) { $one[0].EndInvoke($one[1]) }
        foreach ($i in 0..3) {
            $asked = $shells[$i].Shell.Streams.Debug.Message | Select-String 'agent/(\d+)' | ForEach-Object { $_.Matches[0].Groups[1].Value }
            @($asked).Count | Should -BeGreaterOrEqual 20
            $asked | Select-Object -Unique | Should -Be "$(900001 + $i)"
        }
    }

    It 'does not take a session that was closed, or one that was only read from a file' {
        $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($session))
        (Get-Failure { Get-RaxBackupAgent -Session ([RaxBackup.Session]$copy) }).FullyQualifiedErrorId | Should -BeLike 'SessionClosed,*'
    }
}
