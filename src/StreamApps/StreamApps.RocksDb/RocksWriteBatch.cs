using StreamApps.RocksDb.Native;
using StreamApps.State;
using static StreamApps.RocksDb.Native.RocksDbApi;

namespace StreamApps.RocksDb;

/// <summary>Changes in RocksDB's own memory.</summary>
internal sealed unsafe class RocksWriteBatch(DatabaseHandle database) : IStateWriteBatch
{
    nint _native = rocksdb_writebatch_create();

    public int Count { get; private set; }

    public nint Native
    {
        get
        {
            // A freed column family would end the process.
            ObjectDisposedException.ThrowIf(_native == 0 || database.IsClosed, this);
            return _native;
        }
    }

    public void Put(int store, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        fixed (byte* keyBytes = key, valueBytes = value)
        {
            rocksdb_writebatch_put_cf(
                Native, database.Family(store), keyBytes, (nuint)key.Length, valueBytes, (nuint)value.Length);
        }
        Count++;
    }

    public void Delete(int store, ReadOnlySpan<byte> key)
    {
        fixed (byte* keyBytes = key)
            rocksdb_writebatch_delete_cf(Native, database.Family(store), keyBytes, (nuint)key.Length);
        Count++;
    }

    public void Clear()
    {
        ObjectDisposedException.ThrowIf(_native == 0, this);
        rocksdb_writebatch_clear(_native);
        Count = 0;
    }

    public void Dispose()
    {
        if (_native == 0)
            return;
        rocksdb_writebatch_destroy(_native);
        _native = 0;
    }
}
