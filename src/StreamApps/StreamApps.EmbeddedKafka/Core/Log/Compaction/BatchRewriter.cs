namespace StreamApps.EmbeddedKafka.Core.Log.Compaction;

/// <summary>
/// Writes a plain batch again with some of its records. Base offset, last offset delta and sequence stay, so that
/// offsets and producers' sequences are as before.
/// </summary>
internal static class BatchRewriter
{
    public delegate bool Keeps(in RecordReader record);

    /// <param name="header">The batch's header.</param>
    /// <param name="batch">The whole batch.</param>
    /// <param name="keeps">Which records stay.</param>
    /// <param name="deleteHorizonMs">
    /// Replaces the base timestamp, to which the records' times are made relative.
    /// </param>
    public static byte[] Rewrite(in BatchHeader header, byte[] batch, Keeps keeps, long? deleteHorizonMs)
    {
        var newBase = deleteHorizonMs ?? header.BaseTimestamp;
        using var target = new MemoryStream(batch.Length + 64);
        target.Write(batch, 0, BatchHeader.Length);
        var reader = new RecordReader(batch.AsSpan(BatchHeader.Length));
        var (count, maxTimestamp) = (0, BatchHeader.NoTimestamp);
        while (!reader.AtEnd && reader.Read())
        {
            if (!keeps(reader))
                continue;
            count++;
            var timestamp = header.BaseTimestamp + reader.TimestampDelta;
            if (!header.HasDeleteHorizon)
                maxTimestamp = Math.Max(maxTimestamp, timestamp);
            WriteRecord(target, reader, timestamp - newBase);
        }
        var bytes = target.ToArray();
        var rewritten = header with
        {
            Size = bytes.Length,
            RecordCount = count,
            BaseTimestamp = newBase,
            MaxTimestamp = maxTimestamp == BatchHeader.NoTimestamp ? header.MaxTimestamp : maxTimestamp,
            Attributes = deleteHorizonMs is null ? header.Attributes : BatchHeader.WithDeleteHorizon(header.Attributes),
        };
        rewritten.Write(bytes);
        return bytes;
    }

    static void WriteRecord(MemoryStream target, in RecordReader record, long timestampDelta)
    {
        Span<byte> scratch = stackalloc byte[Varint.MaxLength];
        var time = Varint.LengthOf(timestampDelta);
        var length = 1 + time + record.AfterTimestamp.Length;
        target.Write(scratch[..Varint.Write(scratch, length)]);
        target.WriteByte(record.Attributes);
        target.Write(scratch[..Varint.Write(scratch, timestampDelta)]);
        target.Write(record.AfterTimestamp);
    }
}
