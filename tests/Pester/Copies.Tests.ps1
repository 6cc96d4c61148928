# What Import-Clixml, Receive-Job and remoting hand back: objects of the types that went in, with the same values of the same types.
BeforeDiscovery {
    Import-Module "$PSScriptRoot/../../out/RaxBackup/RaxBackup.psd1" -Force
    $types = [RaxBackup.Display].Assembly.GetExportedTypes() |
        Where-Object { $_.IsClass -and $_.GetConstructor([type[]]@()) -and -not [Exception].IsAssignableFrom($_) } |
        ForEach-Object { @{ TypeName = $_.FullName } }
    $products = $types | Where-Object { [RaxBackup.UsageProduct].IsAssignableFrom([type]$_.TypeName) }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1", "$PSScriptRoot/Samples.psm1" -Force
    Import-BuiltModule

    function Copy-Through($object) {
        $object | Export-Clixml "$TestDrive/object.xml"
        Import-Clixml "$TestDrive/object.xml"
    }

    # One line for each value within, with its type and place, so that a difference names itself.
    function Get-Fact($value, [string] $place = '') {
        if ($null -eq $value) { return "$place null" }
        $type = $value.GetType()
        "$place $type $(if ($value -is [DateTimeOffset]) { $value.ToString('o') } else { $value })"
        if ($type.IsArray) {
            for ($i = 0; $i -lt $value.Count; $i++) { Get-Fact $value[$i] "$place[$i]" }
        }
        elseif ($value -is [Collections.IDictionary]) {
            foreach ($key in $value.Keys | Sort-Object -CaseSensitive) { "$place[$key] $($value[$key])" }
        }
        elseif ($type.Namespace -eq 'RaxBackup' -and -not $type.IsEnum) {
            foreach ($property in $type.GetProperties() | Where-Object PropertyType -NE ([securestring])) { Get-Fact $property.GetValue($value) "$place.$($property.Name)" }
        }
    }
}

Describe 'A copy of <TypeName>' -ForEach $types {
    BeforeAll { $type = [type]$TypeName }

    It 'is what it was: <Case>' -ForEach @{ Case = 'full' }, @{ Case = 'empty' } {
        $live = if ($Case -eq 'full') { New-Full $type } else { $type::new() }
        $copy = Copy-Through $live
        $copy.GetType() | Should -Be $type
        @(Get-Fact $copy) -join "`n" | Should -Be (@(Get-Fact $live) -join "`n")
        @($copy.PSObject.Properties.Name) -join ',' | Should -Be (@($live.PSObject.Properties.Name) -join ',')
    }

    It 'that was read before the module was there can be cast' {
        if ([RaxBackup.UsageProduct].IsAssignableFrom($type)) { $type = [RaxBackup.UsageProduct] }
        $live = New-Full ([type]$TypeName)
        $copy = (Copy-Bare $live) -as $type
        @(Get-Fact $copy) -join "`n" | Should -Be (@(Get-Fact $live) -join "`n")
    }
}

Describe 'A copy of an event' {
    It 'has its product: <TypeName>' -ForEach $products {
        $live = [RaxBackup.UsageEvent]@{ Product = New-Full ([type]$TypeName) }
        $copy = Copy-Through $live
        $copy.Product.GetType().FullName | Should -Be $TypeName
        @(Get-Fact $copy) -join "`n" | Should -Be (@(Get-Fact $live) -join "`n")
    }
}

Describe 'A copy' {
    It 'keeps attributes apart whose names differ in case alone' {
        $live = [RaxBackup.UnknownProduct]::new()
        $live.Attributes['serverId'], $live.Attributes['ServerID'] = 'one', 'other'
        $copy = Copy-Through ([RaxBackup.UsageEvent]@{ Product = $live })
        $copy.Product.Attributes['serverId'], $copy.Product.Attributes['ServerID'] | Should -Be 'one', 'other'
    }

    It 'keeps what was added to the object' {
        $copy = Copy-Through ([RaxBackup.Backup]@{ BackupId = 7 } | Add-Member Ticket 'CHG-1' -PassThru)
        $copy | Should -BeOfType ([RaxBackup.Backup])
        $copy.Ticket | Should -Be 'CHG-1'
    }

    It 'is read in any culture' {
        $here = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            $live = [RaxBackup.Agent]@{ TimeOfLastSuccessfulBackup = '2026-02-01T13:05:10Z'; BackupVaultBytes = 1234567 }
            $file = "$TestDrive/de.xml"
            $live | Export-Clixml $file
            [cultureinfo]::CurrentCulture = 'tr-TR'
            @(Get-Fact (Import-Clixml $file)) -join "`n" | Should -Be (@(Get-Fact $live) -join "`n")
        }
        finally { [cultureinfo]::CurrentCulture = $here }
    }

    It 'of another version is taken as far as it is known' {
        [RaxBackup.Backup]@{ BackupId = 7; State = 'Completed'; MachineName = 'web01' } | Export-Clixml "$TestDrive/other.xml"
        (Get-Content "$TestDrive/other.xml" -Raw) -replace 'N="MachineName"', 'N="HostName"' | Set-Content "$TestDrive/other.xml"
        $copy = Import-Clixml "$TestDrive/other.xml"
        $copy | Should -BeOfType ([RaxBackup.Backup])
        $copy.BackupId, $copy.State, $copy.MachineName, $copy.HostName | Should -Be 7, 'Completed', $null, 'web01'
    }

    It 'stays a bare one where a value cannot be read' {
        [RaxBackup.Backup]@{ BackupId = 7; State = 'Completed' } | Export-Clixml "$TestDrive/odd.xml"
        (Get-Content "$TestDrive/odd.xml" -Raw) -replace '>Completed<', '>Dozing<' | Set-Content "$TestDrive/odd.xml"
        $copy = Import-Clixml "$TestDrive/odd.xml"
        $copy.PSObject.TypeNames[0] | Should -Be 'Deserialized.RaxBackup.Backup'
        $copy.BackupId | Should -Be 7
    }

    It 'is compared, sorted and grouped like the live object' {
        $backups = Copy-Through @(
            [RaxBackup.Backup]@{ BackupId = 1; State = 'Failed'; StateChangeTime = [DateTimeOffset]::UtcNow }
            [RaxBackup.Backup]@{ BackupId = 2; State = 'Completed'; StateChangeTime = [DateTimeOffset]::UtcNow.AddDays(-3) }
            [RaxBackup.Backup]@{ BackupId = 3; State = 'Completed'; StateChangeTime = [DateTimeOffset]::UtcNow.AddDays(-2) }
        )
        ($backups | Where-Object State -EQ Completed).BackupId | Should -Be 2, 3
        ($backups | Where-Object State -In Failed, Stopped).BackupId | Should -Be 1
        ($backups | Sort-Object StateChangeTime).BackupId | Should -Be 2, 3, 1
        ($backups | Where-Object StateChangeTime -GT (Get-Date).AddDays(-1)).BackupId | Should -Be 1
        ($backups | Group-Object State | Where-Object Name -EQ Completed).Count | Should -Be 2
    }

    It 'is made no more once the module is removed, and again once it is back' {
        $said = Invoke-NewPowerShell @"
            Import-Module '$(Get-BuiltManifest)'
            [RaxBackup.Backup]@{ BackupId = 7 } | Export-Clixml '$TestDrive/module.xml'
            Remove-Module RaxBackup; (Import-Clixml '$TestDrive/module.xml').PSObject.TypeNames[0]
            Import-Module '$(Get-BuiltManifest)'; (Import-Clixml '$TestDrive/module.xml').PSObject.TypeNames[0]
            Import-Module '$(Get-BuiltManifest)' -Force; (Import-Clixml '$TestDrive/module.xml').PSObject.TypeNames[0]
"@
        -split $said | Should -Be 'Deserialized.RaxBackup.Backup', 'RaxBackup.Backup', 'RaxBackup.Backup'
    }
}

Describe 'A copy of what is connected' {
    BeforeAll { $service = Connect-TestService }
    AfterAll { Disconnect-TestService }

    It 'is no session' {
        $copy = Copy-Through (Get-RaxBackupSession)
        $copy | Should -BeOfType ([RaxBackup.Session])
        Assert-ErrorRecord (Get-Failure { Get-RaxBackupAgent -Session $copy }) SessionClosed ConnectionError
        { Get-RaxBackupAgent } | Should -Not -Throw
        Get-Content "$TestDrive/object.xml" -Raw | Should -Not -Match ([regex]::Escape([Net.NetworkCredential]::new('', $service.ApiKey).Password))
    }

    It 'of a service has no key to connect with' {
        $copy = Copy-Through $service
        $copy.ApiKey | Should -BeNullOrEmpty
        Assert-ErrorRecord (Get-Failure { Connect-RaxBackup -Local $copy }) LocalServiceIncomplete InvalidArgument
        Get-Content "$TestDrive/object.xml" -Raw | Should -Not -Match ([regex]::Escape([Net.NetworkCredential]::new('', $service.ApiKey).Password))
    }
}
