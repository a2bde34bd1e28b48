using StreamApps.EmbeddedKafka.Core.Log;
using StreamApps.EmbeddedKafka.Storage;

namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>
/// The record batches of one partition as raw bytes: a slice of the request frame when produced, a range of a
/// segment file when fetched. Fetched bytes are read only when the response is encoded, outside the event loop.
/// </summary>
internal readonly struct RecordSet
{
    readonly IStorageFile? _file;
    readonly long _position;

    public RecordSet(Memory<byte> bytes)
    {
        Bytes = bytes;
        Length = bytes.Length;
    }

    public RecordSet(IStorageFile file, long position, int length)
    {
        _file = file;
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

    /// <summary>Copies all bytes; what a file no longer holds becomes zeros, which a client sees as a bad batch.</summary>
    public void CopyTo(Span<byte> target)
    {
        if (_file is null)
        {
            Bytes.Span.CopyTo(target);
            return;
        }
        var done = 0;
        while (done < Length)
        {
            var read = _file.Read(_position + done, target[done..Length]);
            if (read == 0)
                break;
            done += read;
        }
        target[done..Length].Clear();
    }
}
