using System.Buffers;
using StreamApps.State;

namespace StreamApps.Tests.Windows;

/// <summary>Counts the entries that scans visit.</summary>
sealed class CountingDatabase(ITaskDatabase inner) : ITaskDatabase
{
    public long Visited { get; set; }

    public int StoreNumber(string name) => inner.StoreNumber(name);

    public bool TryGet(int store, ReadOnlySpan<byte> key, IBufferWriter<byte> value) => inner.TryGet(store, key, value);

    public IStateIterator Scan(int store, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, bool backwards = false) =>
        new CountingIterator(this, inner.Scan(store, from, to, backwards));

    public IStateWriteBatch CreateBatch() => inner.CreateBatch();

    public void Write(IStateWriteBatch batch) => inner.Write(batch);

    public void Checkpoint(string directory) => inner.Checkpoint(directory);

    public void Dispose() => inner.Dispose();

    sealed class CountingIterator(CountingDatabase owner, IStateIterator inner) : IStateIterator
    {
        public ReadOnlySpan<byte> Key => inner.Key;

        public ReadOnlySpan<byte> Value => inner.Value;

        public bool MoveNext()
        {
            var moved = inner.MoveNext();
            owner.Visited += moved ? 1 : 0;
            return moved;
        }

        public void Dispose() => inner.Dispose();
    }
}
