using System.Buffers.Binary;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>Tables whose rows are restored from the topics that they are read from.</summary>
/// <remarks>
/// At a commit the rows and the task record are written as one, so the record's position says how far the rows are.
/// A restore moves the record first, by the changelog, and the rows after it; until they have caught up, an entry of
/// the database says how far they are, so that a restore may be interrupted anywhere.
/// </remarks>
internal sealed partial class StreamTask
{
    readonly List<SourceRows> _sourceRows = [];
    bool _sourceRowsMarked;

    /// <inheritdoc/>
    public IReadOnlyList<SourceTail> SourceTails()
    {
        if (_sourceRows.Count == 0)
            return [];
        MarkSourceRows();
        ReadReserved();
        var tails = new List<SourceTail>();
        foreach (var rows in _sourceRows)
        {
            var to = Committed?.NextOffset(rows.Source) ?? 0;
            if (Math.Max(0, rows.Next) < to)
                tails.Add(new(rows.Source, rows.Next, to));
        }
        return tails;
    }

    /// <inheritdoc/>
    public void ApplySource(TopicPartition source, ReadOnlySpan<LogRecord> records, long nextPosition)
    {
        var rows = _sourceRows.Find(rows => rows.Source == source)
            ?? throw new ArgumentException($"task {Id} restores no table from {source}", nameof(source));
        var to = Committed?.NextOffset(source) ?? 0;
        rows.Next = Math.Min(nextPosition, to);
        _stores!.ApplyRows(rows, records, to);
    }

    /// <summary>Notes how far the rows are before the task record moves away from them.</summary>
    void MarkSourceRows()
    {
        if (_sourceRowsMarked || _sourceRows.Count == 0)
            return;
        var buffer = new ScratchBuffer();
        foreach (var rows in _sourceRows)
        {
            buffer.Clear();
            rows.Next = _stores!.TryGetReserved(rows.MarkKey, buffer)
                ? BinaryPrimitives.ReadInt64BigEndian(buffer.Span)
                : Committed?.NextOffset(rows.Source) ?? -1;
        }
        _stores!.MarkRows(_sourceRows);
        _sourceRowsMarked = true;
    }

    /// <summary>The rows agree with the task record again.</summary>
    void UnmarkSourceRows()
    {
        if (_sourceRows.Count == 0)
            return;
        if (SourceTails() is [var tail, ..])
            throw new InvalidOperationException($"task {Id} lacks rows of {tail.Source} from offset {tail.From}");
        _stores!.UnmarkRows(_sourceRows);
        _sourceRowsMarked = false;
    }

    void FindSourceRows()
    {
        foreach (var table in _subTopology.SourceTables)
        {
            var source = new TopicPartition(table.Topic.Resolve(_options.ApplicationId), Id.Partition);
            _sourceRows.Add(new(source, table.Store.Name, table.CreateReader()));
        }
    }

    /// <summary>
    /// What the handler lets pass of a record must be nothing, or a restore would bring back what it undid.
    /// </summary>
    void RequireUnsourced(RecordError failure)
    {
        if (failure.Stage == ErrorStage.Deserialization || !_sourceRows.Exists(rows => rows.Source == failure.Source))
            return;
        throw new RecordFailedException(failure with
        {
            Error = new InvalidOperationException(
                $"{failure.Error.Message} (it cannot be left out: a table is restored from {failure.Source.Topic}, "
                + "which keeps the record; let the operator handle the error, "
                + "or do without TableOptions.ReuseSourceTopic)",
                failure.Error),
        });
    }
}
