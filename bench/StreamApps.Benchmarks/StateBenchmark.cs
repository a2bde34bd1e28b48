using System.Buffers;
using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using StreamApps.RocksDb;
using StreamApps.State;

namespace StreamApps.Benchmarks;

/// <summary>
/// What a read and a write of state cost: in the overlay, in memory of what is committed, in RocksDB. Keys of 12 bytes,
/// values of 24, 25,000 of them.
/// </summary>
public class StateBenchmark
{
    const int Keys = 25_000;
    const string Store = "store";
    const int BatchSize = 1_000;

    readonly byte[] _key = new byte[12];
    readonly byte[] _value = new byte[24];
    readonly ArrayBufferWriter<byte> _read = new(256);
    string _folder = "";
    RocksDbStateBackend? _backend;
    ITaskDatabase? _database;
    ByteArena? _arena;
    StoreOverlay? _written;
    StoreOverlay? _clean;
    IStateWriteBatch? _batch;
    int _store;
    int _next;

    [GlobalSetup]
    public void Open()
    {
        _folder = Directory.CreateTempSubdirectory("backorders-bench-").FullName;
        _backend = new RocksDbStateBackend();
        _database = _backend.Open(_folder, [Store]);
        _store = _database.StoreNumber(Store);
        _batch = _database.CreateBatch();
        for (var key = 0; key < Keys; key++)
            _batch.Put(_store, Key(key), _value);
        _database.Write(_batch);
        _arena = new ByteArena();
        _written = new StoreOverlay(Store, _database, _arena);
        _written.BeginRecord();
        for (var key = 0; key < Keys; key++)
            _written.Put(Key(key), _value);
        _clean = new StoreOverlay(Store, _database, new ByteArena());
    }

    [GlobalCleanup]
    public void Close()
    {
        _batch!.Dispose();
        _database!.Dispose();
        _backend!.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark]
    public bool GetFromOverlay() => _written!.TryGet(NextKey(), out _);

    [Benchmark]
    public void PutIntoOverlay()
    {
        _written!.BeginRecord();
        _written.Put(NextKey(), _value);
    }

    /// <summary>Of what is committed: most of it from memory.</summary>
    [Benchmark]
    public bool GetCommitted() => _clean!.TryGet(NextKey(), out _);

    [Benchmark]
    public bool GetFromRocksDb()
    {
        _read.ResetWrittenCount();
        return _database!.TryGet(_store, NextKey(), _read);
    }

    [Benchmark(OperationsPerInvoke = BatchSize)]
    public void WriteBatchInOrder()
    {
        _batch!.Clear();
        for (var key = 0; key < BatchSize; key++)
            _batch.Put(_store, Key(key), _value);
        _database!.Write(_batch);
    }

    [Benchmark(OperationsPerInvoke = BatchSize)]
    public void WriteBatchInDisorder()
    {
        _batch!.Clear();
        for (var key = 0; key < BatchSize; key++)
            _batch.Put(_store, NextKey(), _value);
        _database!.Write(_batch);
    }

    // A stride that is prime to the number of keys: every key in turn, none beside the one before.
    ReadOnlySpan<byte> NextKey() => Key(_next = (_next + 7_919) % Keys);

    ReadOnlySpan<byte> Key(int number)
    {
        BinaryPrimitives.WriteInt32BigEndian(_key, number);
        return _key;
    }
}
