# What no parameter is meant for, and the few places where it is right all the same.
$values = [ordered]@{
    null = $null; empty = ''; blank = '   '; long = 'x' * 10000; star = '*'; bracket = '['; minus = -1; zero = 0; most = [int]::MaxValue; huge = [long]::MaxValue
    overflow = '99999999999999999999'; notANumber = [double]::NaN; word = 'no such thing'; emptyArray = @(); nullArray = @($null); table = @{}
    object = [pscustomobject]@{ A = 1 }; minDate = [DateTimeOffset]::MinValue; maxDate = [DateTimeOffset]::MaxValue; longest = [timespan]::MaxValue
    nul = "a`0b"; line = "a`nb"; secret = [securestring]::new()
}

# Free text that the service keeps as it is: any text is right.
$text = @($values.Keys | Where-Object { $_ -notin 'null', 'empty', 'blank', 'emptyArray', 'nullArray' })
$times = 'null', 'minDate', 'maxDate'
$right = @{
    'Region'                                     = 'null', 'empty' # the session's
    'Get-* Region'                               = 'null', 'empty', 'star'
    'Resume-RaxBackupAgent Region'               = 'null', 'empty', 'star'
    'Get-RaxBackupActivity After'                = $times
    'Get-RaxBackupActivity Before'               = $times
    'Get-RaxUsageEvent After'                    = $times
    'Get-RaxUsageEvent Before'                   = $times
    'Get-RaxUsageEvent Type'                     = @('blank') + $text # finds nothing
    'Get-RaxUsageEvent ResourceId'               = @('blank') + $text
    'Add-RaxLocalFault Operation'                = , 'star' # every operation
    'Add-RaxLocalFault RetryAfter'               = 'zero', 'most', 'minDate', 'maxDate'
    'Add-RaxLocalFault BodyKind'                 = 'null', 'zero'
    'Add-RaxLocalFault Body'                     = @('null', 'empty', 'blank') + $text
    'Add-RaxLocalFault Delay'                    = , 'null'
    'Add-RaxLocalFault DropConnection'           = , 'null'
    'Add-RaxLocalFault Truncate'                 = , 'zero'
    'Add-RaxLocalFault Count'                    = , 'most'
    'Add-RaxLocalFault Skip'                     = 'zero', 'most'
    'Add-RaxLocalFault Probability'              = , 'zero'
    'Add-RaxLocalFault Seed'                     = , 'null' # none
    'Start-RaxLocalService FrozenAt'             = , 'null' # as it runs
    'Get-RaxLocalRequest StatusCode'             = , 'emptyArray'
    'Get-RaxLocalRequest Operation'              = @('blank') + $text # finds nothing
    'Get-RaxLocalRequest Method'                 = @('blank') + $text
    'Get-RaxLocalRequest Path'                   = @('blank') + $text
    'Get-RaxLocalRequest After'                  = $times
    'Get-RaxLocalRequest Before'                 = $times
    'Get-RaxLocalRequest Newest'                 = 'most'
    'Invoke-RaxBackupApi Body'                   = @($values.Keys)
    'Export-RaxBackupConfiguration *Path'        = @('blank') + $text # names of files
    'Get-RaxUsageEvent Newest'                   = 'most'
    'Get-RaxUsageEvent Service'                  = 'null', 'zero', 'emptyArray'
    'Get-RaxBackupActivity State'                = 'null', 'zero', 'emptyArray'
    'Get-RaxBackupActivity Type'                 = , 'emptyArray'
    'Export-RaxBackupConfiguration Region'       = 'null', 'empty', 'star', 'word', 'table' # those piped in have their own
    'Import-RaxBackupConfiguration Path'         = 'star', 'bracket' # no such files
    'Import-RaxUsageEvent Path'                  = 'star', 'bracket'
    'Import-RaxUsageEvent Service'               = , 'zero'
    'Start-RaxLocalService Path'                 = @('blank') + $text # names of folders
    'Get-RaxBackupAgent Name'                    = , 'star'
    'Get-RaxBackupConfiguration Name'            = , 'star'
    'Get-RaxRestorePoint Name'                   = , 'star'
    'Add-RaxRestoreItem ItemType'                = , 'zero'
    'Export-RaxBackupConfiguration InputObject'  = , 'table'
    'Measure-RaxUsage InputObject'               = , 'table'
    'Export-RaxUsage InputObject'                = , 'table'
    'Export-RaxUsage Path'                       = @('blank') + $text # names of files
    'Measure-RaxUsage GroupBy'                   = , 'zero' # the first of them
    'Export-RaxUsage Format'                     = , 'zero'
    'New-RaxBackupConfiguration Name'            = $text
    'New-RaxBackupConfiguration DayOfWeek'       = , 'zero'
    'New-RaxBackupConfiguration IncludeFile'     = 'null', 'emptyArray'
    'New-RaxBackupConfiguration ExcludeFile'     = 'null', 'emptyArray'
    'New-RaxBackupConfiguration ExcludeFolder'   = 'null', 'emptyArray'
    'New-RaxBackupConfiguration NotifyRecipient' = @($values.Keys)
    'New-RaxBackupConfiguration PreScript'       = @('null', 'empty', 'blank') + $text
    'New-RaxBackupConfiguration PostScript'      = @('null', 'empty', 'blank') + $text
    'New-RaxBackupConfiguration RetentionDays'   = , 'zero'
    'Set-RaxBackupConfiguration Name'            = $text
    'Set-RaxBackupConfiguration IncludeFile'     = , 'emptyArray'
    'Set-RaxBackupConfiguration ExcludeFile'     = , 'emptyArray'
    'Set-RaxBackupConfiguration ExcludeFolder'   = , 'emptyArray'
    'Set-RaxBackupConfiguration NotifyRecipient' = @($values.Keys | Where-Object { $_ -notin 'null', 'nullArray' })
    'Set-RaxBackupConfiguration PreScript'       = @('null', 'empty', 'blank') + $text
    'Set-RaxBackupConfiguration PostScript'      = @('null', 'empty', 'blank') + $text
    'Set-RaxBackupConfiguration RetentionDays'   = , 'zero'
    'Set-RaxBackupAgent UseServiceNet'           = , 'zero' # a flag, as $false
    'Set-RaxRestore Overwrite'                   = , 'zero'
    'New-RaxRestore BackupDataCenter'            = , 'null'
    'Start-RaxRestore ExcludeFolder'             = , 'emptyArray'
    'Start-RaxRestore ExcludeFile'               = , 'emptyArray'
    'Start-RaxRestore Passphrase'                = 'null', 'table', 'secret' # the backup is not encrypted
    'Start-RaxLocalService Port'                 = , 'zero'
    'Stop-RaxLocalService LocalService'          = , 'table' # has ended already
    'Disconnect-RaxBackup Session'               = , 'table'
    'TimeoutSec'                                 = 'null', 'most'
    'PollIntervalSec'                            = , 'most'
}

# Region and Session stand in every command and are read in one place: one command tries all values.
$few = 'null', 'empty', 'star', 'word', 'table'

function Get-BadValue { $values }

# The names of the values to try in a parameter.
function Get-BadValueName {
    param($Command, $Parameter)
    if ($Parameter.ParameterType -eq [switch]) { return 'word', 'table' }
    if ($Parameter.ParameterType -eq [pscredential]) { return 'null', 'nullArray', 'table', 'secret' } # a text is asked for its password
    if ($Parameter.Name -in 'Region', 'Session' -and $Command.Name -ne 'Get-RaxBackupAgent') { return $few }
    $values.Keys
}

# Whether a value is a right one there.
function Test-RightValue {
    param([string]$Command, [string]$Parameter, [string]$Value)
    foreach ($key in $right.Keys) {
        if (($key -eq $Parameter -or "$Command $Parameter" -like $key) -and $Value -in $right[$key]) { return $true }
    }
    $false
}
