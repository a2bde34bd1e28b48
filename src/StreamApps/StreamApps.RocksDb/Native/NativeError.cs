using System.Runtime.InteropServices;
using StreamApps.State;

namespace StreamApps.RocksDb.Native;

/// <summary>Turns RocksDB's error strings into typed errors.</summary>
internal static unsafe class NativeError
{
    /// <summary>Throws when there is an error, and frees it.</summary>
    public static void Check(byte* error, string doing, string directory)
    {
        if (error is not null)
            throw Create(error, doing, directory);
    }

    static StateBackendException Create(byte* error, string doing, string directory)
    {
        var text = Marshal.PtrToStringUTF8((nint)error) ?? "unknown error";
        RocksDbApi.rocksdb_free(error);
        var kind = Classify(text);
        var message = kind switch
        {
            StateErrorKind.Locked =>
                $"the state in '{directory}' is in use by another process: stop it, or give this one another directory",
            StateErrorKind.Corrupt => $"the state in '{directory}' is corrupt, seen on {doing}: {text}",
            _ => $"{doing} failed for the state in '{directory}': {text}",
        };
        return new StateBackendException(kind, message);
    }

    internal static StateErrorKind Classify(string text)
    {
        if (text.StartsWith("Corruption", StringComparison.Ordinal))
            return StateErrorKind.Corrupt;
        return text.Contains("lock file", StringComparison.OrdinalIgnoreCase) ||
            text.Contains("lock hold by", StringComparison.OrdinalIgnoreCase)
            ? StateErrorKind.Locked
            : StateErrorKind.Failed;
    }
}
