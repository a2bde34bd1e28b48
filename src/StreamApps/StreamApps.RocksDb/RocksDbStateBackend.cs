using System.Text;
using StreamApps.RocksDb.Native;
using StreamApps.State;
using static StreamApps.RocksDb.Native.RocksDbApi;

namespace StreamApps.RocksDb;

/// <summary>
/// Keeps each task's state in a RocksDB database of its own, a column family for each store, with one block cache for
/// all. Safe for use from several threads. Databases that are open when it is disposed of stay usable.
/// </summary>
public sealed class RocksDbStateBackend : IStateBackend
{
    const string DefaultFamily = "default";

    readonly NativeOptions _options;
    int _disposed;

    /// <summary>Creates the backend with its cache.</summary>
    /// <exception cref="StateBackendException">
    /// The native library is missing; the message says what to install.
    /// </exception>
    /// <exception cref="ArgumentException">Options are out of range.</exception>
    public RocksDbStateBackend(RocksDbOptions? options = null)
    {
        options ??= new RocksDbOptions();
        RocksDbOptions.Validate(options);
        RocksDbLibrary.EnsureLoaded();
        _options = new NativeOptions(options);
    }

    /// <summary>Bytes that the block cache holds now.</summary>
    public long BlockCacheUsage => _options.CacheUsage;

    /// <inheritdoc/>
    public ITaskDatabase Open(string directory, IReadOnlyCollection<string> stores)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(stores);
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        Directory.CreateDirectory(directory);
        string[] names =
            [.. ExistingFamilies(directory).Append(DefaultFamily).Concat(stores).Distinct(StringComparer.Ordinal)];
        var (database, families) = OpenFamilies(directory, names);
        return new RocksDatabase(directory, names, new DatabaseHandle(database, families, _options), _options);
    }

    /// <inheritdoc/>
    public unsafe void Destroy(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        if (!Directory.Exists(directory))
            return;
        byte* error = null;
        fixed (byte* path = Terminated(directory))
            rocksdb_destroy_db(_options.Database, path, &error);
        NativeError.Check(error, "deletion", directory);
        if (Directory.Exists(directory) && !Directory.EnumerateFileSystemEntries(directory).Any())
            Directory.Delete(directory);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            _options.Release();
    }

    unsafe (nint Database, nint[] Families) OpenFamilies(string directory, string[] names)
    {
        var families = new nint[names.Length];
        var options = new nint[names.Length];
        Array.Fill(options, _options.Database);
        byte* error = null;
        nint database;
        // One block for all names: each pointer stays valid while it is pinned.
        var text = Encoding.UTF8.GetBytes(string.Join('\0', names) + '\0');
        var pointers = stackalloc byte*[names.Length];
        fixed (byte* path = Terminated(directory), first = text)
        fixed (nint* familyOptions = options, handles = families)
        {
            var next = first;
            for (var index = 0; index < names.Length; index++)
            {
                pointers[index] = next;
                next += Encoding.UTF8.GetByteCount(names[index]) + 1;
            }
            database = rocksdb_open_column_families(
                _options.Database, path, names.Length, pointers, familyOptions, handles, &error);
        }
        NativeError.Check(error, "opening", directory);
        return (database, families);
    }

    unsafe List<string> ExistingFamilies(string directory)
    {
        if (!File.Exists(Path.Combine(directory, "CURRENT")))
            return [];
        byte* error = null;
        nuint count;
        byte** listed;
        fixed (byte* path = Terminated(directory))
            listed = rocksdb_list_column_families(_options.Database, path, &count, &error);
        NativeError.Check(error, "opening", directory);
        var names = new List<string>();
        for (nuint index = 0; index < count; index++)
            names.Add(System.Runtime.InteropServices.Marshal.PtrToStringUTF8((nint)listed[index])!);
        rocksdb_list_column_families_destroy(listed, count);
        return names;
    }

    internal static byte[] Terminated(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
