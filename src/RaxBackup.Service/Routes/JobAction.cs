using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>A start or stop as it was sent.</summary>
internal sealed record JobAction(bool IsStart, long Id)
{
    public static JobAction Read(JsonFields body) => new(
        body.Text("Action")?.ToUpperInvariant() switch
        {
            "STARTMANUAL" => true,
            "STOPMANUAL" => false,
            var other => throw Refusal.Invalid("Action", $"Action must be StartManual or StopManual, not '{other}'."),
        },
        body.Number("Id") ?? throw Refusal.Invalid("Id", "Id is missing; a whole number was expected."));
}
