# Objects to try with: any type that commands write, with something in every property.

function Get-Sample([type] $type, [string] $name) {
    $type = if ($bare = [Nullable]::GetUnderlyingType($type)) { $bare } else { $type }
    switch ($type) {
        { $_ -eq [string] } { return "$name is a text that is longer than any column is wide, and goes on after that" }
        { $_ -eq [bool] } { return $true }
        { $_ -in [long], [int] } { return 123456789 }
        { $_ -in [double], [decimal] } { return $type::Parse('0.1', [cultureinfo]::InvariantCulture) }
        { $_ -eq [ulong] } { return [ulong]::MaxValue }
        { $_ -eq [DateTimeOffset] } { return [DateTimeOffset]'2026-11-22T13:05:10.1234567Z' }
        { $_ -eq [TimeSpan] } { return [TimeSpan]'19:30:00' }
        { $_ -eq [Uri] } { return [Uri]'https://identity.api.rackspacecloud.com/v2.0/' }
        { $_ -eq [securestring] } { return $null }
        { $_ -eq [RaxBackup.UsageProduct] } { return New-Full ([RaxBackup.BackupStorage]) }
        { $_ -eq [Collections.Generic.IDictionary[string, string]] } { return New-Attribute }
        { $_.IsEnum } { return [Enum]::GetValues($type) | Sort-Object { "$_".Length } | Select-Object -Last 1 }
        { $_.IsArray } { return , @(1..4 | ForEach-Object { Get-Sample $type.GetElementType() $name }) }
        { $_.Namespace -eq 'RaxBackup' } { return New-Full $type }
        default { throw "No sample for ${name}: $type" }
    }
}

function New-Attribute {
    $attributes = New-Object 'Collections.Generic.Dictionary[string,string]'
    $attributes['serverId'] = '7f4b2c9e'
    # PowerShell would take it for a list of entries.
    , $attributes
}

# An object of a type with a value in every property.
function New-Full([type] $type) {
    $object = $type::new()
    foreach ($property in $type.GetProperties()) { $object.($property.Name) = Get-Sample $property.PropertyType $property.Name }
    # A schedule uses most of its parts when it is a weekly one.
    if ($object -is [RaxBackup.BackupConfiguration]) { $object.Frequency = 'Weekly' }
    $object
}

Export-ModuleMember -Function New-Full
