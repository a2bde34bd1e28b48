using StreamApps.Transport;

namespace StreamApps.Processing;

/// <summary>
/// One partition of one sub-topology as its thread drives it: restore, process, punctuate, commit or abort. For one
/// thread. It knows no consumer, no transaction and no clock but the one that it was given.
/// </summary>
/// <remarks>
/// Commit: <see cref="WriteChangelog"/>, then the thread sends <see cref="InputPositions"/> and commits, then
/// <see cref="CommitSucceeded"/>. Anything else ends in <see cref="Abort"/>, after which the thread reads on from
/// <see cref="InputPositions"/>.
/// </remarks>
internal interface IStreamTask : IDisposable
{
    /// <summary>Its name.</summary>
    TaskId Id { get; }

    /// <summary>The partitions that it reads.</summary>
    IReadOnlyList<TopicPartition> Inputs { get; }

    /// <summary>The topic of its changelog, whose partition is the task's; null when it has no state.</summary>
    string? ChangelogTopic { get; }

    /// <summary>How far the database agrees with the changelog; null for an empty one.</summary>
    ChangelogPosition? Position { get; }

    /// <summary>The last committed or restored task record; null before the first, and always without state.</summary>
    TaskRecord? Committed { get; }

    /// <summary>
    /// Writes changelog records to the database in one batch, with the position after them. Null for an empty span
    /// only moves the position (over control records).
    /// </summary>
    void ApplyChangelog(ReadOnlySpan<LogRecord> records, long nextPosition);

    /// <summary>
    /// What tables that are restored from their source topics lack, once the changelog has been applied: it is read and
    /// given to <see cref="ApplySource"/>.
    /// </summary>
    IReadOnlyList<SourceTail> SourceTails();

    /// <summary>Writes the rows of records of a source topic to the database in one batch.</summary>
    /// <param name="source">The partition.</param>
    /// <param name="records">Its records in order; those behind the task's position are left out.</param>
    /// <param name="nextPosition">The position after them.</param>
    void ApplySource(TopicPartition source, ReadOnlySpan<LogRecord> records, long nextPosition);

    /// <summary>
    /// Takes over positions, times and timers from the restored task record, or creates a new state, and
    /// initialises the processors. Nothing is processed before.
    /// </summary>
    void RestoreCompleted();

    /// <summary>
    /// Sets where an input starts when the task itself does not know (no state, or a new one): the group's committed
    /// offset. Called after <see cref="RestoreCompleted"/>; ignored when the task has its own position.
    /// </summary>
    void StartAt(TopicPartition input, long nextOffset);

    /// <summary>The next offset of each input of which it is known: what goes into the transaction.</summary>
    IReadOnlyList<TopicPartitionOffset> InputPositions { get; }

    /// <summary>
    /// Processes one record; its outputs go to the sink when all of it has succeeded, and nothing of it remains when
    /// it fails. Records below the task's position are counted and left out.
    /// </summary>
    /// <returns>False when the record was left out as processed before.</returns>
    /// <exception cref="RecordFailedException">A handler decided to fail.</exception>
    bool Process(in LogRecord record);

    /// <summary>
    /// Moves an input's position over control records and aborted ones: <paramref name="nextOffset"/> as the
    /// consumer's position says after the last record.
    /// </summary>
    void SkipTo(TopicPartition input, long nextOffset);

    /// <summary>
    /// Applies the production handler to a record whose outputs the log rejected, instead of processing it: called
    /// after the abort, when the record comes again.
    /// </summary>
    /// <exception cref="RecordFailedException">The handler decided to fail.</exception>
    void RejectProduction(in LogRecord record, Exception error);

    /// <summary>
    /// Fires due timers and punctuators, a bounded number in a step; true when more are due now, so that it is
    /// called again before the next record, after a commit if one is due.
    /// </summary>
    bool Punctuate(DateTimeOffset now);

    /// <summary>When the next wall-clock timer or punctuator is due; null when there is none.</summary>
    DateTimeOffset? NextPunctuation { get; }

    /// <summary>True when something has happened since the last commit, be it only a moved position.</summary>
    bool HasUncommittedWork { get; }

    /// <summary>Input records processed since the last commit.</summary>
    int UncommittedRecords { get; }

    /// <summary>Bytes in the overlay and in outputs since the last commit.</summary>
    long UncommittedBytes { get; }

    /// <summary>True when a bound of the options is reached.</summary>
    bool MustCommit { get; }

    /// <summary>
    /// True when calls of asynchronous operators are under way: a commit waits for them, as positions beyond records
    /// without results would lose these.
    /// </summary>
    bool HasAsyncWork { get; }

    /// <summary>
    /// Waits for calls under way, then sends one record for each changed key, and the task record last, with
    /// <see cref="OutgoingRecord.TrackOffset"/>. Nothing is sent when there is no state.
    /// </summary>
    void WriteChangelog(IRecordSink changelog);

    /// <summary>
    /// The transaction has committed: writes overlay, task record and position to the database in one batch.
    /// </summary>
    /// <param name="nextChangelogOffset">
    /// The task record's offset + 1; null when the broker did not report one, which keeps the older position.
    /// </param>
    /// <param name="time">The time of the commit, in milliseconds since 1970.</param>
    void CommitSucceeded(long? nextChangelogOffset, long time);

    /// <summary>
    /// Drops all that happened since the last commit and restores positions, times, timers and counters from it.
    /// Processors are made and initialised anew.
    /// </summary>
    void Abort();

    /// <summary>
    /// Drops what is uncommitted and goes back to restoring, with its database open: for partitions that were revoked
    /// and came back. Another member may have had them in between, so the changelog's tail is applied, and
    /// <see cref="RestoreCompleted"/> called, before the next record.
    /// </summary>
    void Suspend();

    /// <summary>What handlers decided since the last commit.</summary>
    IReadOnlyList<HandledError> HandledErrors { get; }

    /// <summary>What it counted, up to now; an abort takes back what was not committed.</summary>
    TaskCounters Counters { get; }
}
