using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>
/// Judges produced bytes before they reach a log: pure, so that it runs on the connection's own thread. The error
/// codes are those that Apache Kafka 4.2.0 answers for the same bytes.
/// </summary>
internal static class BatchInspector
{
    const int CurrentMagic = 2;
    const int MagicPosition = 16;
    const int HighestCodec = 4;

    public static CheckedBatch Inspect(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= MagicPosition)
            return CheckedBatch.Refused(ErrorCode.InvalidRecord, "the record set is empty or truncated");
        var magic = (sbyte)bytes[MagicPosition];
        if (magic is 0 or 1)
            return CheckedBatch.Refused(ErrorCode.InvalidRecord, $"message format {magic} is not supported, only 2");
        if (magic != CurrentMagic)
            return CheckedBatch.Refused(ErrorCode.CorruptMessage, $"unknown message format {magic}");
        var size = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes[8..]);
        if (size < BatchHeader.Length - BatchHeader.Prefix)
            return CheckedBatch.Refused(ErrorCode.CorruptMessage, $"a batch length of {size}");
        if (size > bytes.Length - BatchHeader.Prefix)
            return CheckedBatch.Refused(ErrorCode.InvalidRecord, "the batch is truncated");
        var header = BatchHeader.Read(bytes);
        if (header.Size != bytes.Length)
            return CheckedBatch.Refused(ErrorCode.InvalidRecord, "more than one batch for one partition");
        if (Crc32C.Compute(bytes[BatchHeader.CrcStart..]) != header.Crc)
            return CheckedBatch.Refused(ErrorCode.CorruptMessage, "the checksum does not match");
        return InspectHeader(header) ?? InspectRecords(header, bytes[BatchHeader.Length..]);
    }

    /// <summary>
    /// The size of the batch that bytes begin with; 0 when it is cut off or its checksum does not match.
    /// </summary>
    public static int WholeBatch(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < BatchHeader.Length)
            return 0;
        var header = BatchHeader.Read(bytes);
        return header.Size >= BatchHeader.Length && header.Size <= bytes.Length
            && Crc32C.Compute(bytes[BatchHeader.CrcStart..header.Size]) == header.Crc
            ? header.Size
            : 0;
    }

    static CheckedBatch? InspectHeader(in BatchHeader header)
    {
        if (header.RecordCount <= 0 || header.RecordCount != (long)header.LastOffsetDelta + 1)
            return CheckedBatch.Refused(ErrorCode.InvalidRecord, "the record count does not fit the last offset delta");
        if (header.BaseOffset != 0)
            return CheckedBatch.Refused(ErrorCode.InvalidRecord, "the base offset is not 0");
        if (header.IsControl)
            return CheckedBatch.Refused(ErrorCode.InvalidRecord, "clients may not write control batches");
        if (header.HasProducer && (header.ProducerEpoch < 0 || header.BaseSequence < 0))
            return CheckedBatch.Refused(ErrorCode.InvalidRecord, "a producer id without epoch or sequence");
        if (header.IsTransactional && !header.HasProducer)
            return CheckedBatch.Refused(ErrorCode.InvalidRecord, "a transactional batch without a producer id");
        if (header.Compression > HighestCodec)
            return CheckedBatch.Refused(ErrorCode.UnknownServerError, $"unknown compression {header.Compression}");
        return null;
    }

    /// <summary>
    /// Compressed records are stored as sent; others must parse, one by one, to the batch's last byte.
    /// </summary>
    static CheckedBatch InspectRecords(in BatchHeader header, ReadOnlySpan<byte> payload)
    {
        if (header.Compression != 0)
            return new CheckedBatch(ErrorCode.None, null, header, HasRecordWithoutKey: false);
        var reader = new RecordReader(payload);
        var keyless = false;
        for (var i = 0; i < header.RecordCount; i++)
        {
            if (!reader.Read())
            {
                return CheckedBatch.Refused(
                    reader.HasOverlongLength ? ErrorCode.UnknownServerError : ErrorCode.InvalidRecord,
                    $"record {i} of the batch does not parse");
            }
            if (reader.OffsetDelta != i)
                return CheckedBatch.Refused(
                    ErrorCode.InvalidRecord, $"record {i} has offset delta {reader.OffsetDelta}");
            keyless |= !reader.HasKey;
        }
        return reader.AtEnd
            ? new CheckedBatch(ErrorCode.None, null, header, keyless)
            : CheckedBatch.Refused(ErrorCode.InvalidRecord, "bytes behind the batch's last record");
    }
}
