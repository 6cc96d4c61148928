# The month-end runbook, docs/examples/UsageStatement.ps1, through a whole month of a stepped clock: with nights that fail, and with a gap.
BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    Import-BuiltModule
    $script = (Resolve-Path "$PSScriptRoot/../../../docs/examples/UsageStatement.ps1").Path
    $rates = (Resolve-Path "$PSScriptRoot/../../../docs/examples/rate-card.csv").Path
    $first = [DateTimeOffset]'2026-11-01T00:00:00Z'
    $names = 'web01', '<script>alert(1)</script>', ([string][char]0x65e5 + [char]0x672c)

    # What each of three agents used on a day: an entry for each message, whose ids and bytes the test knows.
    function New-Usage([int] $Day) {
        foreach ($agent in 0..2) {
            @{ Kind = 'bandwidthIn'; Amount = 1000000007 * ($Day + 1) + $agent }, @{ Kind = 'storage'; Amount = 240000000000 + 1000000000 * $Day }, @{ Kind = 'license'; Amount = $null } | ForEach-Object {
                $start = $first.AddDays($Day)
                [pscustomobject]@{
                    Id = "{0:d8}-0000-4000-8000-{1:d4}{2}" -f $Day, $agent, $_.Kind.PadRight(8, '0').Substring(0, 8).ToLower() -replace '[g-z]', '0'
                    Day = $Day; Kind = $_.Kind; Amount = $_.Amount; Agent = $agent; Start = $start.ToString('yyyy-MM-ddTHH:mm:ssZ'); End = $start.AddDays(1).ToString('yyyy-MM-ddTHH:mm:ssZ')
                }
            }
        }
    }

    function Publish-Usage($Service, $Usage) {
        $entries = foreach ($one in $Usage) {
            $amount = if ($null -ne $one.Amount) { "$($one.Kind)=`"$($one.Amount)`"" }
            $name = [Security.SecurityElement]::Escape($names[$one.Agent])
            @"
<entry xmlns="http://www.w3.org/2005/Atom"><id>urn:uuid:$($one.Id)</id><content type="application/xml">
<event xmlns="http://docs.rackspace.com/core/event" xmlns:p="http://docs.rackspace.com/usage/cloudbackup/$($one.Kind)" id="$($one.Id)" version="1" type="USAGE" tenantId="$($Service.TenantId)"
 resourceId="agent-$($one.Agent)" resourceName="$name" region="DFW" dataCenter="DFW1" startTime="$($one.Start)" endTime="$($one.End)">
<p:product serviceCode="CloudBackup" resourceType="AGENT" version="1" serverID="5" $amount/></event></content></entry>
"@
        }
        $null = Publish-TestEvent $Service "<feed xmlns=`"http://www.w3.org/2005/Atom`">$entries</feed>"
    }

    # One run of the runbook: what it wrote, warned and failed with, and its exit code.
    function Invoke-Night([hashtable] $With = @{}) {
        $written = @(& $script -Path $folder @With 2>&1 3>&1)
        [pscustomobject]@{ Files = @($written | Where-Object { $_ -is [IO.FileInfo] }); Said = "$($written | Where-Object { $_ -isnot [IO.FileInfo] })"; ExitCode = $LASTEXITCODE }
    }

    function Get-KeptLine { Get-ChildItem -LiteralPath "$folder/events" -Recurse -File -Filter usage.jsonl | ForEach-Object { Get-Content -LiteralPath $_.FullName } | ForEach-Object { $_ | ConvertFrom-Json } }
}

Describe 'The runbook of a month' {
    BeforeAll {
        $service = Start-RaxLocalService -FrozenAt $first
        Connect-RaxBackup -Local $service
        $folder = "$TestDrive/usage of [ours]"
        $all = @(0..29 | ForEach-Object { New-Usage $_ })
        $nights = @{}
        foreach ($day in 0..29) {
            $null = Step-RaxLocalClock -To $first.AddDays($day + 1).AddMinutes(-30)
            Publish-Usage $service ($all | Where-Object Day -EQ $day)
            # The eighth and ninth night the service is down; from the 16th on nobody runs it, for five nights.
            if ($day -in 16..20) { continue }
            if ($day -in 8, 9) { Add-TestFault -Service $service -Operation ListUsageEvents -StatusCode 503 -RetryAfter 600 }
            $nights[$day] = Invoke-Night
            Clear-TestFaults $service
        }
        $null = Step-RaxLocalClock -To $first.AddDays(32)
        $statement = Invoke-Night @{ Month = '2026-11'; RateCard = $rates }
        $kept = @(Get-KeptLine)
        # The evening of the 22nd has what was published within three days: what began on the 17th, 18th and 19th is forgotten.
        $due = @($all | Where-Object Day -NotIn 16, 17, 18)
        $in = ($due | Where-Object Kind -EQ bandwidthIn | Measure-Object Amount -Sum).Sum
        $stored = ($due | Where-Object Kind -EQ storage | ForEach-Object { [decimal]$_.Amount / 30 } | Measure-Object -Sum).Sum
    }

    AfterAll { Disconnect-TestService }

    It 'keeps every event once, in the folder of the day in which it began' {
        @($kept.EventId | Sort-Object) | Should -Be @($due.Id | Sort-Object)
        $sixth = Get-Content -LiteralPath "$folder/events/date=2026-11-06/usage.jsonl" | ForEach-Object { ($_ | ConvertFrom-Json).EventId }
        @($sixth | Sort-Object) | Should -Be @(($all | Where-Object Day -EQ 5).Id | Sort-Object)
        @(Get-ChildItem -LiteralPath "$folder/events" -Directory).Count | Should -Be 27
    }

    It 'ends with 0 where all is well, and without a word' {
        foreach ($day in 0..7 + 10..15 + 22..29) { $nights[$day].ExitCode | Should -Be 0 -Because $nights[$day].Said; $nights[$day].Said | Should -BeNullOrEmpty }
    }

    It 'ends with 1 where the service is down, and loses nothing by it' {
        foreach ($day in 8, 9) {
            $nights[$day].ExitCode | Should -Be 1
            $nights[$day].Said | Should -BeLike '*could not be read*'
        }
    }

    It 'ends with 2 after a gap, and tells from when to when' {
        $nights[21].ExitCode | Should -Be 2 -Because $nights[21].Said
        $nights[21].Said | Should -BeLike '*gap in the Backup feed in DFW*2026-11-16*'
    }

    It 'makes the statement: sums, charges and a page' {
        $statement.ExitCode | Should -Be 0 -Because $statement.Said
        $statement.Files.FullName | Should -Be ('sums.csv', 'page.html', 'charges.csv' | ForEach-Object { [IO.Path]::Combine($folder, 'statements', '2026-11', $_) })
    }

    It 'tells sums that are what was used' {
        $sums = Import-Csv -LiteralPath "$folder/statements/2026-11/sums.csv"
        ($sums | Where-Object Quantity -EQ backup.bandwidthIn | ForEach-Object { [decimal]$_.Value } | Measure-Object -Sum).Sum * 1e9 | Should -Be $in
        [Math]::Round(($sums | Where-Object Quantity -EQ backup.storage | ForEach-Object { [decimal]$_.Value } | Measure-Object -Sum).Sum, 6) | Should -Be ([Math]::Round($stored / 1e9, 6))
        ($sums | Where-Object Quantity -EQ backup.license | ForEach-Object { [decimal]$_.Value } | Measure-Object -Sum).Sum | Should -Be (27 * 3 * 24)
        @($sums.Resource | Sort-Object -Unique) | Should -Be 'agent-0', 'agent-1', 'agent-2'
    }

    It 'charges what the rate card says' {
        $charges = Import-Csv -LiteralPath "$folder/statements/2026-11/charges.csv"
        $charges | Should -HaveCount $due.Count
        $cost = ($charges | ForEach-Object { [decimal]$_.BilledCost } | Measure-Object -Sum).Sum
        [Math]::Round($cost, 6) | Should -Be ([Math]::Round($stored / 1e9 * 0.10 + 27 * 3 * 24 * 0.0137, 6))
    }

    It 'shows all that on the page, and which days are missing' {
        $page = Get-Content -LiteralPath "$folder/statements/2026-11/page.html" -Raw
        $page | Should -Match 'Days without an event:</strong> 2026-11-17, 2026-11-18, 2026-11-19\.'
        $page | Should -Not -Match '<script>alert'
        $page | Should -Match ([regex]::Escape($names[2]))
        $page | Should -Match ">$(([decimal]$in / 1e9).ToString('#,##0.00', [cultureinfo]::InvariantCulture))</data> <span>GB<"
    }

    It 'makes the same statement again without a session' {
        $before = Get-ChildItem -LiteralPath "$folder/statements/2026-11" | Get-FileHash
        $command = "& '$script' -Path '$folder' -Month 2026-11 -RateCard '$rates' -StatementOnly; exit `$LASTEXITCODE"
        $env:RAX_IDENTITY_URI = 'http://127.0.0.1:1'
        try { $null = Invoke-NewPowerShell "Import-Module '$(Get-BuiltManifest)'; $command" } finally { $env:RAX_IDENTITY_URI = $null }
        $LASTEXITCODE | Should -Be 0
        (Get-ChildItem -LiteralPath "$folder/statements/2026-11" | Get-FileHash).Hash | Should -Be $before.Hash
    }
}

Describe 'The runbook in a scheduled task' {
    BeforeAll {
        $service = Start-RaxLocalService -FrozenAt $first
        Publish-Usage $service (New-Usage 0)
        $env:RAX_USERNAME = $service.UserName
        $env:RAX_API_KEY = [Net.NetworkCredential]::new('', $service.ApiKey).Password
        $env:RAX_IDENTITY_URI = $service.IdentityUri
        $pwsh = (Get-Process -Id $PID).Path
        function Invoke-Task { & $pwsh -NoProfile -NonInteractive -File $script @args 2>&1 | Out-String }
    }

    AfterAll {
        $env:RAX_USERNAME = $env:RAX_API_KEY = $env:RAX_IDENTITY_URI = $null
        $service | Stop-RaxLocalService
    }

    It 'logs in by the environment, and ends with 0' {
        $folder = "$TestDrive/task"
        Invoke-Task $folder -Month 2026-11 | Should -Not -BeLike '*Error*'
        $LASTEXITCODE | Should -Be 0
        @(Get-KeptLine).Count | Should -Be 9
        "$folder/statements/2026-11/page.html" | Should -Exist
        "$folder/statements/2026-11/charges.csv" | Should -Not -Exist
    }

    It 'ends with 1 and says why: <Why>' -ForEach @(
        @{ Why = 'no such month'; With = '-Month', '2026-13'; Says = '*Month*' }
        @{ Why = 'nothing of that month'; With = '-Month', '2025-01'; Says = '*No usage of 2025-01 is kept*' }
        @{ Why = 'no month'; With = @('-StatementOnly'); Says = '*wants a -Month*' }
        @{ Why = 'no rate card'; With = '-RateCard', '/none/rates.csv'; Says = '*There is no rate card*' }
    ) {
        Invoke-Task "$TestDrive/task" @With | Should -BeLike $Says
        $LASTEXITCODE | Should -Be 1
    }

    It 'does not ask for the folder' {
        Invoke-Task | Should -BeLike '*Path*'
        $LASTEXITCODE | Should -Be 1
    }

    It 'ends with 1 where the key is wrong' {
        $key = $env:RAX_API_KEY
        $env:RAX_API_KEY = 'wrong'
        try { Invoke-Task "$TestDrive/nobody" | Should -BeLike '*Could not log in*' } finally { $env:RAX_API_KEY = $key }
        $LASTEXITCODE | Should -Be 1
    }

    It 'has help and examples' {
        $help = Get-Help $script -Full
        $help.Synopsis | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -Be 3
        $help.parameters.parameter.name | Should -Be 'Path', 'Month', 'RateCard', 'Region', 'StatementOnly'
        foreach ($parameter in $help.parameters.parameter) { "$($parameter.description.Text)" | Should -Not -BeNullOrEmpty }
    }
}
