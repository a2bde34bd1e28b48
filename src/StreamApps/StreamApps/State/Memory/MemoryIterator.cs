namespace StreamApps.State;

/// <summary>Walks a store as it was when the walk began.</summary>
internal sealed class MemoryIterator : IStateIterator
{
    readonly Lock _lock;
    readonly MemoryStore _store;
    readonly byte[] _limit;
    readonly bool _backwards;
    readonly long _write;
    int _next;
    byte[]? _key;
    byte[]? _value;
    bool _disposed;

    /// <summary>Opens the walk; the database's lock is held.</summary>
    public MemoryIterator(
        Lock @lock, MemoryStore store, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, bool backwards)
    {
        _lock = @lock;
        _store = store;
        _backwards = backwards;
        _write = store.Writes;
        _limit = (backwards ? from : to).ToArray();
        _next = backwards ? store.SeekLast(to) : store.SeekFirst(from);
        store.IteratorOpened();
    }

    public ReadOnlySpan<byte> Key => _key ?? throw new InvalidOperationException("the iterator is at no entry");

    public ReadOnlySpan<byte> Value => _value ?? throw new InvalidOperationException("the iterator is at no entry");

    public bool MoveNext()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            while (_next >= 0)
            {
                _key = _store.KeyAt(_next);
                if (IsBeyondLimit(_key))
                    break;
                _value = _store.ValueAsOf(_next, _write);
                _next = _store.Neighbour(_next, _backwards);
                if (_value is not null)
                    return true;
            }
            _next = -1;
            (_key, _value) = (null, null);
            return false;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            _disposed = true;
            _store.IteratorClosed();
        }
    }

    bool IsBeyondLimit(byte[] key) => _backwards
        ? key.AsSpan().SequenceCompareTo(_limit) < 0
        : _limit.Length > 0 && key.AsSpan().SequenceCompareTo(_limit) >= 0;
}
