using System;

namespace RaxBackup.Service;

/// <summary>The service cannot start; the id is part of the protocol with whoever started it.</summary>
internal sealed class StartFailure(string errorId, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The port is taken by another program.</summary>
    public const string PortInUse = "PortInUse";
    /// <summary>The state folder cannot be made or written.</summary>
    public const string StateNotWritable = "StateNotWritable";
    /// <summary>Something in the state folder cannot be read.</summary>
    public const string StateDamaged = "StateDamaged";
    /// <summary>Another service works on this state folder.</summary>
    public const string StateInUse = "StateInUse";
    /// <summary>A newer version has written this state folder.</summary>
    public const string StateTooNew = "StateTooNew";
    /// <summary>The seed cannot be read, or something in it is wrong.</summary>
    public const string SeedInvalid = "SeedInvalid";
    /// <summary>The state folder holds something else than what the seed has made.</summary>
    public const string SeedMismatch = "SeedMismatch";
    /// <summary>The clock cannot be frozen at the time told.</summary>
    public const string ClockInvalid = "ClockInvalid";
    /// <summary>The certificate cannot be read or has no key.</summary>
    public const string CertificateInvalid = "CertificateInvalid";
    /// <summary>Where it is to listen is no address of this machine.</summary>
    public const string AddressNotAvailable = "AddressNotAvailable";
    /// <summary>Anything else.</summary>
    public const string Unexpected = "StartFailed";

    /// <summary>Which of the above.</summary>
    public string ErrorId { get; } = errorId;
}
