BeforeDiscovery {
    Import-Module "$PSScriptRoot/../../out/RaxBackup/RaxBackup.psd1" -Force
    # Every type that a command can write: public, and made without arguments, so that a new one is tested without being named here.
    $outputTypes = [RaxBackup.Display].Assembly.GetExportedTypes() |
        Where-Object { $_.IsClass -and $_.GetConstructor([type[]]@()) -and -not [Exception].IsAssignableFrom($_) } |
        ForEach-Object { @{ TypeName = $_.FullName } }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1", "$PSScriptRoot/Samples.psm1" -Force
    Import-Module "$PSScriptRoot/../../out/RaxBackup/RaxBackup.psd1" -Force

    function Get-View([string] $name, [type] $control) {
        (Get-FormatData -TypeName $name -PowerShellVersion $PSVersionTable.PSVersion).FormatViewDefinition |
            Where-Object { $_.Control -is $control }
    }

    function Get-Cell($view) {
        if ($view.Control -is [Management.Automation.ListControl]) {
            return $view.Control.Entries[0].Items |
                ForEach-Object { @{ Label = if ($_.Label) { $_.Label } else { $_.DisplayEntry.Value }; Entry = $_.DisplayEntry } }
        }
        $columns = $view.Control.Rows[0].Columns
        for ($i = 0; $i -lt $columns.Count; $i++) {
            $label = $view.Control.Headers[$i].Label
            @{ Label = if ($label) { $label } else { $columns[$i].DisplayEntry.Value }; Entry = $columns[$i].DisplayEntry }
        }
    }

    function Get-CellValue($cell, $object) {
        if ($cell.Entry.ValueType -eq 'Property') { return $object.($cell.Entry.Value) }
        $object | ForEach-Object ([scriptblock]::Create($cell.Entry.Value))
    }

    function Get-Line([int] $width, [string] $shape) {
        $text = if ($shape -eq 'List') { $input | Format-List -DisplayError | Out-String -Width $width }
        else { $input | Format-Table -DisplayError | Out-String -Width $width }
        $text -split '\r?\n' -replace '\x1b\[[0-9;]*m' | Where-Object { $_.Trim() }
    }
}

Describe 'Views of <TypeName>' -ForEach $outputTypes {
    BeforeAll {
        $type = [type]$TypeName
        $full = New-Full $type
        $empty = $type::new()
        $table = Get-View $TypeName ([Management.Automation.TableControl])
        $list = Get-View $TypeName ([Management.Automation.ListControl])
    }

    It 'has one table and one list, also for serialized objects' {
        @($table).Count | Should -Be 1
        @($list).Count | Should -Be 1
        @(Get-View "Deserialized.$TypeName" ([Management.Automation.TableControl])).Count | Should -Be 1
        @(Get-View "Deserialized.$TypeName" ([Management.Automation.ListControl])).Count | Should -Be 1
    }

    It 'names in every header and label a property that can be selected' {
        foreach ($cell in @(Get-Cell $table) + @(Get-Cell $list)) {
            $full.PSObject.Properties.Name | Should -Contain $cell.Label
        }
    }

    It 'has no logic in its cells' {
        foreach ($cell in @(Get-Cell $table) + @(Get-Cell $list) | Where-Object { $_.Entry.ValueType -eq 'ScriptBlock' }) {
            $cell.Entry.Value | Should -Match '^\[RaxBackup\.Display\]::\w+\(\$_\.\w+(, (\$_\.\w+|\d+))*\)$'
        }
    }

    It 'has a text in every cell of a full object' {
        foreach ($cell in @(Get-Cell $table) + @(Get-Cell $list) | Where-Object Label -NotIn ApiKey, Attributes) {
            "$(Get-CellValue $cell $full)" | Should -Not -BeNullOrEmpty -Because $cell.Label
        }
    }

    It 'shows full and empty objects without an error' {
        $Error.Clear()
        $lines = foreach ($shape in 'Table', 'List') { $full, $empty | Get-Line 120 $shape }
        $lines | Should -Not -BeNullOrEmpty
        $lines -match '#ERR' | Should -BeNullOrEmpty
        $Error.Count | Should -Be 0
    }

    It 'has fixed columns that fit <_>' -ForEach 80, 120 {
        $lines = @($full, $empty | Get-Line $_ Table)
        ($lines | ForEach-Object Length | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual $_
        $expected = if ($_ -eq 120) { @(Get-Cell $table) } else { @(Get-Cell $table) | Select-Object -First 3 }
        foreach ($cell in $expected) { $lines[0] | Should -Match "\b$($cell.Label)\b" }
    }

    It 'looks the same after serialization' {
        foreach ($copy in (Copy-Deserialized $full), (Copy-Bare $full)) {
            foreach ($shape in 'Table', 'List') {
                @($copy | Get-Line 120 $shape) -join "`n" | Should -Be (@($full | Get-Line 120 $shape) -join "`n")
            }
        }
    }

    It 'has its own properties where no view is asked for' {
        $names = $full.PSStandardMembers.DefaultDisplayPropertySet.ReferencedPropertyNames
        $names | Should -Not -BeNullOrEmpty
        foreach ($name in $names) { $full.PSObject.Properties.Name | Should -Contain $name }
        foreach ($name in $full.PSStandardMembers.DefaultKeyPropertySet.ReferencedPropertyNames) {
            $full.PSObject.Properties.Name | Should -Contain $name
        }
    }
}

Describe 'Views' {
    It 'shows a time in local time with its offset' {
        $time = [DateTimeOffset]'2026-11-22T13:05:10Z'
        $local = $time.ToLocalTime().ToString('yyyy-MM-dd HH:mm:ss zzz', [cultureinfo]::InvariantCulture)
        [RaxBackup.Backup]@{ StateChangeTime = $time } | Get-Line 120 Table | Select-Object -Last 1 | Should -Match ([regex]::Escape($local))
    }

    It 'aligns numbers and sizes to the right' {
        $lines = [RaxBackup.CompletedBackup]@{ BackupId = 7; BytesSearched = 1048576; NumErrors = 3 } | Get-Line 120 Table
        $ends = { param($line, $text) $line.IndexOf($text) + $text.Length }
        & $ends $lines[-1] '7' | Should -Be (& $ends $lines[0] 'BackupId')
        & $ends $lines[-1] '3' | Should -Be (& $ends $lines[0] 'NumErrors')
        & $ends $lines[-1] '1.0 MB' | Should -Be (& $ends $lines[0] 'BytesSearched')
    }

    It 'gives a configuration a schedule that can be selected' {
        $weekly = [RaxBackup.BackupConfiguration]@{
            Frequency = 'Weekly'; DayOfWeek = 'Friday'; At = '19:30'; TimeZone = 'Eastern Standard Time'
        }
        ($weekly | Select-Object Schedule).Schedule | Should -Be 'Weekly Fri 19:30 (Eastern Standard Time)'
        (Copy-Bare $weekly).Schedule | Should -Be 'Weekly Fri 19:30 (Eastern Standard Time)'
    }

    It 'says what each usage event used, in the table of events' {
        $events = [RaxBackup.BackupBandwidthIn]@{ BandwidthIn = 12897485 }, [RaxBackup.BackupLicense]@{} |
            ForEach-Object { [RaxBackup.UsageEvent]@{ Product = $_; EventId = '8d89673c-c989-11e1-895a-0b3d632a8a89' } }
        $lines = $events | Get-Line 120 Table
        $lines[-2] | Should -Match 'In 12\.3 MB.*8d89673c-c989-11e1-895a-0b3d632a8a89'
        $lines[-1] | Should -Match 'License'
    }

    It 'keeps the API key of a local service out of what is serialized' {
        $service = [RaxBackup.LocalService]@{ Port = 41234; UserName = 'local' }
        $service.ApiKey = [securestring]::new()
        'secret'.ToCharArray() | ForEach-Object { $service.ApiKey.AppendChar($_) }
        $text = [Management.Automation.PSSerializer]::Serialize($service)
        $text | Should -Match 'local'
        $text | Should -Not -Match '<SS|ApiKey'
        # All other properties are carried.
        $lost = $service.PSObject.Properties.Name | Where-Object { $_ -notin (Copy-Bare $service).PSObject.Properties.Name }
        $lost | Should -Be 'ApiKey'
    }
}
