using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>A start or stop as it was sent.</summary>
internal sealed record JobAction(bool IsStart, long Id)
{
    /// <summary>The passphrase of an encrypted restore, sealed; null where there is none.</summary>
    public string? EncryptedPassword { get; init; }

    public static JobAction Read(JsonFields body) => new(
        body.Text("Action")?.ToUpperInvariant() switch
        {
            "STARTMANUAL" => true,
            "STOPMANUAL" => false,
            var other => throw Refusal.Invalid("Action", $"Action must be StartManual or StopManual, not '{other}'."),
        },
        body.Number("Id") ?? throw Refusal.Invalid("Id", "Id is missing; a whole number was expected."))
    {
        EncryptedPassword = body.Secret("EncryptedPassword"),
    };
}
