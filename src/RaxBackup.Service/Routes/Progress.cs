using System.Globalization;
using Microsoft.AspNetCore.Http;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>How far a job is goes into a header of our own: the bodies stay as the API has them.</summary>
internal static class Progress
{
    public const string Header = "X-RaxBackup-Progress";

    public static void Write(HttpContext http, JobState state, int? percent)
    {
        if (!state.IsOver() && state != JobState.Creating)
        {
            http.Response.Headers[Header] = (percent ?? 0).ToString(CultureInfo.InvariantCulture);
        }
    }
}
