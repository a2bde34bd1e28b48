using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>
/// The bytes of a task record, big-endian: version, lineage (16), stream time, log time, two timer marks, watermark
/// (not in version 1, where it is the stream time), number of inputs (2), then for each: length of the topic's name
/// (2), the name, partition (4), next offset, largest timestamp, watermark, idle (1).
/// </summary>
internal static class TaskRecordCodec
{
    const byte FormatVersion = 2;
    const byte VersionWithoutWatermark = 1;
    const int WatermarkStart = 1 + 16 + 4 * sizeof(long);
    const int HeaderSize = WatermarkStart + sizeof(long) + sizeof(ushort);
    const int InputSize = sizeof(int) + 3 * sizeof(long) + 1;

    public static void Encode(TaskRecord record, IBufferWriter<byte> output)
    {
        var header = output.GetSpan(HeaderSize);
        header[0] = FormatVersion;
        record.Lineage.TryWriteBytes(header[1..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(header[17..], record.StreamTime);
        BinaryPrimitives.WriteInt64BigEndian(header[25..], record.LogTime);
        BinaryPrimitives.WriteInt64BigEndian(header[33..], record.EventTimerLow);
        BinaryPrimitives.WriteInt64BigEndian(header[41..], record.ProcessingTimerLow);
        BinaryPrimitives.WriteInt64BigEndian(header[WatermarkStart..], record.Watermark);
        BinaryPrimitives.WriteUInt16BigEndian(header[(HeaderSize - 2)..], checked((ushort)record.Inputs.Count));
        output.Advance(HeaderSize);
        foreach (var input in record.Inputs)
            EncodeInput(input, output);
    }

    public static TaskRecord Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return DecodeKnown(bytes);
        }
        catch (Exception error) when (error is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new StateBackendException(
                StateErrorKind.Corrupt, $"the task record of {bytes.Length} bytes ends too early", error);
        }
    }

    static void EncodeInput(in InputPosition input, IBufferWriter<byte> output)
    {
        var name = Encoding.UTF8.GetByteCount(input.Partition.Topic);
        var span = output.GetSpan(sizeof(ushort) + name + InputSize);
        BinaryPrimitives.WriteUInt16BigEndian(span, checked((ushort)name));
        Encoding.UTF8.GetBytes(input.Partition.Topic, span[sizeof(ushort)..]);
        var rest = span[(sizeof(ushort) + name)..];
        BinaryPrimitives.WriteInt32BigEndian(rest, input.Partition.Partition);
        BinaryPrimitives.WriteInt64BigEndian(rest[4..], input.NextOffset);
        BinaryPrimitives.WriteInt64BigEndian(rest[12..], input.MaxTimestamp);
        BinaryPrimitives.WriteInt64BigEndian(rest[20..], input.Watermark);
        rest[28] = input.Idle ? (byte)1 : (byte)0;
        output.Advance(sizeof(ushort) + name + InputSize);
    }

    static TaskRecord DecodeKnown(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] is not (FormatVersion or VersionWithoutWatermark))
        {
            throw new StateBackendException(
                StateErrorKind.Failed,
                $"the task record has format {bytes[0]}, this version reads up to {FormatVersion}: "
                + "start a newer version");
        }
        var hasWatermark = bytes[0] != VersionWithoutWatermark;
        var streamTime = BinaryPrimitives.ReadInt64BigEndian(bytes[17..]);
        var rest = bytes[(hasWatermark ? WatermarkStart + sizeof(long) : WatermarkStart)..];
        var inputs = new InputPosition[BinaryPrimitives.ReadUInt16BigEndian(rest)];
        rest = rest[sizeof(ushort)..];
        for (var index = 0; index < inputs.Length; index++)
            inputs[index] = DecodeInput(ref rest);
        return new(
            new Guid(bytes[1..17], bigEndian: true),
            streamTime,
            BinaryPrimitives.ReadInt64BigEndian(bytes[25..]),
            BinaryPrimitives.ReadInt64BigEndian(bytes[33..]),
            BinaryPrimitives.ReadInt64BigEndian(bytes[41..]),
            inputs)
        {
            Watermark = hasWatermark ? BinaryPrimitives.ReadInt64BigEndian(bytes[WatermarkStart..]) : streamTime,
        };
    }

    static InputPosition DecodeInput(ref ReadOnlySpan<byte> rest)
    {
        var name = BinaryPrimitives.ReadUInt16BigEndian(rest);
        var topic = Encoding.UTF8.GetString(rest.Slice(sizeof(ushort), name));
        var fields = rest.Slice(sizeof(ushort) + name, InputSize);
        rest = rest[(sizeof(ushort) + name + InputSize)..];
        return new(
            new TopicPartition(topic, BinaryPrimitives.ReadInt32BigEndian(fields)),
            BinaryPrimitives.ReadInt64BigEndian(fields[4..]),
            BinaryPrimitives.ReadInt64BigEndian(fields[12..]),
            BinaryPrimitives.ReadInt64BigEndian(fields[20..]),
            fields[28] != 0);
    }
}
