using StreamApps.Diagnostics;
using StreamApps.Transport;

namespace StreamApps.Runtime;

/// <content>
/// Reading what the database lacks: the changelog's tail, and rows whose source topics are their changelog.
/// </content>
sealed partial class TaskRestoration
{
    const int RestoreBatch = 2_000;
    const int BulkRecords = 50_000;

    // A task record, which every commit ends with, and the marker after it.
    const int LastCommit = 2;

    static readonly TimeSpan ReadWait = TimeSpan.FromMilliseconds(50);

    LogRecordBatch _batch = new(RestoreBatch);
    LogRecordBatch _written = new(RestoreBatch);

    /// <summary>False when the changelog holds another state than the local one.</summary>
    bool Replay(TaskSlot slot, TopicPartition changelog, OffsetRange range)
    {
        var task = slot.Task!;
        var known = task.Position;
        // The last commit is read again, which changes nothing: its task record tells whose changelog this is.
        var from = known is { } local ? Math.Max(range.Start, local.NextOffset - LastCommit) : range.Start;
        if (from >= range.End)
            return true;
        _reader ??= transport.CreateReader(ReadIsolation.Committed);
        _reader.Assign([new(changelog, from)]);
        var records = 0L;
        using var load = range.End - from > BulkRecords ? slot.Database!.BeginBulkLoad() : null;
        using var writer = new ChangelogWriter(task, threadName);
        while (_reader.Position(changelog) < range.End)
        {
            slot.ThrowIfCancelled();
            _batch.Clear();
            records += Retry(slot, "reading the changelog", () => _reader.Poll(_batch, ReadWait));
            writer.Finish();
            if (CarriesAnotherLineage())
                return false;
            writer.Begin(_batch, _reader.Position(changelog));
            (_batch, _written) = (_written, _batch);
            options.OnStep(RuntimeStep.Restore);
        }
        writer.Finish();
        if (CarriesAnotherLineage())
            return false;
        Tell(RuntimeEventKind.Restored, $"task {slot.Id} has replayed {records} changelog records from offset {from}");
        return true;

        // A restore that was interrupted may have ended before the first task record.
        bool CarriesAnotherLineage() =>
            known is { } before && before.Lineage != Guid.Empty && task.Position?.Lineage != before.Lineage;
    }

    // Tables whose rows are in their source topics, and in no changelog.
    void ReplaySources(TaskSlot slot)
    {
        foreach (var (source, from, to) in slot.Task!.SourceTails())
        {
            slot.AwaitRestore(PhaseReason.SourceTopics);
            var range = Retry(slot, $"reading the end of {source}", () => Admin.Offsets([source])[source]);
            if (to > range.End)
            {
                throw new StreamsException(
                    $"task {slot.Id}: a table is to be restored from {source} up to offset {to}, and the topic ends at "
                    + $"{range.End}: it was created anew. Reset the application, or restore both from one savepoint.");
            }
            _reader ??= transport.CreateReader(ReadIsolation.Committed);
            _reader.Assign([new(source, Math.Max(from, range.Start))]);
            var records = 0L;
            do
            {
                slot.ThrowIfCancelled();
                _batch.Clear();
                records += Retry(slot, $"reading {source}", () => _reader.Poll(_batch, ReadWait));
                slot.Task.ApplySource(source, _batch.Records, _reader.Position(source));
                options.OnStep(RuntimeStep.Restore);
            }
            while (_reader.Position(source) < to);
            Tell(RuntimeEventKind.Restored, $"task {slot.Id} has taken rows of {records} records from {source}");
        }
    }
}
