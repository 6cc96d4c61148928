# What Get-Help says is what the commands are: every command, set and parameter of the built module, compared with its help.
BeforeDiscovery {
    $manifest = [IO.Path]::GetFullPath("$PSScriptRoot/../../../out/RaxBackup/RaxBackup.psd1")
    Import-Module $manifest -Force
    $commands = (Get-Command -Module RaxBackup -CommandType Cmdlet).Name
}

Describe 'Get-Help <_>' -ForEach $commands {
    BeforeAll {
        $command = Get-Command $_
        $help = Get-Help $_ -Full
        $common = [Management.Automation.PSCmdlet]::CommonParameters + 'ProgressAction'
        $line = '{0} -{1} <{2}> required={3} position={4} pipeline={5} aliases={6}'

        function Get-ShortType([type] $Type) {
            $inner = [Nullable]::GetUnderlyingType($Type)
            if ($inner) { return Get-ShortType $inner }
            if ($Type.IsArray) { return (Get-ShortType $Type.GetElementType()) + '[]' }
            $Type.Name
        }

        # One line for each parameter of each set, sorted, so that a difference names itself.
        function Get-CommandLine {
            foreach ($set in $command.ParameterSets) {
                foreach ($parameter in $set.Parameters | Where-Object Name -notin $common) {
                    $from = @(
                        if ($parameter.ValueFromPipelineByPropertyName) { 'ByPropertyName' }
                        if ($parameter.ValueFromPipeline) { 'ByValue' }) -join ', '
                    $line -f $set.Name.Replace('__AllParameterSets', ''), $parameter.Name, (Get-ShortType $parameter.ParameterType),
                        $parameter.IsMandatory, $(if ($parameter.Position -lt 0) { 'named' } else { $parameter.Position }),
                        $(if ($from) { "True ($from)" } else { 'False' }), $(if ($parameter.Aliases) { $parameter.Aliases -join ', ' } else { 'none' })
                }
            }
        }

        function Get-HelpLine {
            # MAML does not name sets: they stand in the order of the page, which is default first and then as the command has them.
            $sets = $command.ParameterSets | Sort-Object { -not $_.IsDefault } -Stable
            $names = @($sets | ForEach-Object { $_.Name.Replace('__AllParameterSets', '') })
            $items = @($help.syntax.syntaxItem)
            for ($index = 0; $index -lt $items.Count; $index++) {
                foreach ($parameter in $items[$index].parameter) {
                    $line -f $names[$index], $parameter.name, $parameter.type.name,
                        [bool]::Parse($parameter.required), $parameter.position, $parameter.pipelineInput, $parameter.aliases
                }
            }
        }
    }

    It 'is found, and is not what PowerShell makes up itself' {
        $help.Synopsis | Should -Not -Match '^\s*$|<CommonParameters>'
        $help.description.Text | Should -Not -BeNullOrEmpty
    }

    It 'has every set with every parameter as the command has it' {
        @($help.syntax.syntaxItem).Count | Should -Be $command.ParameterSets.Count
        (Get-HelpLine | Sort-Object) -join "`n" | Should -Be ((Get-CommandLine | Sort-Object) -join "`n")
    }

    It 'describes every parameter, also one by one' {
        foreach ($name in $command.Parameters.Keys | Where-Object { $_ -notin $common }) {
            (Get-Help $command.Name -Parameter $name).description.Text | Should -Not -BeNullOrEmpty -Because "-$name"
        }
    }

    It 'names the accepted values' {
        foreach ($parameter in $command.Parameters.Values) {
            $set = $parameter.Attributes | Where-Object { $_ -is [Management.Automation.ValidateSetAttribute] }
            foreach ($value in $set.ValidValues) {
                $text = (Get-Help $command.Name -Parameter $parameter.Name).description.Text -join ' '
                $text | Should -Match ([regex]::Escape($value)) -Because "-$($parameter.Name)"
            }
        }
    }

    It 'has output types, notes, links and at least two examples' {
        foreach ($type in $command.OutputType.Name | Where-Object { $_ -notin 'System.Void' }) {
            $help.returnValues.returnValue.type.name | Should -Contain $type
        }
        $help.alertSet.alert.Text | Should -Not -BeNullOrEmpty
        @($help.relatedLinks.navigationLink).Count | Should -BeGreaterThan 0
        @($help.examples.example).Count | Should -BeGreaterThan 1
    }

    It 'has examples that parse and use parameters that exist' {
        foreach ($example in $help.examples.example) {
            $errors = $null
            $tree = [Management.Automation.Language.Parser]::ParseInput($example.code, [ref] $null, [ref] $errors)
            $errors | Should -BeNullOrEmpty -Because $example.title
            foreach ($call in $tree.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)) {
                $called = Get-Command $call.GetCommandName() -ErrorAction Stop
                foreach ($parameter in $call.CommandElements | Where-Object { $_ -is [Management.Automation.Language.CommandParameterAst] }) {
                    $called.Parameters.Keys | Should -Contain $parameter.ParameterName -Because "$($called.Name) in $($example.title)"
                }
            }
        }
    }
}

Describe 'Get-Help about_<_>' -ForEach 'RaxBackup', 'RaxBackup_Session', 'RaxBackup_LocalService', 'RaxBackup_Runbooks' {
    It 'is found, with a synopsis' {
        $help = Get-Help "about_$_"
        "$help" | Should -Match "^\s*TOPIC\s+about_$_"
        (Get-Help "about_$_*" | Where-Object Name -eq "about_$_").Synopsis | Should -Not -BeNullOrEmpty
    }
}
