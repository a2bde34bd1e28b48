using System.Buffers;
using StreamApps.RocksDb.Native;
using StreamApps.State;
using static StreamApps.RocksDb.Native.RocksDbApi;

namespace StreamApps.RocksDb;

/// <summary>A task's database.</summary>
internal sealed unsafe class RocksDatabase(
    string directory, string[] stores, DatabaseHandle handle, NativeOptions options) : ITaskDatabase
{
    public int StoreNumber(string name)
    {
        var number = Array.IndexOf(stores, name);
        return number >= 0
            ? number
            : throw new KeyNotFoundException($"the state in '{directory}' has no store '{name}'");
    }

    public bool TryGet(int store, ReadOnlySpan<byte> key, IBufferWriter<byte> value)
    {
        var entered = false;
        try
        {
            handle.DangerousAddRef(ref entered);
            nint slice;
            byte* error = null;
            fixed (byte* bytes = key)
            {
                slice = rocksdb_get_pinned_cf(
                    handle.DangerousGetHandle(), options.Read, handle.Family(store), bytes, (nuint)key.Length, &error);
            }
            NativeError.Check(error, "a read", directory);
            return slice != 0 && Take(slice, value);
        }
        finally
        {
            if (entered)
                handle.DangerousRelease();
        }
    }

    public IStateIterator Scan(int store, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, bool backwards = false) =>
        new RocksIterator(handle, store, from, to, backwards, directory);

    public IStateWriteBatch CreateBatch() => new RocksWriteBatch(handle);

    public void Write(IStateWriteBatch batch)
    {
        var entered = false;
        try
        {
            handle.DangerousAddRef(ref entered);
            byte* error = null;
            rocksdb_write(handle.DangerousGetHandle(), options.Write, ((RocksWriteBatch)batch).Native, &error);
            NativeError.Check(error, "a write", directory);
        }
        finally
        {
            if (entered)
                handle.DangerousRelease();
        }
    }

    public void Checkpoint(string target)
    {
        var entered = false;
        nint checkpoint = 0;
        try
        {
            handle.DangerousAddRef(ref entered);
            byte* error = null;
            checkpoint = rocksdb_checkpoint_object_create(handle.DangerousGetHandle(), &error);
            NativeError.Check(error, "a checkpoint", directory);
            if (Path.GetDirectoryName(Path.GetFullPath(target)) is { } parent)
                Directory.CreateDirectory(parent);
            fixed (byte* path = RocksDbStateBackend.Terminated(target))
                rocksdb_checkpoint_create(checkpoint, path, 0, &error);
            NativeError.Check(error, $"a checkpoint to '{target}'", directory);
        }
        finally
        {
            if (checkpoint != 0)
                rocksdb_checkpoint_object_destroy(checkpoint);
            if (entered)
                handle.DangerousRelease();
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Compaction waits: it then merges all files once, not some of them again and again. RocksDB's own way to load in
    /// bulk.
    /// </remarks>
    public IDisposable BeginBulkLoad()
    {
        SetAutoCompaction(isOff: true);
        return new BulkLoad(this);
    }

    public void Dispose() => handle.Dispose();

    void SetAutoCompaction(bool isOff)
    {
        var entered = false;
        try
        {
            handle.DangerousAddRef(ref entered);
            fixed (byte* name = "disable_auto_compactions\0"u8, value = isOff ? "true\0"u8 : "false\0"u8)
            {
                var names = name;
                var values = value;
                for (var store = 0; store < stores.Length; store++)
                {
                    byte* error = null;
                    rocksdb_set_options_cf(
                        handle.DangerousGetHandle(), handle.Family(store), 1, &names, &values, &error);
                    NativeError.Check(error, "a change of options", directory);
                }
            }
        }
        finally
        {
            if (entered)
                handle.DangerousRelease();
        }
    }

    static bool Take(nint slice, IBufferWriter<byte> value)
    {
        try
        {
            nuint length;
            var bytes = rocksdb_pinnableslice_value(slice, &length);
            value.Write(new ReadOnlySpan<byte>(bytes, checked((int)length)));
            return true;
        }
        finally
        {
            rocksdb_pinnableslice_destroy(slice);
        }
    }

    sealed class BulkLoad(RocksDatabase database) : IDisposable
    {
        bool _isOver;

        public void Dispose()
        {
            if (!_isOver)
                database.SetAutoCompaction(isOff: false);
            _isOver = true;
        }
    }
}
