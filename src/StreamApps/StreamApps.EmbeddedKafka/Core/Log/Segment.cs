using System.Globalization;
using StreamApps.EmbeddedKafka.Storage;

namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>A range of a partition's log in one file, named by its first possible offset.</summary>
internal sealed class Segment(long baseOffset, IStorageFile file)
{
    long _lastPosition = -1;
    long _lastBase = -1;

    public long BaseOffset { get; } = baseOffset;

    public IStorageFile File { get; } = file;

    public SegmentIndex Index { get; } = new();

    /// <summary>One more than the last offset that the segment covers.</summary>
    public long NextOffset { get; private set; } = baseOffset;

    public long MaxTimestamp { get; private set; } = BatchHeader.NoTimestamp;

    public long FirstTimestamp { get; private set; } = BatchHeader.NoTimestamp;

    public long Size => File.Length;

    public string Name => LogName(BaseOffset);

    public static string LogName(long baseOffset) => NameOf(baseOffset, ".log");

    public static string IndexName(long baseOffset) => NameOf(baseOffset, ".index");

    public static string SnapshotName(long baseOffset) => NameOf(baseOffset, ".snapshot");

    static string NameOf(long baseOffset, string suffix) =>
        baseOffset.ToString("D20", CultureInfo.InvariantCulture) + suffix;

    public void Append(in BatchHeader header, ReadOnlySpan<byte> bytes)
    {
        var position = Size;
        File.Append(bytes);
        Note(header, position);
    }

    /// <summary>Takes a batch that is already in the file into the index.</summary>
    public void Note(in BatchHeader header, long position)
    {
        Index.Add(new IndexEntry(header.BaseOffset, position, MaxTimestamp));
        if (FirstTimestamp == BatchHeader.NoTimestamp)
            FirstTimestamp = header.MaxTimestamp;
        MaxTimestamp = Math.Max(MaxTimestamp, header.MaxTimestamp);
        NextOffset = header.NextOffset;
        _lastPosition = position;
        _lastBase = header.BaseOffset;
    }

    public void RestoreBounds(long nextOffset, long firstTimestamp, long maxTimestamp)
    {
        NextOffset = nextOffset;
        FirstTimestamp = firstTimestamp;
        MaxTimestamp = maxTimestamp;
    }

    public bool TryReadHeader(long position, out BatchHeader header)
    {
        Span<byte> bytes = stackalloc byte[BatchHeader.Length];
        header = default;
        if (position + BatchHeader.Length > Size || File.Read(position, bytes) != BatchHeader.Length)
            return false;
        header = BatchHeader.Read(bytes);
        return header.Size >= BatchHeader.Length && position + header.Size <= Size;
    }

    public byte[] ReadBatch(long position, in BatchHeader header)
    {
        var bytes = new byte[header.Size];
        var read = File.Read(position, bytes);
        return read == bytes.Length ? bytes : throw new IOException($"segment {Name} is shorter than its index says");
    }

    /// <summary>All batches from a position on, with their bytes.</summary>
    public IEnumerable<(BatchHeader Header, byte[] Bytes, long Position)> Batches(long from = 0)
    {
        for (var position = from; TryReadHeader(position, out var header); position += header.Size)
            yield return (header, ReadBatch(position, header), position);
    }

    /// <summary>The first batch whose last offset reaches the given one; false when there is none.</summary>
    public bool TryLocate(long offset, out long position, out BatchHeader header)
    {
        position = _lastBase >= 0 && offset >= _lastBase ? _lastPosition : Index.PositionBeforeOffset(offset);
        while (TryReadHeader(position, out header))
        {
            if (header.LastOffset >= offset)
                return true;
            position += header.Size;
        }
        return false;
    }

    /// <summary>
    /// The whole batches from the one that holds an offset up to a limit offset, at most a number of bytes; with
    /// <paramref name="atLeastOne"/> the first batch is given even when it is larger.
    /// </summary>
    public (long Position, int Length) Slice(long offset, long limit, int maxBytes, bool atLeastOne)
    {
        if (!TryLocate(offset, out var start, out var first) || first.BaseOffset >= limit)
            return default;
        var end = limit < NextOffset && TryLocate(limit, out var stop, out _) ? stop : Size;
        if (first.Size > maxBytes)
            return atLeastOne ? (start, first.Size) : default;
        if (end - start > maxBytes)
            end = LastBoundary(start, start + maxBytes);
        return (start, (int)(end - start));
    }

    long LastBoundary(long start, long limit)
    {
        var position = Math.Max(start, Index.PositionBefore(limit));
        while (TryReadHeader(position, out var header) && position + header.Size <= limit)
            position += header.Size;
        return position;
    }
}
