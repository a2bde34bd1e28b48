using System.Collections;
using System.Text;

namespace StreamApps;

/// <summary>The headers of a record: names with bytes, in order; a name may occur more than once.</summary>
/// <remarks>Not safe for concurrent change.</remarks>
public sealed class RecordHeaders : IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>>
{
    // Those of CloudEvents.
    const int UsualCount = 6;

    readonly List<KeyValuePair<string, ReadOnlyMemory<byte>>> _items = new(UsualCount);

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <inheritdoc/>
    public KeyValuePair<string, ReadOnlyMemory<byte>> this[int index] => _items[index];

    /// <summary>Appends a header.</summary>
    public RecordHeaders Add(string name, ReadOnlyMemory<byte> value)
    {
        _items.Add(new(name, value));
        return this;
    }

    /// <summary>Appends a header with UTF-8 text.</summary>
    public RecordHeaders Add(string name, string text) => Add(name, Encoding.UTF8.GetBytes(text));

    /// <summary>The text of the last header of this name, or null.</summary>
    public string? LastText(string name)
    {
        for (var index = _items.Count - 1; index >= 0; index--)
        {
            if (string.Equals(_items[index].Key, name, StringComparison.Ordinal))
                return Encoding.UTF8.GetString(_items[index].Value.Span);
        }
        return null;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, ReadOnlyMemory<byte>>> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
