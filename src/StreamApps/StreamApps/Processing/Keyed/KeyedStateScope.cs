using System.Buffers.Binary;
using System.Text;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>
/// The entries of one piece of state of the current key: length of the state's name (1 byte), the name, length of the
/// key (2 bytes), the key, and what the state adds.
/// </summary>
internal sealed class KeyedStateScope
{
    readonly CurrentKey _current;
    readonly ScratchBuffer _key = new();
    readonly ScratchBuffer _limit = new();
    readonly int _nameLength;
    long _version = -1;
    int _prefixLength;

    public KeyedStateScope(StoreOverlay store, string name, CurrentKey current)
    {
        Store = store;
        _current = current;
        var encoded = Encoding.UTF8.GetBytes(name);
        _key.Append(checked((byte)encoded.Length));
        _key.Append(encoded);
        _nameLength = _key.Length;
    }

    public StoreOverlay Store { get; }

    /// <summary>Where a state serialises its values.</summary>
    public ScratchBuffer Value { get; } = new();

    /// <summary>Length of the part of an entry's key that all entries of the current key share.</summary>
    public int PrefixLength
    {
        get
        {
            Refresh();
            return _prefixLength;
        }
    }

    /// <summary>The shared part alone; what is appended to it goes with the next call.</summary>
    public ScratchBuffer Key()
    {
        Refresh();
        _key.Truncate(_prefixLength);
        return _key;
    }

    /// <summary>All entries with the shared part and <paramref name="more"/>.</summary>
    public IStateIterator Scan(ReadOnlySpan<byte> more, bool backwards)
    {
        var prefix = Key();
        prefix.Append(more);
        KeyRange.AfterPrefix(prefix.Span, _limit);
        return Store.Scan(prefix.Span, _limit.Span, backwards);
    }

    void Refresh()
    {
        if (_version == _current.Version)
            return;
        var key = _current.Bytes;
        _key.Truncate(_nameLength);
        BinaryPrimitives.WriteUInt16BigEndian(_key.GetSpan(sizeof(ushort)), checked((ushort)key.Length));
        _key.Advance(sizeof(ushort));
        _key.Append(key);
        _prefixLength = _key.Length;
        _version = _current.Version;
    }
}
