using StreamApps.Conformance.Data;

namespace StreamApps.Conformance.Functions;

/// <summary>What several functions do with text.</summary>
internal static class Strings
{
    public static bool HasPrefix(Datum? value, string prefix) =>
        value is Datum.Text text && text.Value.StartsWith(prefix, StringComparison.Ordinal);

    /// <summary>The text of an aggregate: the empty string for null.</summary>
    public static string OrEmpty(Datum? aggregate) => aggregate is null ? "" : Datum.TextOf(aggregate);

    /// <summary>The first character of the text; null for null or the empty string.</summary>
    public static Datum? First(Datum? datum)
    {
        if (datum is null)
            return null;
        var text = Datum.TextOf(datum);
        return text.Length == 0 ? null : Datum.Of(text[..1]);
    }

    /// <summary>The string up to its first colon; null for null and without one.</summary>
    public static Datum? BeforeColon(Datum? value)
    {
        if (value is not Datum.Text { Value: var text })
            return null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : Datum.Of(text[..colon]);
    }

    /// <summary>a to z as A to Z, all else as it is.</summary>
    public static string Upper(string text) =>
        string.Concat(text.Select(static letter => char.IsAsciiLetterLower(letter) ? (char)(letter - 32) : letter));
}
