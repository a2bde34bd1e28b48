using System.Buffers.Binary;

namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>Reads the marker in a control batch.</summary>
internal static class ControlMarker
{
    const short Abort = 0;
    const short Commit = 1;

    /// <summary>Whether the batch ends a transaction, and how.</summary>
    public static bool TryReadCommit(ReadOnlySpan<byte> batch, out bool commit)
    {
        commit = false;
        var reader = new RecordReader(batch[BatchHeader.Length..]);
        if (!reader.Read() || reader.Key.Length < 4)
            return false;
        var type = BinaryPrimitives.ReadInt16BigEndian(reader.Key[2..]);
        commit = type == Commit;
        return type is Abort or Commit;
    }
}
