using System;
using System.Collections.Generic;

namespace RaxBackup.Client.Usage.Export;

/// <summary>Usage on its way into files. What is disposed of before it is complete takes back what was not committed.</summary>
internal interface IUsageExport : IDisposable
{
    /// <summary>What was added and is in no sum; for formats that sum or price.</summary>
    Unmeasured Unmeasured { get; }

    void Add(UsageEvent usage);

    /// <summary>Makes durable whatever was added; a reader's checkpoint may then say that it need not be read again.</summary>
    void Commit();

    /// <summary>Ends it and tells the files that were written, by their full paths.</summary>
    IReadOnlyList<string> Complete();
}
