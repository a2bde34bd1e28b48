using Backorders.CdcBridge.Decoding;
using Backorders.CdcBridge.Images;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Positions;
using Backorders.CdcBridge.State;

namespace Backorders.CdcBridge.Engine;

/// <summary>
/// Turns the records of one source into commands. It sees all topics of the source, in any order that keeps that of
/// each partition, and any of them again; what it has made commands of is in its state alone, so that it can be stopped
/// after any record. It has no clock: time is that of the records, or given. For one thread.
/// </summary>
sealed partial class Bridge : ILookups
{
    readonly BridgeMapping _mapping;
    readonly BridgeState _state;
    readonly IBridgeOutput _output;
    readonly ChangeDecoder _decoder;
    readonly RowEvaluator _evaluator;

    public Bridge(BridgeMapping mapping, IBridgeStore store, IBridgeOutput output)
    {
        _mapping = mapping;
        _state = new BridgeState(store);
        _output = output;
        _decoder = new ChangeDecoder(mapping);
        _evaluator = new RowEvaluator(mapping, this);
    }

    /// <summary>
    /// The furthest place of the source's log that was read, and when what stands there was committed.
    /// </summary>
    public (string Position, long CommitMs) Watermark =>
        (PositionText(_state.Source.Watermark), _state.Source.WatermarkMs);

    /// <summary>Takes a record.</summary>
    public void Process(CapturedRecord record)
    {
        try
        {
            Advance(record.Timestamp);
            Take(record);
            _state.Flush();
        }
        catch
        {
            _state.Forget();
            throw;
        }
    }

    /// <summary>
    /// Lets time pass up to a moment, milliseconds since 1970: whoever waited long enough waits no longer.
    /// </summary>
    public void AdvanceTo(long time)
    {
        try
        {
            Advance(time);
            _state.Flush();
        }
        catch
        {
            _state.Forget();
            throw;
        }
    }

    /// <summary>The time of the bridge, milliseconds since 1970.</summary>
    public long Now => _state.Source.Now;

    /// <summary>Ends the waiting of everything, as when no record comes any more.</summary>
    public void Finish()
    {
        while (_state.NextDue != long.MaxValue)
            AdvanceTo(Math.Max(_state.NextDue, Now));
    }

    void Advance(long time)
    {
        var source = _state.Source;
        source.Now = Math.Max(source.Now, time);
        while (_state.TryTakeDue(source.Now, out var due, out var kind, out var about))
            Fire(due, kind, about);
    }

    void Fire(long due, TimerKind kind, string about)
    {
        switch (kind)
        {
            case TimerKind.Lookup: EndWaiting(about, due); break;
            case TimerKind.Move: EndMove(about); break;
            case TimerKind.Remainder: SendRemainder(about); break;
            case TimerKind.Snapshot: EndSnapshot(about); break;
            case TimerKind.Held: EndHold(due); break;
            default: EndGroup(about, due); break;
        }
    }

    void Take(CapturedRecord record)
    {
        DecodedChange change;
        try
        {
            change = _decoder.Decode(record);
        }
        catch (DecodeException error)
        {
            _output.DeadLetter(record, error.Reason, error.Message, null);
            return;
        }
        switch (change.Kind)
        {
            case ChangeKind.Row or ChangeKind.Truncate when !WaitsForTransaction(change):
                Apply(change);
                break;
            case ChangeKind.SnapshotEnd:
                NoteEnd(change);
                break;
            case ChangeKind.TransactionBegin or ChangeKind.TransactionEnd:
                NoteTransaction(change);
                break;
            case ChangeKind.SchemaChange:
                ApplySchemaChange(change);
                break;
        }
    }

    void Apply(DecodedChange change)
    {
        var position = Place(change);
        NoteWatermark(position, change.CommitMs);
        var scope = Scope(change, position);
        try
        {
            if (IsHalted(change.Table!, out var why))
                throw new RowRejectedException(RowReason.TableHalted, $"'{change.Table}' is halted: {why}");
            if (change.Kind == ChangeKind.Truncate)
                ApplyTruncate(change.Table!, scope);
            else
                ApplyRow(change, scope);
        }
        catch (RowRejectedException error)
        {
            _output.DeadLetter(change.Record, error.Reason, error.Message, scope.Origin.Position);
        }
    }

    void ApplyRow(DecodedChange change, ChangeScope scope)
    {
        CheckSchema(change, scope);
        if (change.Operation == RowOperation.Read)
            NoteRead(change, scope);
        else
            NoteStreamed(change, scope);
        if (change.Table!.IsKeyless)
            ApplyKeyless(change, scope);
        else if (change.Operation == RowOperation.Read)
            ApplyRead(change, scope);
        else
            ApplyStreamed(change, scope);
    }

    ChangeScope Scope(DecodedChange change, SourcePosition position) => new(
        new RecordOrigin(change.Record.Topic, change.Record.Partition, change.Record.Offset, PositionText(position)),
        position,
        change.CommitMs,
        change.Record.Timestamp,
        change.TransactionId,
        change.Record);

    string PositionText(SourcePosition position) => position.Text(_mapping.Source.Connector);

    void Alert(string reason, string detail, string table, string key, ChangeScope scope) =>
        _output.Exception(new BridgeAlert(
            reason, detail, table, key, scope.Origin, scope.CommitMs > 0 ? scope.CommitMs : scope.AppendedMs));

    /// <summary>Tells something about a table once.</summary>
    void AlertOnce(string reason, string detail, TableMapping table, ChangeScope scope)
    {
        var state = _state.Table(table);
        if (!state.Told.Add(reason))
            return;
        _state.Save(table);
        Alert(reason, detail, table.Id, "", scope);
    }
}
