using StreamApps.EmbeddedKafka.Storage;

namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>
/// The file beside a closed segment: its bounds, its index, and the aborted transactions whose markers it holds, so
/// that a start reads no closed segment.
/// </summary>
internal static class SegmentSidecar
{
    public static void Write(
        IStorage storage, string folder, Segment segment, IReadOnlyList<AbortedTransaction> aborted)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(segment.Size);
        writer.Write(segment.NextOffset);
        writer.Write(segment.FirstTimestamp);
        writer.Write(segment.MaxTimestamp);
        writer.Write(segment.Index.Entries.Count);
        foreach (var entry in segment.Index.Entries)
        {
            writer.Write(entry.BaseOffset);
            writer.Write(entry.Position);
            writer.Write(entry.MaxTimestampBefore);
        }
        var own = aborted.Where(
            item => item.MarkerOffset >= segment.BaseOffset && item.MarkerOffset < segment.NextOffset);
        foreach (var item in own)
        {
            writer.Write(item.ProducerId);
            writer.Write(item.FirstOffset);
            writer.Write(item.MarkerOffset);
        }
        writer.Flush();
        storage.Replace(folder, Segment.IndexName(segment.BaseOffset), SidecarFile.Seal(stream.ToArray()));
    }

    /// <summary>Fills a segment from its sidecar; false when that is missing or damaged itself.</summary>
    /// <exception cref="DamagedSegmentException">The segment is not as long as when it was closed.</exception>
    public static bool TryRead(IStorage storage, string folder, Segment segment, List<AbortedTransaction> aborted)
    {
        var bytes = storage.ReadAll(folder, Segment.IndexName(segment.BaseOffset));
        if (!SidecarFile.TryUnseal(bytes, out var content))
            return false;
        using var reader = new BinaryReader(new MemoryStream(content));
        var size = reader.ReadInt64();
        if (size != segment.Size)
            throw new DamagedSegmentException(segment, Math.Min(size, segment.Size));
        segment.RestoreBounds(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
        for (var left = reader.ReadInt32(); left > 0; left--)
            segment.Index.Restore(new IndexEntry(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64()));
        while (reader.BaseStream.Position < reader.BaseStream.Length)
            aborted.Add(new AbortedTransaction(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64()));
        return true;
    }
}
