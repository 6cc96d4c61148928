using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>A flag: $true or $false, or 1 or 0 as PowerShell has it, and no other number.</summary>
internal sealed class YesOrNoAttribute : ExactArgumentAttribute
{
    /// <inheritdoc />
    protected override object? Read(object value, string text) => value switch
    {
        bool => value,
        SwitchParameter flag => flag.IsPresent,
        0 or 0L => false,
        1 or 1L => true,
        _ => null,
    };

    /// <inheritdoc />
    protected override string Expected(string shown) => Text.YesOrNoExpected(shown);
}
