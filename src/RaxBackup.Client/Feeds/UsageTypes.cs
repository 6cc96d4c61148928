namespace RaxBackup.Client.Feeds;

/// <summary>The type of an event, made of its parts: the category that every entry should have, and one sample lacks.</summary>
internal sealed class UsageTypes
{
    private readonly (string Namespace, string Service, string? Resource, string Event, string Type)[] made = new (string, string, string?, string, string)[32];
    private int next;

    /// <summary>serviceCode.kind[.resourceType].eventType, all but the kind in lower case; null where a part is not told.</summary>
    public string? Of(ProductElement product, string? eventType)
    {
        if (product.ServiceCode is not { } service || eventType == null) return null;
        foreach (var known in made)
        {
            if (known.Namespace == product.Namespace && known.Event == eventType && known.Resource == product.ResourceType && known.Service == service)
                return known.Type;
        }
        var kind = product.Namespace.TrimEnd('/');
        var resource = product.ResourceType is { } type ? $".{type.ToLowerInvariant()}" : "";
        var name = $"{service.ToLowerInvariant()}.{kind.Substring(kind.LastIndexOf('/') + 1)}{resource}.{eventType.ToLowerInvariant()}";
        made[next++ % made.Length] = (product.Namespace, service, product.ResourceType, eventType, name);
        return name;
    }
}
