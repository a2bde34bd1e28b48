using System.Runtime.InteropServices;
using StreamApps.RocksDb.Native;
using StreamApps.State;
using static StreamApps.RocksDb.Native.RocksDbApi;

namespace StreamApps.RocksDb;

/// <summary>
/// A walk over a column family as it was when the walk was opened. Its bounds are RocksDB's own, so that it does not
/// search on through deleted entries beyond them. It keeps the database open.
/// </summary>
internal sealed unsafe class RocksIterator : IStateIterator
{
    readonly DatabaseHandle _database;
    readonly string _directory;
    readonly bool _backwards;
    readonly bool _empty;
    byte* _bounds;
    nint _options;
    nint _iterator;
    readonly bool _entered;
    bool _started;

    public RocksIterator(
        DatabaseHandle database,
        int store,
        ReadOnlySpan<byte> from,
        ReadOnlySpan<byte> to,
        bool backwards,
        string directory)
    {
        _database = database;
        _directory = directory;
        _backwards = backwards;
        // RocksDB does not define a walk whose lower bound is beyond its upper one.
        _empty = !to.IsEmpty && from.SequenceCompareTo(to) >= 0;
        database.DangerousAddRef(ref _entered);
        _bounds = (byte*)NativeMemory.Alloc((nuint)(from.Length + to.Length + 1));
        _options = rocksdb_readoptions_create();
        rocksdb_readoptions_set_verify_checksums(_options, 1);
        from.CopyTo(new Span<byte>(_bounds, from.Length));
        to.CopyTo(new Span<byte>(_bounds + from.Length, to.Length));
        if (!from.IsEmpty)
            rocksdb_readoptions_set_iterate_lower_bound(_options, _bounds, (nuint)from.Length);
        if (!to.IsEmpty)
            rocksdb_readoptions_set_iterate_upper_bound(_options, _bounds + from.Length, (nuint)to.Length);
        _iterator = rocksdb_create_iterator_cf(database.DangerousGetHandle(), _options, database.Family(store));
    }

    public ReadOnlySpan<byte> Key
    {
        get
        {
            RequireEntry();
            nuint length;
            var bytes = rocksdb_iter_key(_iterator, &length);
            return new ReadOnlySpan<byte>(bytes, (int)length);
        }
    }

    public ReadOnlySpan<byte> Value
    {
        get
        {
            RequireEntry();
            nuint length;
            var bytes = rocksdb_iter_value(_iterator, &length);
            return new ReadOnlySpan<byte>(bytes, (int)length);
        }
    }

    public bool MoveNext()
    {
        ObjectDisposedException.ThrowIf(_iterator == 0, this);
        if (_empty)
            return false;
        if (!_started)
            Start();
        else if (rocksdb_iter_valid(_iterator) != 0)
            Step();
        if (rocksdb_iter_valid(_iterator) != 0)
            return true;
        byte* error = null;
        rocksdb_iter_get_error(_iterator, &error);
        NativeError.Check(error, "a scan", _directory);
        return false;
    }

    public void Dispose()
    {
        if (_iterator == 0)
            return;
        rocksdb_iter_destroy(_iterator);
        _iterator = 0;
        rocksdb_readoptions_destroy(_options);
        _options = 0;
        NativeMemory.Free(_bounds);
        _bounds = null;
        if (_entered)
            _database.DangerousRelease();
    }

    void Start()
    {
        _started = true;
        if (_backwards)
            rocksdb_iter_seek_to_last(_iterator);
        else
            rocksdb_iter_seek_to_first(_iterator);
    }

    void Step()
    {
        if (_backwards)
            rocksdb_iter_prev(_iterator);
        else
            rocksdb_iter_next(_iterator);
    }

    /// <summary>Reading a native iterator that is at no entry would end the process.</summary>
    void RequireEntry()
    {
        if (_iterator == 0 || !_started || rocksdb_iter_valid(_iterator) == 0)
            throw new InvalidOperationException("the iterator is at no entry");
    }
}
