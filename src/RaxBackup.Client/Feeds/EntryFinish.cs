using System;
using System.Collections.Generic;

namespace RaxBackup.Client.Feeds;

/// <summary>What an entry gets once it has been read: its bare id, what its categories tell, and the feed that it is of.</summary>
internal sealed class EntryFinish(UsageService? service, string? region)
{
    private readonly UsageTypes types = new();
    private readonly ProductElement product = new();
    private readonly RepeatedTexts texts = new();

    /// <summary>The categories of the entry that is being read.</summary>
    public List<string> Terms { get; } = [];

    /// <summary>The address of the feed or entry, which names the service where nothing else does.</summary>
    public string? Link { get; set; }

    /// <summary>A text that is likely to come again; null where it is blank.</summary>
    public string? Text(string? value) => value?.Trim() is { Length: > 0 } told ? texts.One(told) : null;

    public ProductElement BeginProduct(string name)
    {
        product.Begin(name);
        return product;
    }

    public void EndProduct(UsageEvent entry)
    {
        if (entry.Product != null) throw new FormatException("its event has more than one product");
        entry.Product = Products.Read(product);
        entry.Type = types.Of(product, entry.EventType);
    }

    public UsageEvent Complete(UsageEvent entry)
    {
        if (entry.Id is not { Length: > 0 } id) throw new FormatException("it has no id");
        entry.EventId = Bare(id, entry.SourceEventId);
        entry.Categories = Terms.Count == 0 ? [] : Terms.ToArray();
        Terms.Clear();
        entry.Type ??= Category(entry, "type:");
        entry.Region ??= Category(entry, "rgn:") ?? region;
        entry.DataCenter ??= Category(entry, "dc:");
        entry.TenantId ??= Category(entry, "tid:");
        entry.ResourceId ??= Category(entry, "rid:");
        entry.Service = service ?? UsageServices.Of(entry, Link)
            ?? throw new FormatException("nothing in it tells which service it is of: say so with -Service");
        return entry;
    }

    private static string Bare(string id, string? source)
    {
        const int Prefix = 9;
        if (!id.StartsWith(FeedReader.IdPrefix, StringComparison.OrdinalIgnoreCase)) return id;
        return source != null && source.Length == id.Length - Prefix && string.CompareOrdinal(id, Prefix, source, 0, source.Length) == 0
            ? source
            : id.Substring(Prefix);
    }

    private string? Category(UsageEvent entry, string prefix)
    {
        foreach (var term in entry.Categories)
        {
            if (term.StartsWith(prefix, StringComparison.Ordinal)) return texts.One(term.Substring(prefix.Length));
        }
        return null;
    }
}
