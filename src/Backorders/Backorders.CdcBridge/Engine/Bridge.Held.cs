using Backorders.CdcBridge.Commands;
using Backorders.CdcBridge.Decoding;
using Backorders.CdcBridge.Images;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.State;
using Backorders.CdcBridge.Values;

namespace Backorders.CdcBridge.Engine;

/// <summary>
/// Changes that are streamed behind a snapshot from places before it. Most of them its reads hold, as on a slot that
/// was there before the snapshot; a transaction that was open across the snapshot they do not hold. A row that went
/// back to its older states and forth again would ship what it shipped a second time, so its changes wait. The last
/// one that is equal to what was read is what was read, with all before it; those after it are new.
/// </summary>
sealed partial class Bridge
{
    long QuietMs => (long)_mapping.Limits.SnapshotQuiet.TotalMilliseconds;

    /// <summary>
    /// Whether a change may be in the reads of the connector's snapshot. What was committed long after the last of them
    /// is not, wherever it stands.
    /// </summary>
    bool MayBeRead(ChangeScope scope) =>
        _state.Source.Snapshot is { IsOfStart: true } snapshot && scope.Position < snapshot.At
        && scope.CommitMs <= snapshot.LastMs + QuietMs;

    bool IsOfSnapshot(StoredRow? row) =>
        row is { IsLive: true } && _state.Source.Snapshot is { } snapshot && row.ReadAt == snapshot.At
        && row.ReadMs >= snapshot.FirstMs;

    bool MustWait(DecodedChange change, StoredRow? row, ChangeScope scope)
    {
        if (!MayBeRead(scope) || !IsOfSnapshot(row))
            return false;
        // A row that leaves for a key that was not read is on its way there.
        return change.Operation != RowOperation.Delete || change.OtherKey is not { } newKey
            || IsOfSnapshot(_state.Row(change.Table!, newKey));
    }

    void Hold(DecodedChange change, StoredRow row, ChangeScope scope)
    {
        var table = change.Table!;
        var key = change.Key!;
        if (!row.IsHeld)
            _state.DeleteHeld(table, key);
        ColumnValue[]? image = null;
        if (change.Operation != RowOperation.Delete)
        {
            image = change.Image!;
            // All that waits of the row is read for it: only where something is missing.
            if (Array.Exists(image, static value => value.Kind == ValueKind.Unavailable))
                image = Complete(image, row.IsHeld ? _state.Held(table, key)[^1].Image : row.Image);
            // It is refused now if it cannot be followed.
            _evaluator.Evaluate(table, image, scope.Position);
            if (change.OtherKey is { } oldKey && !IsOfSnapshot(_state.Row(table, oldKey)))
                EndOldKey(table, oldKey, key, scope);
        }
        row.IsHeld = image is null || !image.AsSpan().SequenceEqual(row.Image);
        if (row.IsHeld)
        {
            _state.PutHeld(
                table, key, new HeldChange(scope.Position, image, scope.CommitMs, scope.TransactionId, change.Record));
            PutOffRelease();
        }
        else
        {
            _state.DeleteHeld(table, key);
        }
        Raise(row, scope);
        _state.Put(table, key, row);
    }

    /// <summary>The stream has not passed the snapshot yet: what waits goes on waiting.</summary>
    void PutOffRelease()
    {
        var source = _state.Source;
        if (source.HeldUntil == 0)
            _state.Schedule(Now + QuietMs, TimerKind.Held, "");
        source.HeldUntil = Now + QuietMs;
    }

    void EndHold(long due)
    {
        var source = _state.Source;
        if (source.HeldUntil > due)
        {
            _state.Schedule(source.HeldUntil, TimerKind.Held, "");
            return;
        }
        source.HeldUntil = 0;
        foreach (var (id, key) in _state.HeldRows())
        {
            if (_mapping.OfId(id) is not { } table)
                continue;
            if (_state.Row(table, key) is not { IsHeld: true } row)
                _state.DeleteHeld(table, key);
            else if (source.Snapshot is { IsOfStart: true } snapshot && snapshot.At > row.ReadAt)
                Drop(table, key, row);
            else
                Release(table, key, row);
        }
    }

    /// <summary>A newer snapshot tells more of the row than the changes that wait.</summary>
    void Drop(TableMapping table, string key, StoredRow row)
    {
        _state.DeleteHeld(table, key);
        row.IsHeld = false;
        _state.Put(table, key, row);
    }

    /// <summary>Applies what waits of a row: it was not in its read.</summary>
    void Release(TableMapping table, string key, StoredRow row)
    {
        var changes = _state.Held(table, key);
        Drop(table, key, row);
        foreach (var change in changes)
            ApplyHeld(table, key, row, change);
    }

    void ApplyHeld(TableMapping table, string key, StoredRow row, HeldChange change)
    {
        var record = change.Record;
        var origin = new RecordOrigin(record.Topic, record.Partition, record.Offset, PositionText(change.Position));
        var scope = new ChangeScope(
            origin, change.Position, change.CommitMs, record.Timestamp, change.TransactionId, record);
        try
        {
            if (IsHalted(table, out var why))
                throw new RowRejectedException(RowReason.TableHalted, $"'{table}' is halted: {why}");
            if (change.Image is { } image)
            {
                var evaluation = _evaluator.Evaluate(table, image, change.Position);
                Become(table, key, row, image, evaluation, null, ChangeCause.Change, scope);
                return;
            }
            Remove(table, key, row, table.DeletesApply ? ChangeCause.Change : null, scope);
            _state.Put(table, key, row);
        }
        catch (RowRejectedException error)
        {
            _output.DeadLetter(record, error.Reason, error.Message, origin.Position);
        }
    }
}
