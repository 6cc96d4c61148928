using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace RaxBackup.Conventions.Tests;

/// <summary>One compiled cmdlet.</summary>
internal sealed class Command
{
    private readonly CustomAttributeData attribute;

    private Command(Type type, CustomAttributeData attribute) => (Type, this.attribute) = (type, attribute);

    public Type Type { get; }
    public string Verb => (string)attribute.ConstructorArguments[0].Value!;
    public string Name => Verb + "-" + attribute.ConstructorArguments[1].Value;
    public bool SupportsShouldProcess => Named("SupportsShouldProcess") is true;
    /// <summary>1 Low, 2 Medium (the default), 3 High.</summary>
    public int ConfirmImpact => Named("ConfirmImpact") is int impact ? impact : 2;

    public IEnumerable<Type> OutputTypes => Type.GetCustomAttributesData().Where(data => data.AttributeType.Name == "OutputTypeAttribute")
        .SelectMany(data => data.ConstructorArguments)
        .SelectMany(argument => argument.Value is Type one ? [one] : ((IEnumerable<CustomAttributeTypedArgument>)argument.Value!).Select(item => item.Value).OfType<Type>());

    public IEnumerable<PropertyInfo> Parameters => Type.GetProperties()
        .Where(property => property.GetCustomAttributesData().Any(data => data.AttributeType.Name == "ParameterAttribute"));

    public static Command? FromOrNull(Type type) =>
        type.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType.Name == "CmdletAttribute") is { } attribute ? new Command(type, attribute) : null;

    public override string ToString() => Name;

    private object? Named(string name) => attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value;
}
