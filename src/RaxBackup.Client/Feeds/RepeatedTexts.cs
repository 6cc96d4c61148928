namespace RaxBackup.Client.Feeds;

/// <summary>One string for texts that come again and again, such as regions and tenants. Bounded: a newer text takes an older one's place.</summary>
internal sealed class RepeatedTexts
{
    private const int Places = 1024;
    private readonly string?[] texts = new string?[Places];

    /// <summary>The same text, as the one string of it.</summary>
    public string One(string text)
    {
        if (text.Length == 0) return "";
        var last = text.Length - 1;
        var place = ((text[last] * 31) + (text[last / 2] * 7) + text[last * 3 / 4] + (text.Length * 131)) & (Places - 1);
        if (texts[place] is { } known && known == text) return known;
        return texts[place] = text;
    }
}
