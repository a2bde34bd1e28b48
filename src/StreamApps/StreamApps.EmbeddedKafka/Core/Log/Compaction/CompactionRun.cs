using StreamApps.EmbeddedKafka.Storage;

namespace StreamApps.EmbeddedKafka.Core.Log.Compaction;

/// <summary>
/// One compaction of one log, in steps of bounded work, so that the event loop serves requests in between. Each
/// closed segment is written again beside the old one and swapped in by a rename.
/// </summary>
internal sealed class CompactionRun(
    PartitionLog log, IStorage storage, string folder, IReadOnlyList<Segment> segments, long dirtyFrom, long nowMs)
{
    const int BytesPerStep = 1 << 20;

    public const string TemporarySuffix = ".cleaned";

    /// <summary>Yields after each step; ends early when the log's segments changed meanwhile.</summary>
    public IEnumerable<int> Steps()
    {
        var latest = new OffsetMap();
        var done = 0;
        foreach (var segment in segments.Where(segment => segment.NextOffset > dirtyFrom))
        {
            foreach (var (header, bytes, _) in segment.Batches())
            {
                Note(latest, header, bytes);
                if ((done += bytes.Length) >= BytesPerStep)
                {
                    yield return done;
                    done = 0;
                }
            }
        }
        var filter = new BatchFilter(latest, [.. log.Aborted], nowMs, log.Config.DeleteRetentionMs);
        foreach (var segment in segments)
        {
            if (log.IsDeleted)
                yield break;
            var cleaned = new Segment(segment.BaseOffset, OpenTemporary(segment));
            foreach (var (header, bytes, _) in segment.Batches())
            {
                if (filter.Apply(header, bytes) is { } kept)
                    cleaned.Append(BatchHeader.Read(kept), kept);
                if ((done += bytes.Length) >= BytesPerStep)
                {
                    yield return done;
                    done = 0;
                }
            }
            cleaned.RestoreBounds(segment.NextOffset, cleaned.FirstTimestamp, cleaned.MaxTimestamp);
            if (!log.Swap(segment, cleaned))
                yield break;
        }
        log.FinishCompaction(segments[^1].NextOffset, filter.EarliestHorizonMs);
    }

    IStorageFile OpenTemporary(Segment segment)
    {
        var name = segment.Name + TemporarySuffix;
        storage.Delete(folder, name);
        return storage.Open(folder, name);
    }

    void Note(OffsetMap latest, in BatchHeader header, byte[] bytes)
    {
        if (header.IsControl || !BatchPayload.TryOpen(bytes, header, out var payload))
            return;
        var (producerId, baseOffset) = (header.ProducerId, header.BaseOffset);
        if (header.IsTransactional && log.Aborted.Any(item =>
            item.ProducerId == producerId && baseOffset >= item.FirstOffset && baseOffset < item.MarkerOffset))
        {
            return;
        }
        var reader = new RecordReader(payload);
        while (!reader.AtEnd && reader.Read())
        {
            if (reader.HasKey)
                latest.Put(reader.Key, header.BaseOffset + reader.OffsetDelta);
        }
    }
}
