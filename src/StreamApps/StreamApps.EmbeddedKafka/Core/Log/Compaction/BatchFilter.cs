namespace StreamApps.EmbeddedKafka.Core.Log.Compaction;

/// <summary>
/// Decides what stays of each batch of a log, in offset order (KIP-98, KIP-534). Plain batches lose single records;
/// compressed ones are kept or dropped whole, and kept when their codec cannot be opened. Tombstones and markers go
/// in two phases: a first pass stamps the batch with the time until which readers may need it, a later pass drops it.
/// </summary>
internal sealed class BatchFilter(
    OffsetMap latest, IReadOnlyList<AbortedTransaction> aborted, long nowMs, long deleteRetentionMs)
{
    /// <summary>Producers with data left of the transaction that their next marker ends.</summary>
    readonly HashSet<long> _withData = [];

    /// <summary>When the first of the stamped batches that stayed may go; never, when none did.</summary>
    public long EarliestHorizonMs { get; private set; } = long.MaxValue;

    /// <summary>The bytes that stay of a batch, at its old offsets; null when nothing stays.</summary>
    public byte[]? Apply(in BatchHeader header, byte[] bytes)
    {
        var kept = header.IsControl ? FilterMarker(header, bytes)
            : IsAborted(header) ? null
            : FilterData(header, bytes);
        if (kept is not null && header.IsTransactional && !header.IsControl)
            _withData.Add(header.ProducerId);
        if (kept is not null && BatchHeader.Read(kept) is { HasDeleteHorizon: true } stamped)
            EarliestHorizonMs = Math.Min(EarliestHorizonMs, stamped.BaseTimestamp);
        return kept;
    }

    bool IsAborted(in BatchHeader header)
    {
        if (!header.IsTransactional)
            return false;
        foreach (var item in aborted)
        {
            if (item.ProducerId == header.ProducerId && header.BaseOffset >= item.FirstOffset
                && header.BaseOffset < item.MarkerOffset)
            {
                return true;
            }
        }
        return false;
    }

    byte[]? FilterMarker(in BatchHeader header, byte[] bytes)
    {
        if (_withData.Remove(header.ProducerId))
            return bytes;
        if (deleteRetentionMs == 0)
            return null;
        return header.HasDeleteHorizon
            ? nowMs > header.BaseTimestamp ? null : bytes
            : BatchRewriter.Rewrite(header, bytes, static (in RecordReader _) => true, nowMs + deleteRetentionMs);
    }

    byte[]? FilterData(BatchHeader header, byte[] bytes)
    {
        if (!BatchPayload.TryOpen(bytes, header, out var payload))
            return bytes;
        var (live, total, tombstones) = Count(header, payload);
        if (live == 0)
            return null;
        if (header.Compression != 0)
            return bytes;
        var horizon = tombstones > 0 && !header.HasDeleteHorizon ? nowMs + deleteRetentionMs : (long?)null;
        if (live == total && horizon is null)
            return bytes;
        return BatchRewriter.Rewrite(header, bytes, (in RecordReader record) => IsLive(header, record), horizon);
    }

    (int Live, int Total, int Tombstones) Count(in BatchHeader header, ReadOnlySpan<byte> payload)
    {
        var (live, total, tombstones) = (0, 0, 0);
        var reader = new RecordReader(payload);
        while (!reader.AtEnd && reader.Read())
        {
            total++;
            if (!IsLive(header, reader))
                continue;
            live++;
            if (!reader.HasValue)
                tombstones++;
        }
        return (live, total, tombstones);
    }

    bool IsLive(in BatchHeader header, in RecordReader record)
    {
        if (!record.HasKey || latest.Supersedes(record.Key, header.BaseOffset + record.OffsetDelta))
            return false;
        return record.HasValue
            || (deleteRetentionMs > 0 && (!header.HasDeleteHorizon || nowMs <= header.BaseTimestamp));
    }
}
