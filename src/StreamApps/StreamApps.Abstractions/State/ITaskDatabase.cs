using System.Buffers;

namespace StreamApps.State;

/// <summary>
/// The committed state of one task: named stores of ordered bytes, changed by atomic batches only. Keys are ordered
/// as unsigned bytes.
/// </summary>
/// <remarks>Reads are safe from several threads beside one writer.</remarks>
public interface ITaskDatabase : IDisposable
{
    /// <summary>The number by which the calls below name a store.</summary>
    /// <exception cref="KeyNotFoundException">There is no such store.</exception>
    int StoreNumber(string name);

    /// <summary>Appends the value of a key to <paramref name="value"/>; false when there is none.</summary>
    bool TryGet(int store, ReadOnlySpan<byte> key, IBufferWriter<byte> value);

    /// <summary>
    /// The entries from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive; empty means to the
    /// end) as they are now; later writes are not seen. Backwards, it starts at the greatest key below
    /// <paramref name="to"/>.
    /// </summary>
    IStateIterator Scan(int store, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, bool backwards = false);

    /// <summary>Creates an empty batch.</summary>
    IStateWriteBatch CreateBatch();

    /// <summary>Writes all of the batch, or, after a crash, nothing of it.</summary>
    void Write(IStateWriteBatch batch);

    /// <summary>
    /// Says that much will be written and little read until the result is disposed of: the database may put its
    /// housekeeping off until then. A hint: by default it does nothing.
    /// </summary>
    IDisposable? BeginBulkLoad() => null;

    /// <summary>Makes a consistent copy in a new directory; cheap, by links where the file system has them.</summary>
    void Checkpoint(string directory);
}
