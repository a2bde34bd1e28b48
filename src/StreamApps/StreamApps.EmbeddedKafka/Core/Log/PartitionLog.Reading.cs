using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>Fetches and look-ups.</summary>
internal sealed partial class PartitionLog
{
    /// <summary>Whole batches from the one that holds the offset, none at or behind the limit.</summary>
    public FetchedSlice Read(long offset, long limit, int maxBytes, bool atLeastOne)
    {
        for (var i = SegmentIndexOf(offset); i < _segments.Count && offset < limit; i++)
        {
            var segment = _segments[i];
            var (position, length) = segment.Slice(offset, limit, maxBytes, atLeastOne);
            if (length > 0)
                return new FetchedSlice(new RecordSet(segment, position, length), Math.Min(limit, segment.NextOffset));
            if (segment.TryLocate(offset, out _, out _))
                break;
        }
        return default;
    }

    /// <summary>The aborted transactions that may have data in a range, for a read-committed reader.</summary>
    public IEnumerable<AbortedTransaction> AbortedBetween(long from, long to)
    {
        var low = 0;
        var high = _aborted.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_aborted[middle].MarkerOffset < from) low = middle + 1;
            else high = middle;
        }
        for (var i = low; i < _aborted.Count; i++)
        {
            if (_aborted[i].FirstOffset < to)
                yield return _aborted[i];
        }
    }

    /// <summary>The first record below a limit with at least a timestamp; null when there is none.</summary>
    public (long Offset, long Timestamp)? FindByTimestamp(long timestamp, long limit)
    {
        foreach (var segment in _segments)
        {
            if (segment.MaxTimestamp < timestamp)
                continue;
            var position = segment.Index.PositionBeforeTimestamp(timestamp);
            for (; segment.TryReadHeader(position, out var header); position += header.Size)
            {
                if (header.BaseOffset >= limit)
                    return null;
                if (header.MaxTimestamp < timestamp || header.LastOffset < StartOffset)
                    continue;
                if (FirstRecord(segment.ReadBatch(position, header), header, timestamp) is { } found)
                    return found;
            }
        }
        return null;
    }

    /// <summary>The first record with the largest timestamp; null for an empty log.</summary>
    public (long Offset, long Timestamp)? FindMaxTimestamp()
    {
        var best = _segments.Where(segment => segment.NextOffset > StartOffset).MaxBy(segment => segment.MaxTimestamp);
        return best is null || best.MaxTimestamp < 0 ? null : FindByTimestamp(best.MaxTimestamp, EndOffset);
    }

    (long Offset, long Timestamp)? FirstRecord(ReadOnlySpan<byte> batch, in BatchHeader header, long timestamp)
    {
        if (!BatchPayload.TryOpen(batch, header, out var payload))
        {
            // Records of a codec that the platform cannot open are found by their batch.
            return (Math.Max(header.BaseOffset, StartOffset), header.MaxTimestamp);
        }
        var reader = new RecordReader(payload);
        while (!reader.AtEnd && reader.Read())
        {
            var offset = header.BaseOffset + reader.OffsetDelta;
            var time = header.HasAppendTime ? header.MaxTimestamp : header.BaseTimestamp + reader.TimestampDelta;
            if (time >= timestamp && offset >= StartOffset)
                return (offset, time);
        }
        return null;
    }

    /// <summary>Walks all batches from an offset on, with their bytes.</summary>
    public IEnumerable<(BatchHeader Header, byte[] Bytes)> Batches(long from)
    {
        for (var i = SegmentIndexOf(from); i < _segments.Count; i++)
        {
            var segment = _segments[i];
            var position = segment.Index.PositionBeforeOffset(from);
            for (; segment.TryReadHeader(position, out var header); position += header.Size)
            {
                if (header.LastOffset >= from)
                    yield return (header, segment.ReadBatch(position, header));
            }
        }
    }

    int SegmentIndexOf(long offset)
    {
        var low = 0;
        var high = _segments.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_segments[middle].BaseOffset <= offset) low = middle + 1;
            else high = middle;
        }
        return Math.Max(0, low - 1);
    }
}
