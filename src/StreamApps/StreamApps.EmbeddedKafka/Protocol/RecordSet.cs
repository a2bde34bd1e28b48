using StreamApps.EmbeddedKafka.Core.Log;

namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>
/// The record batches of one partition as raw bytes: a slice of the request frame when produced, a range of a
/// segment file when fetched. Fetched bytes are read only when the response is encoded, outside the event loop.
/// </summary>
internal readonly struct RecordSet
{
    readonly Segment? _segment;
    readonly long _position;

    public RecordSet(Memory<byte> bytes)
    {
        Bytes = bytes;
        Length = bytes.Length;
    }

    public RecordSet(Segment segment, long position, int length)
    {
        _segment = segment;
        _position = position;
        Length = length;
    }

    public Memory<byte> Bytes { get; }

    public int Length { get; }

    /// <summary>What an inspection found, once it was made.</summary>
    public CheckedBatch? Inspected { get; private init; }

    /// <summary>The same bytes with their inspection, which is made at most once.</summary>
    public RecordSet Inspect() =>
        Inspected is null ? this with { Inspected = BatchInspector.Inspect(Bytes.Span) } : this;

    /// <summary>Copies all bytes; those of a segment only when every batch has its checksum.</summary>
    /// <exception cref="DamagedSegmentException">The segment does not hold what was written to it.</exception>
    public void CopyTo(Span<byte> target)
    {
        if (_segment is null)
        {
            Bytes.Span.CopyTo(target);
            return;
        }
        target = target[..Length];
        for (var done = 0; done < Length;)
        {
            var read = _segment.File.Read(_position + done, target[done..]);
            if (read == 0)
                throw new DamagedSegmentException(_segment, _position + done);
            done += read;
        }
        for (var at = 0; at < Length;)
        {
            var size = BatchInspector.WholeBatch(target[at..]);
            if (size == 0)
                throw new DamagedSegmentException(_segment, _position + at);
            at += size;
        }
    }
}
