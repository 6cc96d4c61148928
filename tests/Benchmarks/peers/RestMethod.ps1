# What a script would do with JSON: every page of a feed, its entries as ConvertFrom-Json makes them.
$ProgressPreference = 'SilentlyContinue'
$headers = @{ 'X-Auth-Token' = $env:BENCH_TOKEN; Accept = 'application/vnd.rackspace.atom+json' }
$address = $env:BENCH_FEED
$count = & {
    while ($address) {
        $feed = (Invoke-RestMethod $address -Headers $headers | ForEach-Object { $_ -is [string] ? ($_ | ConvertFrom-Json) : $_ }).feed
        $feed.entry
        $address = ($feed.link | Where-Object rel -EQ 'next').href
    }
} | Measure-Object | ForEach-Object Count
$count
