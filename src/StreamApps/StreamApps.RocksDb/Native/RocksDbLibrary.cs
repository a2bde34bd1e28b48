using System.Reflection;
using System.Runtime.InteropServices;
using StreamApps.State;

namespace StreamApps.RocksDb.Native;

/// <summary>Finds the native library under the names that distributions give it.</summary>
internal static class RocksDbLibrary
{
    /// <summary>The name in the imports.</summary>
    public const string ImportName = "rocksdb";

    /// <summary>Known names, the one that is tested most first.</summary>
    public static IReadOnlyList<string> KnownNames { get; } =
    [
        "librocksdb.so.7.8",
        "librocksdb.so.8.9", "librocksdb.so.8.11", "librocksdb.so.8.10", "librocksdb.so.8",
        "librocksdb.so.9.2", "librocksdb.so.9.10", "librocksdb.so.9.11", "librocksdb.so.9", "librocksdb.so.10",
        "librocksdb.so.7.9", "librocksdb.so.7.10", "librocksdb.so.7.7", "librocksdb.so.7",
        "librocksdb.so",
    ];

    static readonly Lazy<nint> Handle = new(() => Load(KnownNames));

    static RocksDbLibrary() =>
        NativeLibrary.SetDllImportResolver(typeof(RocksDbLibrary).Assembly, Resolve);

    /// <summary>Loads the library now, so that a missing one is told before anything is opened.</summary>
    /// <exception cref="StateBackendException">It is missing.</exception>
    public static void EnsureLoaded() => _ = Handle.Value;

    /// <summary>Loads the first of these names that is there.</summary>
    internal static nint Load(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, typeof(RocksDbLibrary).Assembly, searchPath: null, out var handle))
                return handle;
        }
        throw new StateBackendException(
            StateErrorKind.LibraryMissing,
            "the native library RocksDB is not installed: on Debian or Ubuntu run 'apt-get install librocksdb7.8' " +
            $"(or the distribution's newer one); tried {string.Join(", ", names)}");
    }

    static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == ImportName ? Handle.Value : 0;
}
