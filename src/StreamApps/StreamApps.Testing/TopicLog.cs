using System.Runtime.InteropServices;

namespace StreamApps.Testing;

/// <summary>
/// The records of one topic. Offsets may have gaps: those of markers, and those that a test leaves out.
/// </summary>
internal sealed class TopicLog
{
    readonly List<LogRecord> _records = [];

    /// <summary>The offset that the next record gets.</summary>
    public long End { get; private set; }

    /// <summary>Appends a record at <see cref="End"/>, or behind a gap at an offset of its own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The offset is taken.</exception>
    public void Append(in LogRecord record, long? offset = null)
    {
        var at = offset ?? End;
        ArgumentOutOfRangeException.ThrowIfLessThan(at, End, nameof(offset));
        _records.Add(record with { Offset = at });
        End = at + 1;
    }

    /// <summary>Leaves an offset out, as a transaction's marker does.</summary>
    public void Skip() => End++;

    /// <summary>The first record at or after an offset; null when there is none.</summary>
    public LogRecord? FirstFrom(long offset)
    {
        var (low, high) = (0, _records.Count);
        var records = CollectionsMarshal.AsSpan(_records);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (records[middle].Offset < offset)
                low = middle + 1;
            else
                high = middle;
        }
        return low < records.Length ? records[low] : null;
    }
}
