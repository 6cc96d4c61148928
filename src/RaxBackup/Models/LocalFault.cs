using System;

namespace RaxBackup;

/// <summary>Something that goes wrong on purpose in a local service (_service/faults).</summary>
public class LocalFault
{
    /// <summary>Its number in its service.</summary>
    public long FaultId { get; set; }
    /// <summary>The root of its service.</summary>
    public Uri? Address { get; set; }
    /// <summary>The calls it strikes: an operation's name, or method and path.</summary>
    public string? Operation { get; set; }
    /// <summary>The status that it answers with.</summary>
    public int? StatusCode { get; set; }
    /// <summary>The header Retry-After: seconds, or a date.</summary>
    public string? RetryAfter { get; set; }
    /// <summary>The shape of the body that it answers with.</summary>
    public LocalFaultBody? BodyKind { get; set; }
    /// <summary>The body that it answers with, where that was given.</summary>
    public string? Body { get; set; }
    /// <summary>Media type of that body.</summary>
    public string? ContentType { get; set; }
    /// <summary>How long it waits before anything else, by the service's clock.</summary>
    public TimeSpan? Delay { get; set; }
    /// <summary>When it drops the connection.</summary>
    public LocalFaultDrop? DropConnection { get; set; }
    /// <summary>After how many bytes the body breaks off.</summary>
    public int? Truncate { get; set; }
    /// <summary>Whether it ends the token of the request.</summary>
    public bool ExpireToken { get; set; }
    /// <summary>How many calls it strikes at most; null without limit.</summary>
    public int? Count { get; set; }
    /// <summary>How many matching calls pass first.</summary>
    public int Skip { get; set; }
    /// <summary>The chance, 0 to 1, that a call is struck.</summary>
    public double Probability { get; set; }
    /// <summary>Where chance begins, so that it can be repeated.</summary>
    public int? Seed { get; set; }
    /// <summary>How many calls it has struck.</summary>
    public int HitCount { get; set; }
    /// <summary>Number and calls.</summary>
    public override string ToString() => $"fault {FaultId} on {Operation}";
}

/// <summary>Shapes that the body of a fault can have.</summary>
public enum LocalFaultBody
{
    /// <summary>As the service's own errors, named after the status: <c>{"itemNotFound":{"code":404,"message":".."}}</c>.</summary>
    Fault,
    /// <summary><c>{"fault":{"code":404,"message":".."}}</c>.</summary>
    PlainFault,
    /// <summary><c>{"error":{"code":404,"message":".."}}</c>.</summary>
    Error,
    /// <summary>As ASP.NET has it: <c>{"Message":"..","ExceptionMessage":".."}</c>.</summary>
    AspNet,
    /// <summary>A text in quotes.</summary>
    JsonString,
    /// <summary>A text.</summary>
    Text,
    /// <summary>A page, as gateways send it.</summary>
    Html,
    /// <summary>Nothing.</summary>
    Empty,
    /// <summary>Bytes that are neither JSON nor text.</summary>
    Garbage,
}

/// <summary>When a fault drops the connection.</summary>
public enum LocalFaultDrop
{
    /// <summary>Before the operation has acted.</summary>
    Before,
    /// <summary>After the operation has acted, in place of its answer.</summary>
    After,
}
