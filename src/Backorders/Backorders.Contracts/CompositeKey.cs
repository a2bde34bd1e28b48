namespace Backorders.Contracts;

/// <summary>Two identifiers in one text, from which both can be told again whatever characters they hold.</summary>
public static class CompositeKey
{
    /// <summary>
    /// <c>first/second</c>; a slash or percent sign within the first one is written as <c>%2F</c> or <c>%25</c>,
    /// so that the first slash is always the border.
    /// </summary>
    public static string Of(string first, string second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var escaped = first.AsSpan().IndexOfAny('/', '%') < 0
            ? first
            : first.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal);
        return $"{escaped}/{second}";
    }
}
