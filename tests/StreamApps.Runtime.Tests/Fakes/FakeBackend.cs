using System.Buffers;
using StreamApps.State;

namespace StreamApps.Runtime.Tests.Fakes;

/// <summary>Databases in memory that note their writes in the log's journal and can be told to be corrupt.</summary>
sealed class FakeBackend(FakeLog log) : IStateBackend
{
    readonly InMemoryStateBackend _inner = new();

    /// <summary>How many of the next opens find a corrupt database.</summary>
    public int CorruptOpens { get; set; }

    /// <summary>How many of the next reads find a corrupt block.</summary>
    public int CorruptReads { get; set; }

    public ITaskDatabase Open(string directory, IReadOnlyCollection<string> stores)
    {
        if (CorruptOpens > 0)
        {
            CorruptOpens--;
            throw new StateBackendException(StateErrorKind.Corrupt, "a checksum does not hold");
        }
        return new Database(this, log, _inner.Open(directory, stores));
    }

    public void Destroy(string directory)
    {
        log.Note("destroy state");
        _inner.Destroy(directory);
    }

    public void Dispose() => _inner.Dispose();

    sealed class Database(FakeBackend backend, FakeLog log, ITaskDatabase inner) : ITaskDatabase
    {
        public int StoreNumber(string name) => inner.StoreNumber(name);

        public bool TryGet(int store, ReadOnlySpan<byte> key, IBufferWriter<byte> value)
        {
            if (backend.CorruptReads > 0)
            {
                backend.CorruptReads--;
                throw new StateBackendException(StateErrorKind.Corrupt, "a block's checksum does not hold");
            }
            return inner.TryGet(store, key, value);
        }

        public IStateIterator Scan(int store, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, bool backwards = false) =>
            inner.Scan(store, from, to, backwards);

        public IStateWriteBatch CreateBatch() => inner.CreateBatch();

        public void Write(IStateWriteBatch batch)
        {
            log.Note("write state");
            inner.Write(batch);
        }

        public void Checkpoint(string directory) => inner.Checkpoint(directory);

        public void Dispose() => inner.Dispose();
    }
}
