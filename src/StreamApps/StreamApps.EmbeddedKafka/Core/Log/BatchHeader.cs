using System.Buffers.Binary;

namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>The fixed part of a record batch in message format 2 (KIP-98): the first 61 bytes.</summary>
internal readonly record struct BatchHeader(
    long BaseOffset, int Size, sbyte Magic, uint Crc, short Attributes, int LastOffsetDelta, long BaseTimestamp,
    long MaxTimestamp, long ProducerId, short ProducerEpoch, int BaseSequence, int RecordCount)
{
    public const int Length = 61;

    /// <summary>Offset and length stand before the bytes that the length counts.</summary>
    public const int Prefix = 12;

    public const int CrcStart = 21;

    public const long NoTimestamp = -1;

    const short CompressionMask = 0x07;
    const short AppendTimeBit = 0x08;
    const short TransactionalBit = 0x10;
    const short ControlBit = 0x20;
    const short DeleteHorizonBit = 0x40;

    public long LastOffset => BaseOffset + LastOffsetDelta;

    public long NextOffset => LastOffset + 1;

    public int Compression => Attributes & CompressionMask;

    /// <summary>The records' times are the batch's largest one, which the broker set.</summary>
    public bool HasAppendTime => (Attributes & AppendTimeBit) != 0;

    public bool IsTransactional => (Attributes & TransactionalBit) != 0;

    public bool IsControl => (Attributes & ControlBit) != 0;

    /// <summary>The base timestamp is the time after which the batch's tombstones may go (KIP-534).</summary>
    public bool HasDeleteHorizon => (Attributes & DeleteHorizonBit) != 0;

    public bool HasProducer => ProducerId >= 0;

    public int LastSequence => Sequence.Add(BaseSequence, LastOffsetDelta);

    public static short AttributesOf(bool transactional, bool control) =>
        (short)((transactional ? TransactionalBit : 0) | (control ? ControlBit : 0));

    public static short WithDeleteHorizon(short attributes) => (short)(attributes | DeleteHorizonBit);

    /// <summary>Reads a header from at least <see cref="Length"/> bytes, whatever they hold.</summary>
    public static BatchHeader Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt64BigEndian(bytes),
        Prefix + BinaryPrimitives.ReadInt32BigEndian(bytes[8..]),
        (sbyte)bytes[16],
        BinaryPrimitives.ReadUInt32BigEndian(bytes[17..]),
        BinaryPrimitives.ReadInt16BigEndian(bytes[21..]),
        BinaryPrimitives.ReadInt32BigEndian(bytes[23..]),
        BinaryPrimitives.ReadInt64BigEndian(bytes[27..]),
        BinaryPrimitives.ReadInt64BigEndian(bytes[35..]),
        BinaryPrimitives.ReadInt64BigEndian(bytes[43..]),
        BinaryPrimitives.ReadInt16BigEndian(bytes[51..]),
        BinaryPrimitives.ReadInt32BigEndian(bytes[53..]),
        BinaryPrimitives.ReadInt32BigEndian(bytes[57..]));

    /// <summary>Writes the header, leader epoch 0, over the first 61 bytes of a batch, then its checksum.</summary>
    public void Write(Span<byte> batch)
    {
        BinaryPrimitives.WriteInt64BigEndian(batch, BaseOffset);
        BinaryPrimitives.WriteInt32BigEndian(batch[8..], Size - Prefix);
        BinaryPrimitives.WriteInt32BigEndian(batch[12..], 0);
        batch[16] = (byte)Magic;
        BinaryPrimitives.WriteInt16BigEndian(batch[21..], Attributes);
        BinaryPrimitives.WriteInt32BigEndian(batch[23..], LastOffsetDelta);
        BinaryPrimitives.WriteInt64BigEndian(batch[27..], BaseTimestamp);
        BinaryPrimitives.WriteInt64BigEndian(batch[35..], MaxTimestamp);
        BinaryPrimitives.WriteInt64BigEndian(batch[43..], ProducerId);
        BinaryPrimitives.WriteInt16BigEndian(batch[51..], ProducerEpoch);
        BinaryPrimitives.WriteInt32BigEndian(batch[53..], BaseSequence);
        BinaryPrimitives.WriteInt32BigEndian(batch[57..], RecordCount);
        BinaryPrimitives.WriteUInt32BigEndian(batch[17..], Crc32C.Compute(batch[CrcStart..Size]));
    }

    /// <summary>Gives all records of a batch the time of its append.</summary>
    public static BatchHeader Stamp(Span<byte> batch, in BatchHeader header, long nowMs)
    {
        var stamped = header with { Attributes = (short)(header.Attributes | AppendTimeBit), MaxTimestamp = nowMs };
        stamped.Write(batch);
        return stamped;
    }

    /// <summary>Places a batch in the log: neither field is covered by the checksum.</summary>
    public static void Place(Span<byte> batch, long baseOffset)
    {
        BinaryPrimitives.WriteInt64BigEndian(batch, baseOffset);
        BinaryPrimitives.WriteInt32BigEndian(batch[12..], 0);
    }
}
