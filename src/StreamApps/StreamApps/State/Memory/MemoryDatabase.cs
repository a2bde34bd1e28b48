using System.Buffers;

namespace StreamApps.State;

/// <summary>A task's stores in memory. One lock: a batch is seen as a whole or not at all.</summary>
internal sealed class MemoryDatabase(MemoryStore[] stores, Action close, Action<string> checkpoint) : ITaskDatabase
{
    readonly Lock _lock = new();
    bool _disposed;

    public int StoreNumber(string name)
    {
        var number = Array.FindIndex(stores, store => store.Name == name);
        return number >= 0 ? number : throw new KeyNotFoundException($"there is no store '{name}'");
    }

    public bool TryGet(int store, ReadOnlySpan<byte> key, IBufferWriter<byte> value)
    {
        byte[]? found;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            found = stores[store].Get(key);
        }
        if (found is null)
            return false;
        value.Write(found);
        return true;
    }

    public IStateIterator Scan(int store, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, bool backwards = false)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return new MemoryIterator(_lock, stores[store], from, to, backwards);
        }
    }

    public IStateWriteBatch CreateBatch() => new MemoryWriteBatch();

    public void Write(IStateWriteBatch batch)
    {
        var changes = ((MemoryWriteBatch)batch).Changes;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            foreach (var (store, key, value) in changes)
                stores[store].Set(key, value);
        }
    }

    public void Checkpoint(string directory)
    {
        lock (_lock)
            checkpoint(directory);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            _disposed = true;
        }
        close();
    }
}
