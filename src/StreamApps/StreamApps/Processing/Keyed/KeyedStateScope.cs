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
    readonly StoreOverlay _store;
    readonly CurrentKey _current;
    readonly StateExpiry? _expiry;
    readonly long _timeToLive;
    readonly ScratchBuffer _key = new();
    readonly ScratchBuffer _limit = new();
    readonly int _nameLength;
    long _version = -1;
    int _prefixLength;

    public KeyedStateScope(
        StoreOverlay store, StateDescriptor descriptor, CurrentKey current, StateExpiry? expiry)
    {
        _store = store;
        _timeToLive = (long)(descriptor.TimeToLive?.TotalMilliseconds ?? 0);
        _expiry = descriptor.TimeToLive is null ? null : expiry;
        _current = current;
        var encoded = Encoding.UTF8.GetBytes(descriptor.Name);
        _key.Append(checked((byte)encoded.Length));
        _key.Append(encoded);
        _nameLength = _key.Length;
    }

    /// <summary>True when entries expire.</summary>
    public bool Expires => _expiry is not null;

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

    /// <summary>Finds a value; the span is valid until the next call.</summary>
    public bool TryGet(ReadOnlySpan<byte> entry, out ReadOnlySpan<byte> value)
    {
        var found = _store.TryGet(entry, out value);
        if (!found || _expiry is null)
            return found;
        found = _expiry.IsLive(value);
        value = StateExpiry.Content(value);
        return found;
    }

    public void Put(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> value)
    {
        if (_expiry is null)
            _store.Put(entry, value);
        else
            _expiry.Put(entry, value, _timeToLive);
    }

    public void Delete(ReadOnlySpan<byte> entry) => _store.Delete(entry);

    /// <summary>The entries from one to another, as <see cref="StoreOverlay.Scan"/>.</summary>
    public IStateIterator Scan(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, bool backwards)
    {
        var entries = _store.Scan(from, to, backwards);
        return _expiry is null ? entries : new LiveEntries(entries, _expiry);
    }

    /// <summary>All entries with the shared part and <paramref name="more"/>.</summary>
    public IStateIterator Scan(ReadOnlySpan<byte> more, bool backwards)
    {
        var prefix = Key();
        prefix.Append(more);
        KeyRange.AfterPrefix(prefix.Span, _limit);
        return Scan(prefix.Span, _limit.Span, backwards);
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
