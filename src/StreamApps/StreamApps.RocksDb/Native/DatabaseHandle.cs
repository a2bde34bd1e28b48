using System.Runtime.InteropServices;

namespace StreamApps.RocksDb.Native;

/// <summary>
/// An open database with its column families. Counted: it is closed when it was disposed and the last call and
/// iterator on it have ended, so that none of them reads freed memory.
/// </summary>
internal sealed class DatabaseHandle : SafeHandle
{
    readonly nint[] _families;
    readonly NativeOptions _options;

    public DatabaseHandle(nint database, nint[] families, NativeOptions options)
        : base(0, ownsHandle: true)
    {
        SetHandle(database);
        _families = families;
        _options = options;
        options.AddReference();
    }

    public override bool IsInvalid => handle == 0;

    public nint Family(int store) => _families[store];

    protected override bool ReleaseHandle()
    {
        foreach (var family in _families)
            RocksDbApi.rocksdb_column_family_handle_destroy(family);
        RocksDbApi.rocksdb_close(handle);
        _options.Release();
        return true;
    }
}
