using System;

namespace RaxBackup.Client.Http;

/// <summary>An answer came and cannot be read: why, and whether it may be whole when it is asked for again.</summary>
internal sealed class BrokenAnswerException(string why, bool mayMend, Exception? cause) : Exception(why, cause)
{
    public bool MayMend { get; } = mayMend;
}
