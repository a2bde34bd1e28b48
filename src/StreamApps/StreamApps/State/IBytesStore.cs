using System.Buffers;

namespace StreamApps.State;

/// <summary>
/// A store of bytes, ordered as unsigned bytes. Reads see what the task has written, committed or not. For the task's
/// thread.
/// </summary>
public interface IBytesStore
{
    /// <summary>Finds a value; the span is valid until the next call on this store.</summary>
    bool TryGet(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value);

    /// <summary>Appends a value to <paramref name="value"/>; false when there is none.</summary>
    bool TryGet(ReadOnlySpan<byte> key, IBufferWriter<byte> value);

    /// <summary>Sets a value.</summary>
    void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);

    /// <summary>Removes a key; nothing happens when it is not there.</summary>
    void Delete(ReadOnlySpan<byte> key);

    /// <summary>
    /// The entries from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive; empty means to the
    /// end), as they are now: writes made during the scan are not seen by it. Dispose it; what is still open when the
    /// record is done is closed then.
    /// </summary>
    IStateIterator Scan(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, bool backwards = false);

    /// <summary>The entries whose key begins with these bytes, as <see cref="Scan"/>.</summary>
    IStateIterator ScanPrefix(ReadOnlySpan<byte> prefix, bool backwards = false);
}
