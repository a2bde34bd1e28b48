using System.Text;

namespace Backorders.CdcBridge.Decoding;

/// <summary>The key of a row: its columns with their texts.</summary>
sealed class RowKey
{
    readonly List<(byte[] Name, string Text)> _parts = [];

    public IReadOnlyList<(byte[] Name, string Text)> Parts => _parts;

    public void Add(byte[] name, string text) => _parts.Add((name, text));

    /// <summary>The text of a column, or null.</summary>
    public string? Find(ReadOnlySpan<byte> name)
    {
        foreach (var (candidate, text) in _parts)
        {
            if (name.SequenceEqual(candidate))
                return text;
        }
        return null;
    }

    /// <summary>The key in one text, in the order of the columns' names: messages may have them in any order.</summary>
    public string Canonical()
    {
        if (_parts.Count > 1)
            _parts.Sort(static (left, right) => left.Name.AsSpan().SequenceCompareTo(right.Name));
        return Join(_parts.Select(part => part.Text));
    }

    /// <summary>Texts with commas between them; a comma or backslash within one stands behind a backslash.</summary>
    public static string Join(IEnumerable<string> texts)
    {
        var joined = new StringBuilder();
        var first = true;
        foreach (var text in texts)
        {
            if (!first)
                joined.Append(',');
            first = false;
            joined.Append(text.AsSpan().IndexOfAny(',', '\\') < 0
                ? text
                : text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal));
        }
        return joined.ToString();
    }
}
