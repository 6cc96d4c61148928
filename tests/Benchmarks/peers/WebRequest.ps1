# What a script would do with Invoke-WebRequest and [xml]: every page of a feed, an object for each entry.
$ProgressPreference = 'SilentlyContinue'
$headers = @{ 'X-Auth-Token' = $env:BENCH_TOKEN; Accept = 'application/atom+xml' }
$address = $env:BENCH_FEED
$count = & {
    while ($address) {
        $feed = ([xml](Invoke-WebRequest $address -Headers $headers -UseBasicParsing).Content).feed
        foreach ($entry in $feed.ChildNodes.Where{ $_.LocalName -eq 'entry' }) {
            $usage = $entry.content.FirstChild
            [pscustomobject]@{ Id = $entry.id; Updated = $entry.updated; Resource = $usage.resourceId; Type = $usage.type; Product = $usage.FirstChild }
        }
        $address = $feed.ChildNodes.Where{ $_.LocalName -eq 'link' -and $_.rel -eq 'next' }[0].href
    }
} | Measure-Object | ForEach-Object Count
$count
