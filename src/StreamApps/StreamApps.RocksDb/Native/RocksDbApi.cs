using System.Runtime.InteropServices;

namespace StreamApps.RocksDb.Native;

/// <summary>
/// RocksDB's C API (rocksdb/c.h), as far as it is used. Errors come back as a string that the caller frees. Calls
/// that only read a field are marked so that they skip the transition that lets the garbage collector run.
/// </summary>
internal static unsafe partial class RocksDbApi
{
    const string Library = RocksDbLibrary.ImportName;

    static RocksDbApi() => RocksDbLibrary.EnsureLoaded();

    [LibraryImport(Library)]
    internal static partial void rocksdb_free(void* pointer);

    [LibraryImport(Library)]
    internal static partial nint rocksdb_open_column_families(
        nint options, byte* name, int count, byte** names, nint* familyOptions, nint* families, byte** error);

    [LibraryImport(Library)]
    internal static partial byte** rocksdb_list_column_families(nint options, byte* name, nuint* count, byte** error);

    [LibraryImport(Library)]
    internal static partial void rocksdb_list_column_families_destroy(byte** names, nuint count);

    [LibraryImport(Library)]
    internal static partial void rocksdb_column_family_handle_destroy(nint family);

    [LibraryImport(Library)]
    internal static partial void rocksdb_close(nint database);

    [LibraryImport(Library)]
    internal static partial void rocksdb_destroy_db(nint options, byte* name, byte** error);

    [LibraryImport(Library)]
    internal static partial nint rocksdb_get_pinned_cf(
        nint database, nint readOptions, nint family, byte* key, nuint keyLength, byte** error);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial byte* rocksdb_pinnableslice_value(nint slice, nuint* length);

    [LibraryImport(Library)]
    internal static partial void rocksdb_pinnableslice_destroy(nint slice);

    [LibraryImport(Library)]
    internal static partial void rocksdb_write(nint database, nint writeOptions, nint batch, byte** error);

    [LibraryImport(Library)]
    internal static partial nint rocksdb_writebatch_create();

    [LibraryImport(Library)]
    internal static partial void rocksdb_writebatch_destroy(nint batch);

    [LibraryImport(Library)]
    internal static partial void rocksdb_writebatch_clear(nint batch);

    [LibraryImport(Library)]
    internal static partial void rocksdb_writebatch_put_cf(
        nint batch, nint family, byte* key, nuint keyLength, byte* value, nuint valueLength);

    [LibraryImport(Library)]
    internal static partial void rocksdb_writebatch_delete_cf(nint batch, nint family, byte* key, nuint keyLength);

    [LibraryImport(Library)]
    internal static partial nint rocksdb_create_iterator_cf(nint database, nint readOptions, nint family);

    [LibraryImport(Library)]
    internal static partial void rocksdb_iter_destroy(nint iterator);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial byte rocksdb_iter_valid(nint iterator);

    [LibraryImport(Library)]
    internal static partial void rocksdb_iter_seek_to_first(nint iterator);

    [LibraryImport(Library)]
    internal static partial void rocksdb_iter_seek_to_last(nint iterator);

    [LibraryImport(Library)]
    internal static partial void rocksdb_iter_next(nint iterator);

    [LibraryImport(Library)]
    internal static partial void rocksdb_iter_prev(nint iterator);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial byte* rocksdb_iter_key(nint iterator, nuint* length);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial byte* rocksdb_iter_value(nint iterator, nuint* length);

    [LibraryImport(Library)]
    internal static partial void rocksdb_iter_get_error(nint iterator, byte** error);

    [LibraryImport(Library)]
    internal static partial nint rocksdb_checkpoint_object_create(nint database, byte** error);

    [LibraryImport(Library)]
    internal static partial void rocksdb_set_options_cf(
        nint database, nint family, int count, byte** names, byte** values, byte** error);

    [LibraryImport(Library)]
    internal static partial void rocksdb_checkpoint_create(
        nint checkpoint, byte* directory, ulong logSizeForFlush, byte** error);

    [LibraryImport(Library)]
    internal static partial void rocksdb_checkpoint_object_destroy(nint checkpoint);
}
