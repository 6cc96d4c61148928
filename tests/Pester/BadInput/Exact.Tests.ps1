# Numbers, names, flags and times are taken for what they are or refused at the door, in every parameter of every command that has one.
BeforeDiscovery {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    Import-BuiltModule
    $parameters = foreach ($command in Get-Command -Module RaxBackup -CommandType Cmdlet) {
        foreach ($parameter in $command.Parameters.Values) {
            $type = $parameter.ParameterType.IsArray ? $parameter.ParameterType.GetElementType() : $parameter.ParameterType
            $type = [Nullable]::GetUnderlyingType($type) ?? $type
            $kind = if ($type.IsEnum) { 'name' } elseif ($type -in [int], [long]) { 'number' } elseif ($type -eq [bool]) { 'flag' } elseif ($type -eq [timespan]) { 'time' }
            if ($kind -and $parameter.Name -notin [Management.Automation.PSCmdlet]::CommonParameters) {
                @{ Command = $command.Name; Parameter = $parameter.Name; Kind = $kind; Type = $type; IsArray = $parameter.ParameterType.IsArray }
            }
        }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/../Support.psm1" -Force
    Import-BuiltModule
    $nobody = '', '   ', 'no such thing', @{}, [datetime]'2026-01-31', [char]'5', [pscustomobject]@{ A = 1 }, [securestring]::new(), ('x' * 10000)
    $wrong = @{
        number = $nobody + @($true, $false, 1.5, '1.5', '1,5', 2.5d, [double]::NaN, [double]::PositiveInfinity, 1e300, [ulong]::MaxValue, '0x10', '1kb', '2e0', '99999999999999999999', [DayOfWeek]::Monday, [timespan]'10:00')
        name   = $nobody + @($true, $false, -1, 1.5, 99, 4294967296, '0', '-1', '99', [ConsoleColor]::Red, [timespan]'10:00')
        flag   = $nobody + @(-1, 2, 0.5, [double]::NaN, [long]::MaxValue, 'true', 'false', [DayOfWeek]::Monday, [timespan]'10:00')
        time   = $nobody + @($true, 25, 10, 0, 1.5, '25', '10', '0', '25:00', '10:60', '10:00 h', [DayOfWeek]::Monday)
    }
    $expected = @{ number = 'A whole number is expected, not'; name = 'is expected, not'; flag = '$true or $false is expected, not'; time = 'A time of day such as 19:30, or a span such as 00:05:00 or 1.12:00:00, is expected, not' }
    $transform = @(
        @{ Given = 42; Means = 42 }, @{ Given = 42L; Means = 42 }, @{ Given = [byte]42; Means = 42 }, @{ Given = [uint]42; Means = 42 }, @{ Given = '42'; Means = 42 }
        @{ Given = ' 42 '; Means = 42 }, @{ Given = 2e0; Means = 2 }, @{ Given = 2.0d; Means = 2 }, @{ Given = [float]2; Means = 2 }, @{ Given = [psobject]42; Means = 42 }, @{ Given = [psobject]'42'; Means = 42 }
        @{ Given = ('{"a": 2e0}' | ConvertFrom-Json).a; Means = 2 }, @{ Given = ('{"a": 2}' | ConvertFrom-Json).a; Means = 2 }, @{ Given = ("a`n42" | ConvertFrom-Csv).a; Means = 42 }
    )

    function Get-Rule($command, $parameter) { (Get-Command $command).Parameters[$parameter].Attributes | Where-Object { $_.GetType().BaseType.Name -eq 'ExactArgumentAttribute' } }

    # What the binder gets of a value; called through reflection, since a plain call would take off what PowerShell wraps around it.
    function Read-As($rule, $value) { $rule.GetType().GetMethod('Transform').Invoke($rule, @($null, $value)) }

    # Runs a script under a culture, as a machine would that has it.
    function Invoke-Under([string]$culture, [scriptblock]$script) {
        $own = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $culture
            & $script
        }
        finally { [cultureinfo]::CurrentCulture = $own }
    }
}

Describe 'A <Kind> in -<Parameter> of <Command>' -ForEach $parameters {
    It 'is nothing else, in any culture, and the error says what is expected' {
        foreach ($culture in 'en-US', 'de-DE', 'tr-TR') {
            foreach ($value in $wrong[$Kind]) {
                $arguments = @{ $Parameter = $value }
                $failure = Invoke-Under $culture { Get-Failure { & $Command @arguments } }
                Assert-ErrorRecord $failure ParameterArgumentTransformationError InvalidData
                $failure.Exception.Message | Should -BeLike "*'$Parameter'*$($expected[$Kind])*" -Because "$culture '$value'"
                $failure.Exception.Message.Length | Should -BeLessThan 400
            }
        }
    }

    It 'is what it was meant to be' {
        $rule = Get-Rule $Command $Parameter
        $right = switch ($Kind) {
            'number' { $transform }
            'flag' { @{ Given = $true; Means = $true }, @{ Given = [switch]$true; Means = $true }, @{ Given = 0; Means = $false }, @{ Given = 1; Means = $true }, @{ Given = [psobject]$false; Means = $false } }
            'time' { @{ Given = '19:30'; Means = [timespan]'19:30' }, @{ Given = [timespan]'10:00'; Means = [timespan]'10:00' }, @{ Given = [psobject]'1.00:00'; Means = [timespan]'1.00:00' } }
            'name' {
                foreach ($one in [enum]::GetValues($Type)) {
                    @{ Given = $one; Means = $one }, @{ Given = "$one"; Means = $one }, @{ Given = "$one".ToUpperInvariant(); Means = $one }, @{ Given = "$one".ToLowerInvariant(); Means = $one }
                    @{ Given = Copy-Deserialized $one; Means = $one }
                    if ([int]$one -ge 0) { @{ Given = [int]$one; Means = $one }, @{ Given = [long]$one; Means = $one } }
                }
            }
        }
        foreach ($culture in 'en-US', 'de-DE', 'tr-TR') {
            foreach ($one in $right) {
                $read = Invoke-Under $culture { Read-As $rule $one.Given }
                $read | Should -Be $one.Means -Because "$culture $($one.Given)"
                $read.GetType() | Should -BeIn $(if ($Kind -eq 'number') { [int], [long] } else { $one.Means.GetType() })
            }
        }
    }

    It 'is one of a list where a list is meant, and never two in one' {
        $list = @{ $Parameter = 'no such thing', 'no such thing' }
        { & $Command @list } | Should -Throw "*'$Parameter'*"
        if ($Kind -eq 'name') {
            $first, $second, $null = [enum]::GetNames($Type)
            $both = @{ $Parameter = "$first,$second" }
            { & $Command @both } | Should -Throw "*is expected, not '$first,$second'*"
            if ($IsArray) { Read-As (Get-Rule $Command $Parameter) @($first, $second) | Should -Be @([enum]::Parse($Type, $first), [enum]::Parse($Type, $second)) }
        }
        else {
            $two = @{ $Parameter = 1, 2 }
            if (-not $IsArray) { { & $Command @two } | Should -Throw "*'$Parameter'*" }
        }
    }
}
