# What becomes of backups where their vault is damaged, or its disk is full.
BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    Import-BuiltModule
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory "$folder/one", "$folder/two"
    $random = [Random]::new(1)
    foreach ($name in 'one', 'two') {
        $bytes = [byte[]]::new(3MB)
        $random.NextBytes($bytes)
        [IO.File]::WriteAllBytes("$folder/$name/data.bin", $bytes)
        Set-Content "$folder/$name/note.txt" "a note on $name"
    }
    $one = Get-TreeText "$folder/one"
    $two = Get-TreeText "$folder/two"

    # A service with a backup of each folder in its vault.
    function Start-Filled($state) {
        $service = Start-RaxLocalService -Path $state
        Connect-RaxBackup -Local $service
        $agent = Get-RaxBackupAgent
        foreach ($name in 'one', 'two') { $agent | New-RaxBackupConfiguration -Name $name -IncludeFolder "$folder/$name" | Start-RaxBackup -Wait }
    }

    function Restart-Service($state, [scriptblock]$Meanwhile) {
        Get-RaxLocalService | Stop-RaxLocalService
        & $Meanwhile
        Connect-RaxBackup -Local (Start-RaxLocalService -Path $state)
    }

    # Turns over a byte in the middle of a file.
    function Set-Damage($file) {
        $bytes = [IO.File]::ReadAllBytes($file)
        $bytes[[int]($bytes.Length / 2)] = $bytes[[int]($bytes.Length / 2)] -bxor 0xFF
        [IO.File]::WriteAllBytes($file, $bytes)
    }
}

Describe 'A damaged vault' {
    AfterEach { Disconnect-TestService }

    It 'names the file of a damaged block, restores the others, and heals with the next backup' {
        $state = "$TestDrive/block"
        $first, $second = Start-Filled $state
        Restart-Service $state { Set-Damage (Get-ChildItem "$state/vault/packs/*.pack" | Sort-Object Name | Select-Object -First 1).FullName }

        $restore = $first | Start-RaxRestore -DestinationPath "$TestDrive/block-out" -Wait -WarningVariable warnings -WarningAction SilentlyContinue
        $restore.State | Should -Be 'CompletedWithErrors'
        $warnings | Should -BeLike "Restore $($restore.RestoreId) of backup $($first.BackupId) to *Get-RaxRestoreReport -RestoreId $($restore.RestoreId) tells more."
        $report = $restore | Get-RaxRestoreReport
        $report.NumErrors | Should -Be 1
        $report.ErrorList.Path | Should -Be "$folder/one/data.bin"
        $report.ErrorList.ExceptionDesc | Should -Match '^block [0-9a-f]+ in .*\.pack is damaged$'
        Get-TreeText (Get-RestoredPath "$TestDrive/block-out" "$folder/one") | Should -Be ($one | Where-Object { $_ -notlike 'data.bin*' })

        $null = $second | Start-RaxRestore -DestinationPath "$TestDrive/block-out2" -Wait -ErrorAction Stop
        Get-TreeText (Get-RestoredPath "$TestDrive/block-out2" "$folder/two") | Should -Be $two

        $third = $first | Start-RaxBackup -Wait
        $healed = $third | Start-RaxRestore -DestinationPath "$TestDrive/block-out3" -Wait
        $healed.State | Should -Be 'Completed'
        Get-TreeText (Get-RestoredPath "$TestDrive/block-out3" "$folder/one") | Should -Be $one
    }

    It 'fails a restore from a damaged manifest before it writes anything, and the others go on' {
        $state = "$TestDrive/manifest"
        $first, $second = Start-Filled $state
        $manifest = Get-ChildItem "$state/vault/manifests/$($first.BackupId)-*.manifest"
        Restart-Service $state { Set-Damage $manifest.FullName }

        $restore = $first | Start-RaxRestore -DestinationPath "$TestDrive/manifest-out" -Wait -ErrorVariable errors -ErrorAction SilentlyContinue
        $restore.State | Should -Be 'Failed'
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -Be 'RestoreFailed,RaxBackup.Cmdlets.StartRaxRestoreCommand'
        $errors[0].CategoryInfo.Category | Should -Be 'InvalidResult'
        $errors[0].TargetObject.RestoreId | Should -Be $restore.RestoreId
        $errors[0].Exception.Message | Should -BeLike "*failed: ManifestDamaged: The manifest $manifest is damaged: *"
        ($restore | Get-RaxRestoreReport).Reason | Should -Be 'ManifestDamaged'
        "$TestDrive/manifest-out" | Should -Not -Exist

        $null = $second | Start-RaxRestore -DestinationPath "$TestDrive/manifest-out2" -Wait -ErrorAction Stop
        Get-TreeText (Get-RestoredPath "$TestDrive/manifest-out2" "$folder/two") | Should -Be $two
        $third = $first | Start-RaxBackup -Wait
        $third.State | Should -Be 'Completed'
        $null = $third | Start-RaxRestore -DestinationPath "$TestDrive/manifest-out3" -Wait -ErrorAction Stop
        Get-TreeText (Get-RestoredPath "$TestDrive/manifest-out3" "$folder/one") | Should -Be $one
    }

    It 'says that a backup is no longer there, and lists it no more' {
        $state = "$TestDrive/missing"
        $first, $second = Start-Filled $state
        Restart-Service $state { Remove-Item "$state/vault/manifests/$($first.BackupId)-*.manifest" }

        $failure = Get-Failure { $first | Start-RaxRestore -DestinationPath "$TestDrive/missing-out" -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -Be 'BackupNotFound,RaxBackup.Cmdlets.StartRaxRestoreCommand'
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure.TargetObject | Should -Be $first.BackupId
        $failure.Exception.Message | Should -BeLike "*Backup $($first.BackupId) can no longer be restored: the vault does not hold it any more.*"
        $first | Get-RaxBackup | Get-RaxBackupReport | ForEach-Object CanRestore | Should -BeFalse
        Get-RaxBackup -ConfigurationId $first.BackupConfigurationId -Completed | Should -BeNullOrEmpty
        (Get-RaxBackup -ConfigurationId $second.BackupConfigurationId -Completed).BackupId | Should -Be $second.BackupId
        Get-RaxRestorePoint | ForEach-Object BackupConfigurationName | Should -Be 'two'
    }

    It 'fails a backup where the vault cannot be written, and succeeds once it can' {
        $state = "$TestDrive/broken"
        $first, $null = Start-Filled $state
        Set-Content "$folder/one/new.txt" 'something new'
        try {
            Rename-Item "$state/vault/packs" 'away'
            Set-Content "$state/vault/packs" 'not a folder'
            $failed = $first | Start-RaxBackup -Wait -ErrorVariable errors -ErrorAction SilentlyContinue
            $failed.State | Should -Be 'Failed'
            $errors[0].FullyQualifiedErrorId | Should -Be 'BackupFailed,RaxBackup.Cmdlets.StartRaxBackupCommand'
            $errors[0].Exception.Message | Should -BeLike "*failed: StoreUnavailable: The vault $state/vault cannot be read or written: *"
            Remove-Item "$state/vault/packs"
            Rename-Item "$state/vault/away" 'packs'
            ($first | Start-RaxBackup -Wait).State | Should -Be 'Completed'
        }
        finally {
            Remove-Item "$folder/one/new.txt"
        }
        $null = $first | Start-RaxRestore -DestinationPath "$TestDrive/broken-out" -Wait -ErrorAction Stop
        Get-TreeText (Get-RestoredPath "$TestDrive/broken-out" "$folder/one") | Should -Be $one
    }
}

# A small disk of its own needs Linux: it is mounted where only the PowerShell that runs this sees it, and goes with it.
if ($IsLinux) {
    Describe 'A full disk' {
        It 'fails the backup by name, restores what was stored before, and goes on once there is room' {
            $script = @'
                $ErrorActionPreference = 'Stop'
                mkdir $args[0] && mount -t tmpfs -o size=12m tmpfs $args[0]
                if ($LASTEXITCODE) { throw 'no disk could be mounted' }
                Import-Module $args[1]
                Import-Module $args[2]
                Connect-RaxBackup -Local (Start-RaxLocalService -Path "$($args[0])/state")
                $agent = Get-RaxBackupAgent
                $small = $agent | New-RaxBackupConfiguration -Name small -IncludeFolder "$($args[3])/one" | Start-RaxBackup -Wait
                $bytes = [byte[]]::new(24MB)
                [Random]::new(2).NextBytes($bytes)
                $null = mkdir "$($args[3])-large"
                [IO.File]::WriteAllBytes("$($args[3])-large/data.bin", $bytes)
                $large = $agent | New-RaxBackupConfiguration -Name large -IncludeFolder "$($args[3])-large"
                $failed = $large | Start-RaxBackup -Wait -ErrorVariable errors -ErrorAction SilentlyContinue
                $restored = $small | Start-RaxRestore -DestinationPath "$($args[3])-out" -Wait
                mount -o remount,size=100m $args[0]
                $again = $large | Start-RaxBackup -Wait
                $null = $again | Start-RaxRestore -DestinationPath "$($args[3])-out" -Wait
                @{
                    Failed   = "$($failed.State)"
                    Error    = @($errors)[0].FullyQualifiedErrorId
                    Message  = @($errors)[0].Exception.Message
                    Reason   = ($failed | Get-RaxBackupReport).Reason
                    Restored = "$($restored.State)"
                    Again    = "$($again.State)"
                    Same     = (Get-FileHash "$($args[3])-large/data.bin").Hash -eq (Get-FileHash (Get-RestoredPath "$($args[3])-out" "$($args[3])-large/data.bin")).Hash
                } | ConvertTo-Json
'@
            Set-Content "$TestDrive/full.ps1" $script
            # Who is not root is root in a user name space of his own.
            $space = @('--mount') + @('--map-root-user' | Where-Object { (id -u) -ne 0 })
            $pwsh = (Get-Process -Id $PID).Path
            $said = unshare @space $pwsh -NoProfile -NonInteractive -File "$TestDrive/full.ps1" "$TestDrive/disk" (Get-BuiltManifest) "$PSScriptRoot/../Support.psm1" $folder 2>&1 | Out-String
            $LASTEXITCODE | Should -Be 0 -Because $said
            $seen = $said | ConvertFrom-Json
            $seen.Failed | Should -Be 'Failed'
            $seen.Error | Should -Be 'BackupFailed,RaxBackup.Cmdlets.StartRaxBackupCommand'
            $seen.Message | Should -BeLike "*failed: StoreFull: The disk of the vault $TestDrive/disk/state/vault is full."
            $seen.Reason | Should -Be 'StoreFull'
            $seen.Restored | Should -Be 'Completed'
            Get-TreeText (Get-RestoredPath "$folder-out" "$folder/one") | Should -Be $one
            $seen.Again | Should -Be 'Completed'
            $seen.Same | Should -BeTrue
        }
    }
}
