using System.Buffers;
using Backorders.Topologies.Allocation;
using StreamApps.State;

namespace Backorders.Domain.Benchmarks;

/// <summary>
/// Writes the allocation store of a task's database in large batches; nothing of it is read meanwhile.
/// </summary>
internal sealed class BulkStore : IBytesStore, IDisposable
{
    const int BatchSize = 50_000;
    const string OfTheRuntime = "__task";

    readonly ITaskDatabase _database;
    readonly IStateWriteBatch _batch;
    readonly int _store;

    public BulkStore(IStateBackend backend, string directory)
    {
        _database = backend.Open(directory, [AllocationTopology.State.Name, OfTheRuntime]);
        _batch = _database.CreateBatch();
        _store = _database.StoreNumber(AllocationTopology.State.Name);
    }

    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        _batch.Put(_store, key, value);
        if (_batch.Count >= BatchSize)
            Write();
    }

    public bool TryGet(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value) => throw new NotSupportedException();

    public bool TryGet(ReadOnlySpan<byte> key, IBufferWriter<byte> value) => throw new NotSupportedException();

    public void Delete(ReadOnlySpan<byte> key) => throw new NotSupportedException();

    public IStateIterator Scan(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, bool backwards = false) =>
        throw new NotSupportedException();

    public IStateIterator ScanPrefix(ReadOnlySpan<byte> prefix, bool backwards = false) =>
        throw new NotSupportedException();

    public void Dispose()
    {
        Write();
        _batch.Dispose();
        _database.Dispose();
    }

    void Write()
    {
        _database.Write(_batch);
        _batch.Clear();
    }
}
