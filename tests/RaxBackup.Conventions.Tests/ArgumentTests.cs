using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Xunit;

namespace RaxBackup.Conventions.Tests;

/// <summary>No number, name, flag or time is left to PowerShell's own reading, which makes 0 of '', 1 of $true and 2 of 1.5.</summary>
public class ArgumentTests
{
    private static readonly Dictionary<string, string> Rules = new()
    {
        ["Int32"] = "WholeNumberAttribute",
        ["Int64"] = "WholeNumberAttribute",
        ["Boolean"] = "YesOrNoAttribute",
        ["TimeSpan"] = "HoursAndMinutesAttribute",
        ["DateTime"] = "PointInTimeAttribute",
        ["DateTimeOffset"] = "PointInTimeAttribute",
    };

    public static TheoryData<string> Values => new(Module.AllCommands.SelectMany(command => command.Parameters
        .Where(parameter => ValueOf(parameter).IsValueType && ValueOf(parameter).Name != "SwitchParameter")
        .Select(parameter => $"{command.Name} {parameter.Name}")));

    [Theory, MemberData(nameof(Values))]
    public void Its_argument_is_read_by_the_rule_of_its_type(string name)
    {
        var words = name.Split(' ');
        var property = Module.AllCommands.Single(one => one.Name == words[0]).Parameters.Single(one => one.Name == words[1]);
        var type = ValueOf(property);
        var rule = property.GetCustomAttributesData().SingleOrDefault(data => data.AttributeType.BaseType?.Name == "ExactArgumentAttribute");
        Assert.True(rule is not null, $"{name}, a {type.Name}, needs an attribute of src/RaxBackup.Cmdlets/Arguments");
        if (type.IsEnum)
            Assert.Equal(("OneOfAttribute", type), (rule.AttributeType.Name, rule.ConstructorArguments.Single().Value));
        else if (Rules.TryGetValue(type.Name, out var expected))
            Assert.Equal(expected, rule.AttributeType.Name);
    }

    /// <summary>The type of one value: that of an array's elements, and of what may be null.</summary>
    private static Type ValueOf(PropertyInfo parameter)
    {
        var type = parameter.PropertyType.IsArray ? parameter.PropertyType.GetElementType()! : parameter.PropertyType;
        return type.IsGenericType && type.GetGenericTypeDefinition().Name == "Nullable`1" ? type.GetGenericArguments()[0] : type;
    }
}
