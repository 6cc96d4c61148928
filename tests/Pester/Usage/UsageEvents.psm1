# Usage events to measure and to export, without a service.

# The n-th of many: its own id, a span of two hours from 2026-03-01 on, one hour later than the one before.
function New-TestUsage {
    param([Parameter(ValueFromPipeline)][int]$Number = 1, $Product = ([RaxBackup.BackupStorage]@{ Storage = 1e9 }), [string]$Name)
    process {
        $start = [DateTimeOffset]::new(2026, 3, 1, 0, 0, 0, [timespan]::Zero).AddHours($Number)
        [RaxBackup.UsageEvent]@{
            EventId = '8d89673c-c989-11e1-895a-{0:d12}' -f $Number; EventType = 'USAGE'; Type = 'cloudbackup.storage.agent.usage'; Region = 'DFW'; TenantId = '1234'
            ResourceId = 'r1'; ResourceName = $Name; StartTime = $start; EndTime = $start.AddHours(2); Updated = $start.AddHours(3); Product = $Product
        }
    }
}
