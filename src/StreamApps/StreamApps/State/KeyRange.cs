namespace StreamApps.State;

/// <summary>Bounds of byte ranges.</summary>
internal static class KeyRange
{
    /// <summary>
    /// Writes the first key after all keys with this prefix; empty, meaning no bound, when there is none.
    /// </summary>
    public static void AfterPrefix(ReadOnlySpan<byte> prefix, ScratchBuffer output)
    {
        output.Clear();
        var length = prefix.Length;
        while (length > 0 && prefix[length - 1] == byte.MaxValue)
            length--;
        if (length == 0)
            return;
        output.Append(prefix[..(length - 1)]);
        output.Append((byte)(prefix[length - 1] + 1));
    }
}
