using StreamApps.Time;

namespace StreamApps;

/// <summary>How a table is read and kept.</summary>
public sealed class TableOptions<TKey, TValue>
{
    internal static TableOptions<TKey, TValue> Default { get; } = new();

    /// <summary>Takes the records' time when they are read from a topic; default: the Kafka timestamp.</summary>
    public TimestampExtractor<TKey, TValue>? Timestamps { get; init; }

    /// <summary>
    /// How long former versions of rows are kept, in stream time, so that the table can be looked up as of a time.
    /// Whole milliseconds. Default null: only the last one to arrive is kept, whatever its timestamp. With it, records
    /// older than the history are dropped, and those out of order do not replace newer ones.
    /// </summary>
    public TimeSpan? History { get; init; }

    /// <summary>
    /// True to keep rows only when an operator after the table needs them: a join, a group, or an operator with a store
    /// of its own. Default false. Without a store the table does not know what a row was before it changed.
    /// </summary>
    public bool StoreOnlyWhenNeeded { get; init; }
}
