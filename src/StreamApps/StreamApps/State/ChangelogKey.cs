namespace StreamApps.State;

/// <summary>
/// The key of a changelog record: length of the store's name (1 byte), the name, the key in the store. A length of 0
/// is the task record.
/// </summary>
internal static class ChangelogKey
{
    /// <summary>The key of the task record.</summary>
    public static ReadOnlySpan<byte> TaskRecord => [0];

    /// <summary>Writes what comes before the key.</summary>
    public static void Begin(ReadOnlySpan<byte> store, ScratchBuffer output)
    {
        output.Append(checked((byte)store.Length));
        output.Append(store);
    }

    /// <summary>The store's name, empty for the task record, and the key in the store.</summary>
    public static ReadOnlySpan<byte> Split(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> inStore)
    {
        if (key.IsEmpty || key[0] >= key.Length)
        {
            throw new StateBackendException(
                StateErrorKind.Failed, $"a changelog record with a key of {key.Length} bytes is none of this library");
        }
        inStore = key[(1 + key[0])..];
        return key.Slice(1, key[0]);
    }
}
