using System;
using System.Collections.Generic;

namespace RaxBackup.Client.Usage.Export;

/// <summary>Takes the columns of an event one after the other; null where an event has no such value.</summary>
internal interface IFields
{
    void Text(string name, string? value);

    void Time(string name, DateTimeOffset? value);

    void Count(string name, ulong? value);

    void Number(string name, long? value);

    void Real(string name, double? value);

    void Flag(string name, bool? value);

    void List(string name, IReadOnlyList<string>? value);
}
