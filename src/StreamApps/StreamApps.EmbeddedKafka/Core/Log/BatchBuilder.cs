using System.Buffers.Binary;

namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>Builds the batches that the broker writes itself: coordinator state and transaction markers.</summary>
internal sealed class BatchBuilder(long timestamp)
{
    const short MarkerVersion = 0;

    byte[] _bytes = new byte[256];
    int _length = BatchHeader.Length;
    int _count;

    public bool IsEmpty => _count == 0;

    /// <summary>Adds a record; a null value is a tombstone.</summary>
    public void Add(ReadOnlySpan<byte> key, byte[]? value)
    {
        var valueLength = value?.Length ?? -1;
        var body = 1 + Varint.LengthOf(0) + Varint.LengthOf(_count) + Varint.LengthOf(key.Length) + key.Length
            + Varint.LengthOf(valueLength) + Math.Max(0, valueLength) + Varint.LengthOf(0);
        Reserve(body + Varint.MaxLength);
        Put(body);
        _bytes[_length++] = 0;
        Put(0);
        Put(_count++);
        Put(key.Length);
        key.CopyTo(_bytes.AsSpan(_length));
        _length += key.Length;
        Put(valueLength);
        value?.CopyTo(_bytes.AsSpan(_length));
        _length += Math.Max(0, valueLength);
        Put(0);
    }

    /// <summary>The finished batch, its base offset still to be assigned.</summary>
    public Memory<byte> Build(
        long producerId = -1, short producerEpoch = -1, bool transactional = false, bool control = false)
    {
        var header = new BatchHeader(
            0, _length, 2, 0, BatchHeader.AttributesOf(transactional, control), _count - 1, timestamp, timestamp,
            producerId, producerEpoch, Sequence.None, _count);
        header.Write(_bytes);
        return _bytes.AsMemory(0, _length);
    }

    /// <summary>An end-of-transaction marker: key (version, type), value (version, coordinator epoch).</summary>
    public static Memory<byte> Marker(long producerId, short producerEpoch, bool commit, long timestamp)
    {
        Span<byte> key = stackalloc byte[4];
        BinaryPrimitives.WriteInt16BigEndian(key, MarkerVersion);
        BinaryPrimitives.WriteInt16BigEndian(key[2..], commit ? (short)1 : (short)0);
        var builder = new BatchBuilder(timestamp);
        builder.Add(key, new byte[6]);
        return builder.Build(producerId, producerEpoch, transactional: true, control: true);
    }

    void Put(long value) => _length += Varint.Write(_bytes.AsSpan(_length), value);

    void Reserve(int more)
    {
        if (_length + more > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_length + more, _bytes.Length * 2));
    }
}
