using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RaxBackup.Client.Http;

namespace RaxBackup.Client.Json;

/// <summary>The one place where JSON is read and written, with the one settings object for each way.</summary>
internal static class WireJson
{
    private static readonly JsonSerializerSettings Reading = new()
    {
        ContractResolver = new WireContract(),
        CheckAdditionalContent = true,
        Culture = CultureInfo.InvariantCulture,
        DateParseHandling = DateParseHandling.None,
        FloatParseHandling = FloatParseHandling.Decimal,
        MaxDepth = 64,
        MetadataPropertyHandling = MetadataPropertyHandling.Ignore,
        TypeNameHandling = TypeNameHandling.None,
    };

    private static readonly JsonSerializerSettings Writing = new()
    {
        ContractResolver = new DraftContract(),
        Culture = CultureInfo.InvariantCulture,
        TypeNameHandling = TypeNameHandling.None,
    };

    /// <summary>The object that an answer holds; AnswerUnreadable, with the place, where it holds none.</summary>
    public static T Read<T>(Answer answer) => Guard(answer, () =>
        JsonConvert.DeserializeObject<T>(WireSyntax.Check(answer.Text), Reading) ?? throw new FormatException("it is empty"));

    /// <summary>The list that an answer holds; null is an empty one.</summary>
    public static IReadOnlyList<T> ReadList<T>(Answer answer) => Guard(answer, () =>
    {
        var text = WireSyntax.Check(answer.Text);
        if (text.Trim().Length == 0) throw new FormatException("it is empty");
        var list = JsonConvert.DeserializeObject<T[]>(text, Reading) ?? [];
        return Array.IndexOf(list, default) < 0 ? list : throw new FormatException($"the list's element {Array.IndexOf(list, default)} is null");
    });

    /// <summary>A number that is the whole body, bare or quoted; null where there is no body.</summary>
    public static long? ReadNumber(Answer answer) => Guard(answer, () =>
        answer.Text.Trim() is { Length: > 0 } text
            ? (long?)Scalars.Parse(typeof(long), text.Length > 1 && text[0] == '"' && text[text.Length - 1] == '"' ? text.Substring(1, text.Length - 2) : text)
            : null);

    /// <summary>A GUID that is the whole body, quoted or not.</summary>
    public static Guid ReadGuid(Answer answer) => Guard(answer, () =>
        Guid.TryParse(PlainValue.Read(answer) as string, out var id) ? id : throw new FormatException("it is not the id of a task"));

    /// <summary>The tree that an answer holds.</summary>
    public static JToken ReadTree(Answer answer) => Guard(answer, () =>
        JsonConvert.DeserializeObject<JToken>(WireSyntax.Check(answer.Text), Reading) ?? throw new FormatException("it is empty"));

    /// <summary>A body in the wire's own names.</summary>
    public static string Write(object body) => JsonConvert.SerializeObject(body, Writing);

    /// <summary>The same as a form.</summary>
    public static string WriteForm(object body) => string.Join("&", JObject.FromObject(body, JsonSerializer.Create(Writing)).Properties()
        .Where(field => field.Value.Type != JTokenType.Null)
        .Select(field => (field.Name, Value: ((JValue)field.Value).ToString(CultureInfo.InvariantCulture)))
        .Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}"));

    /// <summary>Whatever goes wrong in reading is one failure: the answer cannot be read.</summary>
    private static T Guard<T>(Answer answer, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception cause) when (cause is not (RaxBackupException or OutOfMemoryException))
        {
            throw Unreadable(answer, cause.Message, cause);
        }
    }

    /// <summary>The failure of an answer that came and makes no sense.</summary>
    public static RaxBackupException Unreadable(Answer answer, string why, Exception? cause = null)
    {
        var failure = Unreadable(answer.Operation, why, cause);
        failure.Status = answer.Status == 0 ? HttpStatusCode.OK : answer.Status;
        failure.RequestId = answer.RequestId;
        return failure;
    }

    /// <summary>The same, where of the answer only its content is left.</summary>
    public static RaxBackupException Unreadable(Operation operation, string why, Exception? cause = null)
    {
        var target = operation.Target is { } on ? $" {on}" : "";
        var failure = Failure.Of(FailureKind.UnreadableAnswer, nameof(Text.AnswerUnreadable), cause, operation.Words + target, why);
        failure.Operation = operation.Name;
        failure.Target = operation.Target;
        if (!operation.MayRepeat) failure.RecommendedAction = operation.IfUnknown;
        return failure;
    }
}
