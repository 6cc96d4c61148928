using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace RaxBackup.Client.Json;

/// <summary>
/// How models are filled, by convention: a property takes the value of its own name; where it has a sibling <c>NameText</c>, the
/// text goes there as well; <c>State</c> is also called CurrentState on the wire. What follows no convention stands in
/// <see cref="WireExceptions"/>.
/// </summary>
internal sealed class WireContract : DefaultContractResolver
{
    protected override JsonObjectContract CreateObjectContract(Type objectType)
    {
        var contract = base.CreateObjectContract(objectType);
        if (objectType == typeof(BackupConfiguration))
            contract.OnDeserializedCallbacks.Add((read, _) => Schedule.Derive((BackupConfiguration)read));
        return contract;
    }

    protected override IList<JsonProperty> CreateProperties(Type type, MemberSerialization memberSerialization)
    {
        if (type.Assembly != typeof(Agent).Assembly) return base.CreateProperties(type, memberSerialization);

        var members = type.GetProperties();
        var exceptions = WireExceptions.Of(type);
        return (from member in members
                where !WireExceptions.IsDerived(type, member.Name) && !exceptions.Any(special => special.Name == member.Name)
                where !members.Any(other => member.Name == other.Name + "Text")
                from property in Properties(member, members.FirstOrDefault(other => other.Name == member.Name + "Text"))
                select property).Concat(from special in exceptions select Scalar(special.Name, type, special.Parse, special.Set)).ToList();
    }

    private static IEnumerable<JsonProperty> Properties(PropertyInfo member, PropertyInfo? text)
    {
        if (!Scalars.IsScalar(member.PropertyType))
        {
            return [Property(member.Name, member.DeclaringType!, member.PropertyType, null, (target, read) =>
            {
                if (read is Array list && Array.IndexOf(list, null) is >= 0 and var at) throw new FormatException($"{member.Name}[{at}] is null");
                member.SetValue(target, read);
            }, NullValueHandling.Ignore)];
        }

        string[] names = member.Name == "State" ? ["State", "CurrentState"] : [member.Name];
        return names.Select(name => Scalar(name, member.DeclaringType!, ParserOf(member), (target, read) =>
        {
            text?.SetValue(target, read.Text);
            if (read.Value != null) member.SetValue(target, read.Value);
        }, member.PropertyType == typeof(long)));
    }

    private static Func<string, object?> ParserOf(PropertyInfo member) =>
        member.Name.Contains("Bytes") ? text => WireSize.Parse(text)
        : member.Name.EndsWith("Hex", StringComparison.Ordinal) ? WireExceptions.WithoutSpaces
        : text => Scalars.Parse(member.PropertyType, text);

    private static JsonProperty Scalar(
        string name, Type type, Func<string, object?> parse, Action<object, Spelled> set, bool required = false)
    {
        var property = Property(name, type, typeof(Spelled), new ScalarConverter(parse), (target, read) =>
        {
            if (read != null) set(target, (Spelled)read);
        });
        property.Required = required ? Required.Always : Required.Default;
        return property;
    }

    private static JsonProperty Property(
        string name, Type type, Type read, JsonConverter? converter, Action<object, object?> set, NullValueHandling nulls = NullValueHandling.Include) => new()
        {
            PropertyName = name,
            UnderlyingName = name,
            DeclaringType = type,
            PropertyType = read,
            Converter = converter,
            ValueProvider = new Setter(set),
            ObjectCreationHandling = ObjectCreationHandling.Replace,
            NullValueHandling = nulls,
            Readable = false,
            Writable = true,
        };

    private sealed class Setter(Action<object, object?> set) : IValueProvider
    {
        public void SetValue(object target, object? value) => set(target, value);

        public object? GetValue(object target) => null;
    }
}
