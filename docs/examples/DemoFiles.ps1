# The files of Demo.ps1: how they are made, damaged and compared. Paths go through .NET, since names hold every wildcard there is.

function New-DemoTree([string] $Root) {
    $random = [Random]::new(42)
    $write = {
        param([string] $Name, [int] $Size)
        $file = [IO.Path]::Combine($Root, $Name)
        $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($file))
        $bytes = [byte[]]::new($Size)
        $random.NextBytes($bytes)
        [IO.File]::WriteAllBytes($file, $bytes)
        $file
    }
    foreach ($i in 1..200) { $null = & $write "web/page$i.html" $random.Next(0, 40000) }
    foreach ($i in 1..20) { $null = & $write "empty/nothing$i" 0 }
    foreach ($i in 1..20) { [IO.File]::Copy((& $write "copies/original$i.bin" 30000), [IO.Path]::Combine($Root, "copies/copy$i.bin")) }
    $null = & $write 'big/64MB.bin' (64MB)
    $null = & $write ((1..40 | ForEach-Object { "level$_" }) -join '/' | ForEach-Object { "$_/deep.txt" }) 1000
    foreach ($name in 'two words.txt', ' leading space', '-dash', '[brackets].txt', '$dollar', "quo'te", ([char]0x00fc + 'ml' + [char]0x00e4 + 'ut.txt'),
        ([string][char]0x65e5 + [char]0x672c + [char]0x8a9e + '.txt'), ([char]::ConvertFromUtf32(0x1F4BE) + '.dat'), ('e' + [char]0x0301 + '.txt'), ('n' * 200)) {
        $null = & $write "names/$name" 2000
    }
    $readOnly = & $write 'readonly/locked.txt' 500
    [IO.File]::SetAttributes($readOnly, [IO.FileAttributes]::ReadOnly)
    $null = [IO.Directory]::CreateDirectory([IO.Path]::Combine($Root, 'empty folder'))
    if ([IO.Path]::DirectorySeparatorChar -eq '/') {
        $null = & $write "names/new`nline" 100
        $null = New-Item -ItemType SymbolicLink -Path ([IO.Path]::Combine($Root, 'link-to-file')) -Target 'readonly/locked.txt'
        $null = New-Item -ItemType SymbolicLink -Path ([IO.Path]::Combine($Root, 'link-to-folder')) -Target 'web'
        $null = New-Item -ItemType SymbolicLink -Path ([IO.Path]::Combine($Root, 'link-to-nothing')) -Target 'no/such/file'
    }
    $Root
}

# Every file, link and folder below a root; links are not followed.
function Get-TreeEntry([string] $Root) {
    $folders = [Collections.Generic.Stack[string]]::new()
    $folders.Push($Root)
    while ($folders.Count) {
        foreach ($entry in [IO.DirectoryInfo]::new($folders.Pop()).EnumerateFileSystemInfos()) {
            $isLink = [bool]($entry.Attributes -band [IO.FileAttributes]::ReparsePoint)
            if ($entry -is [IO.DirectoryInfo] -and -not $isLink) { $folders.Push($entry.FullName) }
            [pscustomobject]@{ Path = $entry.FullName; Info = $entry; IsLink = $isLink; IsFile = $entry -is [IO.FileInfo] -and -not $isLink }
        }
    }
}

# What a tree holds, by path relative to its root: a file's SHA-256, a link's target, or that it is a folder.
function Get-TreeFingerprint([string] $Root) {
    $found = [Collections.Generic.SortedDictionary[string, string]]::new([StringComparer]::Ordinal)
    $sha = [Security.Cryptography.SHA256]::Create()
    foreach ($entry in Get-TreeEntry $Root) {
        $name = $entry.Path.Substring($Root.TrimEnd('/', '\').Length)
        if ($entry.IsLink) { $found[$name] = 'link ' + @($entry.Info.Target)[0] }
        elseif (-not $entry.IsFile) { $found[$name] = 'folder' }
        else {
            $stream = $entry.Info.OpenRead()
            try { $found[$name] = [BitConverter]::ToString($sha.ComputeHash($stream)) } finally { $stream.Dispose() }
        }
    }
    $sha.Dispose()
    , $found
}

function Compare-Fingerprint($Before, $After) {
    foreach ($name in $Before.Keys) {
        if (-not $After.ContainsKey($name)) { "missing: $name" }
        elseif ($After[$name] -ne $Before[$name]) { "differs: $name" }
    }
    foreach ($name in $After.Keys) { if (-not $Before.ContainsKey($name)) { "extra: $name" } }
}

# Deletes every third file and damages every fifth: as much as a bad day does.
function Remove-SomeFiles([string] $Root) {
    $deleted = 0; $damaged = 0; $i = 0
    foreach ($file in @(Get-TreeEntry $Root | Where-Object IsFile)) {
        $i++
        if ($i % 3 -ne 0 -and $i % 5 -ne 0) { continue }
        $file.Info.IsReadOnly = $false
        if ($i % 3 -eq 0) { $file.Info.Delete(); $deleted++ }
        else { [IO.File]::WriteAllText($file.Path, 'damaged'); $damaged++ }
    }
    Write-Host "$deleted files deleted, $damaged damaged."
}

# Where a restore below a folder puts a path: the full path is made anew there.
function Join-RestorePath([string] $Destination, [string] $Source) {
    $root = [IO.Path]::GetPathRoot($Source)
    $below = $Source.Substring($root.Length)
    if ($root -match '^[A-Za-z]:') { $below = [IO.Path]::Combine($root.Substring(0, 1), $below) }
    [IO.Path]::Combine($Destination, $below)
}

function Remove-Tree([string] $Root) {
    if (-not [IO.Directory]::Exists($Root)) { return }
    foreach ($file in Get-TreeEntry $Root | Where-Object IsFile) { if ($file.Info.IsReadOnly) { $file.Info.IsReadOnly = $false } }
    [IO.Directory]::Delete($Root, $true)
}
