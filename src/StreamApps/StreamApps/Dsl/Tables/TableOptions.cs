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

    /// <summary>
    /// True to restore the rows from the topic that the table is read from, which saves their place in the
    /// changelog: no change of a row is written a second time. Default false. The topic must be compacted and
    /// nothing else, and keep its tombstones as long as a changelog does; that is checked at the start. It takes
    /// <see cref="StreamBuilder.Table"/>, and goes with neither <see cref="Timestamps"/> nor <see
    /// cref="History"/>. A record that fails in an operator cannot be skipped or made a dead letter then, since
    /// the topic keeps it: the task stops.
    /// </summary>
    public bool ReuseSourceTopic { get; init; }
}
