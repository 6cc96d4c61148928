using System.Net.Http;
using System.Threading.Tasks;
using Newtonsoft.Json;

namespace RaxBackup.Client;

/// <summary>Raw requests as a command line gives them: words for the method, plain values for the body.</summary>
internal static class RawRequest
{
    /// <summary>Sends text as it is, and other plain values (numbers, flags, dictionaries by name, lists of these) as JSON.</summary>
    public static Task<object?> RequestAsync(this RawApi raw, string? region, string method, string path, object? body, Call call) =>
        raw.SendAsync(region, new HttpMethod(method), path, body as string ?? (body is null ? null : JsonOf(body)), call);

    private static string JsonOf(object body)
    {
        try
        {
            return JsonConvert.SerializeObject(body);
        }
        catch (JsonException unwritable)
        {
            throw Failure.Of(FailureKind.InvalidArgument, nameof(Text.BodyInvalid), unwritable, unwritable.Message);
        }
    }
}
