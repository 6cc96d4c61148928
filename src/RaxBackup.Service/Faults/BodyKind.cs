namespace RaxBackup.Service.Faults;

/// <summary>The shapes that error bodies are known to have, and two that are none.</summary>
internal enum BodyKind
{
    /// <summary>As this service's own errors: <c>{"serviceUnavailable":{"code":503,"message":".."}}</c>, of feeds theirs.</summary>
    Fault,
    /// <summary><c>{"fault":{..}}</c>.</summary>
    PlainFault,
    /// <summary><c>{"error":{..}}</c>.</summary>
    Error,
    /// <summary><c>{"Message":"..","ExceptionMessage":".."}</c>.</summary>
    AspNet,
    /// <summary>A text in quotes.</summary>
    JsonString,
    /// <summary>A text.</summary>
    Text,
    /// <summary>A page of a gateway.</summary>
    Html,
    /// <summary>Nothing.</summary>
    Empty,
    /// <summary>Said to be JSON, and bytes that are not even text.</summary>
    Garbage,
}
