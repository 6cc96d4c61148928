# The same commands under every culture: the same objects, files and numbers.
BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    $service = Connect-SeededService
    $folder = "$TestDrive/files"
    $null = New-Item -ItemType Directory $folder
    Set-Content "$folder/INDEX.ini" ('content' * 1000)
    $agent = Get-RaxBackupAgent
    $configuration = $agent | New-RaxBackupConfiguration -Name 'Iiİı INDEX index' -IncludeFolder $folder -Weekly -DayOfWeek Friday -At 19:30 -TimeZone Asia/Kolkata
    $backup = $configuration | Start-RaxBackup | Wait-RaxBackup -PollIntervalSec 1

    # Runs a script under a culture, as a machine would that has it.
    function Invoke-Under([string]$culture, [scriptblock]$script) {
        $own = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $culture
            & $script
        }
        finally { [cultureinfo]::CurrentCulture = $own }
    }

    # Everything that commands read, as XML, as JSON and as the file of an export. (ConvertTo-Csv writes times as the culture does.)
    function Get-Told {
        $read = @(Get-RaxBackupAgent -Detailed) + @(Get-RaxBackupConfiguration) + @($backup | Get-RaxBackup) + @($backup | Get-RaxBackupReport) +
            @(Get-RaxRestorePoint) + @(Get-RaxBackupActivity) + @(Get-RaxUsageEvent -After 2020-01-31 -Before 2090-12-31)
        foreach ($one in $read) {
            if ($one.PSObject.Properties['LastHeartbeat']) { $one.LastHeartbeat = $null }
            [Management.Automation.PSSerializer]::Serialize($one)
            $one | ConvertTo-Json -Depth 5
        }
        $configuration | Export-RaxBackupConfiguration -LiteralPath "$TestDrive/out.json" -Force
        Get-Content "$TestDrive/out.json" -Raw
    }
}

AfterAll { Disconnect-SeededService $service }

Describe 'Under <_>' -ForEach 'de-DE', 'tr-TR', 'ar-SA' {
    BeforeAll { $expected = Invoke-Under en-US { Get-Told } }

    It 'objects, sizes and times are the same, and so are JSON and export' {
        Invoke-Under $_ { Get-Told } | Should -Be $expected
    }

    It 'a file that was exported elsewhere changes nothing' {
        Set-Content "$TestDrive/in.json" $expected[-1]
        $said = Invoke-Under $_ { Import-RaxBackupConfiguration -LiteralPath "$TestDrive/in.json" -Verbose 4>&1 }
        "$said" | Should -Match 'as it should be'
    }

    It 'names, regions, states, days and zones are taken in any case' {
        $made = Invoke-Under $_ {
            (Get-RaxBackupConfiguration -Name '*INDEX').Count + (Get-RaxBackupConfiguration -Name '*index').Count | Should -Be 2
            (Get-RaxBackupAgent -Name $agent.MachineName.ToUpperInvariant()).MachineAgentId | Should -Be $agent.MachineAgentId
            (Get-RaxBackupAgent -Name "$($agent.MachineName.ToUpperInvariant())*").MachineAgentId | Should -Be $agent.MachineAgentId
            (Get-RaxBackupAgent -Region iad -Detailed).Region | Should -BeIn $null, 'IAD'
            @(Get-RaxBackupActivity -State COMPLETEDWITHERRORS, MISSED, completed, SKIPPED).Count | Should -BeGreaterThan 0
            $agent | Set-RaxBackupAgent -LogLevel INFO
            foreach ($zone in 'INDIA STANDARD TIME', 'india standard time', 'Asia/Kolkata') {
                $agent | New-RaxBackupConfiguration -Name (New-Guid) -IncludeFolder $folder -Weekly -DayOfWeek FRIDAY -At 19:30 -TimeZone $zone -MissedBackupAction ASSOONASPOSSIBLE
            }
        }
        $made | Remove-RaxBackupConfiguration -Confirm:$false
        $made.TimeZone | Should -Be @('India Standard Time', 'India Standard Time', 'India Standard Time')
        $made.DayOfWeek | Should -Be @('Friday', 'Friday', 'Friday')
        $made.At | Should -Be @([timespan]'19:30', [timespan]'19:30', [timespan]'19:30')
    }

    It 'what cannot be meant is told as everywhere' {
        $failure = Invoke-Under $_ { Get-Failure { Get-RaxBackupAgent -Region 'ıad' -ErrorAction Stop } }
        Assert-ErrorRecord $failure RegionUnknown InvalidArgument 'ıad'
    }
}

Describe 'The trap' {
    It 'is there: Turkish has a capital and a small letter of its own' {
        [cultureinfo]::new('tr-TR').TextInfo.ToLower('I') | Should -BeExactly 'ı'
    }
}
