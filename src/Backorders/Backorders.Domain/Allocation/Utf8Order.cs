namespace Backorders.Domain.Allocation;

/// <summary>
/// Order of strings by their UTF-8 bytes. Ordinal comparison of UTF-16 units differs from it where a surrogate pair
/// (U+10000 and above) meets a unit from U+E000 to U+FFFF.
/// </summary>
public static class Utf8Order
{
    /// <summary>
    /// Negative, zero or positive as <paramref name="left"/> sorts before, at or after <paramref name="right"/>.
    /// </summary>
    public static int Compare(string left, string right)
    {
        if (ReferenceEquals(left, right))
            return 0;
        var common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
            return left.Length.CompareTo(right.Length);
        return Weight(left[common]).CompareTo(Weight(right[common]));
    }

    // Surrogates stand for code points above U+FFFF, so they sort above U+E000 to U+FFFF.
    static int Weight(char unit) => unit switch
    {
        < '\uD800' => unit,
        < '\uE000' => unit + 0x2000,
        _ => unit - 0x800,
    };
}
