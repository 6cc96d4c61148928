# Two accounts of one service at the same time, in one process or several: each sees what is its own and nothing else.
BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1" -Force
    $service = Connect-SeededService -User @{ name = 'first'; tenant = '771'; roles = , 'admin' }, @{ name = 'second'; tenant = '772'; roles = , 'admin' } -Agents 3
    $module = Get-BuiltManifest
    $uri = $service.identityUri
    $folder = (New-Item -ItemType Directory "$TestDrive/files").FullName
    Set-Content "$folder/a.txt" 'content'
    $sessions = 'first', 'second' | ForEach-Object { Connect-SeededUser $service $_ }
    $agents = @{}
    $sessions | ForEach-Object { $agents[$_.UserName] = (Get-RaxBackupAgent -Session $_).MachineAgentId }

    # Fails unless every report tells of its own account alone, and all of it.
    function Assert-Own($reports) {
        foreach ($user in 'first', 'second') {
            $own = @($reports | Where-Object User -EQ $user)
            $own.Count | Should -BeGreaterThan 0
            foreach ($one in $own) {
                $one.Tenant | Should -Be ($sessions | Where-Object UserName -EQ $user).TenantId
                $one.Agents | Should -Be $agents[$user]
                $one.Configurations | Should -Contain $one.Made
                $one.Configurations | Should -Not -Match "of $(@('first', 'second') -ne $user)"
                @($own.Made | Where-Object { $_ -notin $one.Configurations }) | Should -BeNullOrEmpty -Because 'all were made before any was read'
                $one.State | Should -Be 'Completed'
            }
        }
    }
}

AfterAll { Disconnect-SeededService $service }

Describe 'Two accounts at once' {
    It 'have nothing in common to begin with' {
        $agents.first | Should -Not -BeNullOrEmpty
        @($agents.first | Where-Object { $_ -in $agents.second }) | Should -BeNullOrEmpty
    }

    It 'keep apart in ForEach-Object -Parallel: <Case>' -ForEach @(
        @{ Case = 'each runspace logs in'; Own = $true }
        @{ Case = 'each is handed a session with -Session'; Own = $false }
    ) {
        # Everybody goes on only when all are as far; who fails leaves, so that nobody waits for him.
        $together = [Threading.Barrier]::new(6)
        $made = @($sessions; $sessions; $sessions) | ForEach-Object -ThrottleLimit 6 -Parallel {
            $ErrorActionPreference = 'Stop'
            try {
                Import-Module $using:module
                $with = @{}
                if ($using:Own) { Connect-RaxBackup -UserName $_.UserName -ApiKey (ConvertTo-SecureString "key of $($_.UserName)" -AsPlainText -Force) -IdentityUri $using:uri }
                else { $with.Session = $_ }
                ($using:together).SignalAndWait()
                $agent = Get-RaxBackupAgent @with | Select-Object -First 1
                $name = "$(New-Guid) of $($_.UserName)"
                $configuration = $agent | New-RaxBackupConfiguration @with -Name $name -IncludeFolder $using:folder
                ($using:together).SignalAndWait()
                $backup = $configuration | Start-RaxBackup @with -Wait
                [pscustomobject]@{
                    User = $_.UserName; Tenant = ($with.Session ?? (Get-RaxBackupSession)).TenantId; Made = $name; State = $backup.State
                    Agents = (Get-RaxBackupAgent @with).MachineAgentId; Configurations = (Get-RaxBackupConfiguration @with).BackupConfigurationName
                }
            }
            finally { ($using:together).RemoveParticipant() }
        }
        $made | Should -HaveCount 6
        Assert-Own $made
    }

    It 'keep apart in Start-Job' {
        $jobs = foreach ($session in $sessions) {
            Start-Job {
                param($module, $user, $uri, $folder)
                $ErrorActionPreference = 'Stop'
                Import-Module $module
                Connect-RaxBackup -UserName $user -ApiKey (ConvertTo-SecureString "key of $user" -AsPlainText -Force) -IdentityUri $uri
                $name = "$(New-Guid) of $user"
                $backup = Get-RaxBackupAgent | Select-Object -First 1 | New-RaxBackupConfiguration -Name $name -IncludeFolder $folder | Start-RaxBackup -Wait
                [pscustomobject]@{
                    User = $user; Tenant = (Get-RaxBackupSession).TenantId; Made = $name; State = "$($backup.State)"
                    Agents = (Get-RaxBackupAgent).MachineAgentId; Configurations = (Get-RaxBackupConfiguration).BackupConfigurationName
                }
            } -ArgumentList $module, $session.UserName, $uri, $folder
        }
        Assert-Own ($jobs | Receive-Job -Wait -AutoRemoveJob)
    }

    It 'are told apart where one asks for what is the other''s' {
        $failures = $sessions | ForEach-Object -ThrottleLimit 2 -Parallel {
            Import-Module $using:module
            $foreign = ($using:agents)[@{ first = 'second'; second = 'first' }[$_.UserName]][0]
            try { Get-RaxBackupAgent -AgentId $foreign -Session $_ -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
        }
        $failures | Should -Be (@('AgentNotFound,RaxBackup.Cmdlets.GetRaxBackupAgentCommand') * 2)
    }
}
