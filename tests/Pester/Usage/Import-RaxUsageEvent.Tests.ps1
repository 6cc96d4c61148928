BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    Import-BuiltModule
    $samples = "$PSScriptRoot/../../wire/feeds"

    function New-Entry([string]$Id, [string]$Name = 'n') {
        "<entry><id>urn:uuid:$Id</id><content type='application/xml'><event xmlns='http://docs.rackspace.com/core/event' type='USAGE' resourceName='$Name'>" +
        "<p:product xmlns:p='http://docs.rackspace.com/usage/cloudbackup/storage' serviceCode='CloudBackup' resourceType='AGENT' version='1' storage='5'/></event></content></entry>"
    }

    function New-Feed([string[]]$Entry, [string]$Path) {
        "<feed xmlns='http://www.w3.org/2005/Atom'>$($Entry -join '')</feed>" | Set-Content -LiteralPath $Path -NoNewline
        $Path
    }

    function Compress-File([string]$Path) {
        $out = [IO.Compression.GZipStream]::new([IO.File]::Create("$Path.gz"), [IO.Compression.CompressionMode]::Compress)
        $bytes = [IO.File]::ReadAllBytes($Path)
        $out.Write($bytes, 0, $bytes.Length)
        $out.Dispose()
        "$Path.gz"
    }

    $feed = New-Feed (1..3 | ForEach-Object { New-Entry "e$_" }) "$TestDrive/feed.xml"
}

Describe 'Import-RaxUsageEvent' {
    It 'reads all 26 samples, and the same from XML and JSON' {
        $xml = @(Get-ChildItem $samples -Recurse -Filter *.xml | Sort-Object FullName | Import-RaxUsageEvent)
        $json = @(Get-ChildItem $samples -Recurse -Filter *.json | Sort-Object FullName | Import-RaxUsageEvent)
        $xml.Count, $json.Count | Should -Be 13, 13
        for ($i = 0; $i -lt 13; $i++) {
            $one, $other = $xml[$i], $json[$i] | ForEach-Object { $_ | Select-Object * -ExcludeProperty Categories | ConvertTo-Json -Depth 4 }
            $other | Should -BeExactly $one
            $json[$i].Product.GetType() | Should -Be $xml[$i].Product.GetType()
        }
        $xml.Service | Group-Object -NoElement | ForEach-Object { "$($_.Name) $($_.Count)" } | Sort-Object | Should -Be 'Backup 5', 'BlockStorage 2', 'Databases 3', 'Files 3'
    }

    It 'writes what Get-RaxUsageEvent writes, in the order of the file' {
        $read = Import-RaxUsageEvent $feed
        $read | Should -BeOfType RaxBackup.UsageEvent
        $read.EventId | Should -Be 'e1', 'e2', 'e3'
        $read[0].Product | Should -BeOfType RaxBackup.BackupStorage
        $read[0].Product.Storage | Should -BeOfType ([ulong])
    }

    It 'takes wildcards, several paths, literal paths and properties' {
        $odd = New-Feed (New-Entry 'odd') "$TestDrive/a[1].xml"
        (Import-RaxUsageEvent "$TestDrive/fee*.xml", $feed).Count | Should -Be 6
        (Import-RaxUsageEvent -LiteralPath $odd).EventId | Should -Be 'odd'
        Import-RaxUsageEvent -Path $odd -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        ([pscustomobject]@{ FullName = $odd } | Import-RaxUsageEvent).EventId | Should -Be 'odd'
        ([pscustomobject]@{ Path = $feed } | Import-RaxUsageEvent).Count | Should -Be 3
        (Get-Item -LiteralPath $odd | Import-RaxUsageEvent).EventId | Should -Be 'odd'
        Import-RaxUsageEvent "$TestDrive/nothing-*.xml" -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'unpacks gzip, whatever the name is' {
        $packed = Compress-File $feed
        (Import-RaxUsageEvent $packed).EventId | Should -Be 'e1', 'e2', 'e3'
        Copy-Item $packed "$TestDrive/plain.xml"
        (Import-RaxUsageEvent "$TestDrive/plain.xml").EventId | Should -Be 'e1', 'e2', 'e3'
        [IO.File]::WriteAllBytes("$TestDrive/cut.gz", [IO.File]::ReadAllBytes($packed)[0..100])
        $failure = Get-Failure { Import-RaxUsageEvent "$TestDrive/cut.gz" -ErrorAction Stop }
        Assert-ErrorRecord $failure UsageFileInvalid InvalidData "$TestDrive/cut.gz"
    }

    It 'streams: who takes one event has read no more of the file than it needs' {
        $long = New-Feed (@(New-Entry 'e1') + @(1..2000 | ForEach-Object { New-Entry "x$_" }) + '<entry/>') "$TestDrive/long.xml"
        (Import-RaxUsageEvent $long -ErrorAction Stop | Select-Object -First 1).EventId | Should -Be 'e1'
    }

    It 'is told the service where the entries do not tell it' {
        $bare = New-Feed '<entry><id>urn:uuid:1</id></entry>' "$TestDrive/bare.xml"
        Assert-ErrorRecord (Get-Failure { Import-RaxUsageEvent $bare -ErrorAction Stop }) UsageFileInvalid InvalidData $bare
        (Import-RaxUsageEvent $bare -Service Databases).Service | Should -Be 'Databases'
        (Import-RaxUsageEvent $feed -Service Files).Service | Should -Be 'Files', 'Files', 'Files'
        $linked = New-Feed "<link rel='self' href='https://ord.feeds.api.rackspacecloud.com/files/events/1234'/><entry><id>urn:uuid:1</id></entry>" "$TestDrive/linked.xml"
        (Import-RaxUsageEvent $linked).Service | Should -Be 'Files'
        $typed = New-Feed "<entry><id>urn:uuid:1</id><category term='type:cloudblockstorage.cbs.volume.usage'/></entry>" "$TestDrive/typed.xml"
        (Import-RaxUsageEvent $typed).Service | Should -Be 'BlockStorage'
    }

    It 'needs no session and writes nothing to other streams' {
        $said = Import-RaxUsageEvent $feed *>&1
        $said.Count | Should -Be 3
        $said | ForEach-Object { $_ | Should -BeOfType RaxBackup.UsageEvent }
    }
}

Describe 'Import-RaxUsageEvent of damaged files' {
    It 'writes what stands before the damage, names file and entry, and goes on with the next file' {
        $damaged = New-Feed (New-Entry 'd1'), (New-Entry 'd2').Replace("storage='5'", "storage='-5'"), (New-Entry 'd3') "$TestDrive/damaged.xml"
        $read = Import-RaxUsageEvent $damaged, $feed -ErrorVariable failed -ErrorAction SilentlyContinue
        $read.EventId | Should -Be 'd1', 'e1', 'e2', 'e3'
        $failed.Count | Should -Be 1
        Assert-ErrorRecord $failed[0] UsageFileInvalid InvalidData $damaged
        $failed[0].Exception.Message | Should -BeLike "$damaged`: entry 2 (urn:uuid:d2): '-5' is not a count*"
    }

    It 'refuses <Name>' -ForEach @(
        @{ Name = 'an empty file'; Content = ''; Says = 'it is empty' }
        @{ Name = 'no feed'; Content = 'hello'; Says = 'neither Atom nor JSON' }
        @{ Name = 'another document'; Content = '<html/>'; Says = 'neither a feed nor an entry' }
        @{ Name = 'a DTD'; Content = '<!DOCTYPE a [<!ENTITY b "c">]><feed xmlns="http://www.w3.org/2005/Atom">&b;</feed>'; Says = 'DTD' }
        @{ Name = 'two feeds'; Content = '<feed xmlns="http://www.w3.org/2005/Atom"/><feed xmlns="http://www.w3.org/2005/Atom"/>'; Says = 'multiple root elements' }
        @{ Name = 'two feeds in JSON'; Content = '{"feed":{}}{"feed":{}}'; Says = 'Additional text' }
        @{ Name = 'a feed cut off'; Content = '<feed xmlns="http://www.w3.org/2005/Atom"><entry>'; Says = 'entry 1: Unexpected end' }
        @{ Name = 'a feed in JSON cut off'; Content = '{"feed":{'; Says = 'ends too soon' }
    ) {
        $path = "$TestDrive/refused.xml"
        Set-Content $path $Content -NoNewline
        $failure = Get-Failure { Import-RaxUsageEvent $path -Service Backup -ErrorAction Stop }
        Assert-ErrorRecord $failure UsageFileInvalid InvalidData $path
        $failure.Exception.Message | Should -BeLike "$path`: *$Says*"
    }

    It 'refuses an entry of more than a megabyte by its id' {
        $path = New-Feed (New-Entry 'long' ('x' * 1200000)) "$TestDrive/huge.xml"
        (Get-Failure { Import-RaxUsageEvent $path -ErrorAction Stop }).Exception.Message | Should -BeLike '*entry 1 (urn:uuid:long): it is longer than 1048576 bytes*'
    }

    It 'tells what is no file' {
        Assert-ErrorRecord (Get-Failure { Import-RaxUsageEvent "$TestDrive/none.xml" -ErrorAction Stop }) FileNotFound ObjectNotFound "$TestDrive/none.xml"
        Assert-ErrorRecord (Get-Failure { Import-RaxUsageEvent $TestDrive -ErrorAction Stop }) FileNotFound ObjectNotFound $TestDrive
        Assert-ErrorRecord (Get-Failure { Import-RaxUsageEvent Env:/HOME -ErrorAction Stop }) FilePathInvalid InvalidArgument 'Env:/HOME'
        $held = [IO.File]::Open("$TestDrive/held.xml", 'Create', 'Write', 'None')
        try { Assert-ErrorRecord (Get-Failure { Import-RaxUsageEvent "$TestDrive/held.xml" -ErrorAction Stop }) UsageFileUnreadable InvalidArgument "$TestDrive/held.xml" }
        finally { $held.Dispose() }
    }
}
