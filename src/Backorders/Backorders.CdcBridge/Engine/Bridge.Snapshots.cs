using Backorders.CdcBridge.Commands;
using Backorders.CdcBridge.Decoding;
using Backorders.CdcBridge.Images;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Positions;
using Backorders.CdcBridge.State;

namespace Backorders.CdcBridge.Engine;

/// <summary>Snapshots, and rows that go without a change of their own.</summary>
sealed partial class Bridge
{
    void NoteStreamed(DecodedChange change, ChangeScope scope)
    {
        var table = change.Table!;
        var source = _state.Source;
        if (change.RunId is { } run)
        {
            source.RunId = run;
            // A connector streams once its snapshot has ended, whose last row may be in a topic that is not read.
            if (source.Snapshot is { IsOfStart: true, IsComplete: false } snapshot && snapshot.RunId == run
                && scope.Position > snapshot.At)
                Complete(snapshot, scope);
        }
        if (source.HeldUntil > 0 && MayBeRead(scope))
            PutOffRelease();
        if (table.Shape == TableShape.Outbox || source.HadSnapshot || source.Snapshot is { IsOfStart: true }
            || _state.Table(table).WasRead)
            return;
        AlertOnce(
            AlertReason.NotSnapshotted,
            table.IsKeyless
                ? $"'{table}' has no key and was not in a snapshot: an incremental one passes it over, so rows from "
                    + "before this change never come"
                : $"'{table}' changes before any snapshot of it: rows that no change touches are unknown until one "
                    + "is taken",
            table,
            scope);
    }

    void NoteRead(DecodedChange change, ChangeScope scope)
    {
        var table = change.Table!;
        var state = _state.Table(table);
        if (!state.WasRead)
        {
            state.WasRead = true;
            _state.Save(table);
        }
        if (change.Marker == SnapshotMarker.Incremental || NoteSnapshot(change, scope) is not { } snapshot)
            return;
        if (snapshot.Tables.Add(table.Id) && snapshot.IsComplete)
            ScheduleEnd(snapshot, table.Id, scope);
        if (change.Marker == SnapshotMarker.LastOfTable)
            ScheduleEnd(snapshot, table.Id, scope);
        if (change.Marker == SnapshotMarker.Last)
            Complete(snapshot, scope);
    }

    void NoteEnd(DecodedChange change)
    {
        var scope = Scope(change, Place(change));
        if (NoteSnapshot(change, scope) is { } snapshot)
            Complete(snapshot, scope);
    }

    /// <summary>The snapshot that a read is of; null when it is one that is over.</summary>
    SnapshotState? NoteSnapshot(DecodedChange change, ChangeScope scope)
    {
        var source = _state.Source;
        var snapshot = source.Snapshot;
        // The marker of the first read may be missing, so a snapshot begins with the first read from another place.
        if (snapshot is null || scope.Position > snapshot.At
            || (scope.Position < snapshot.At && scope.CommitMs > snapshot.LastMs))
        {
            source.Snapshot = snapshot = new SnapshotState
            {
                At = scope.Position,
                FirstMs = scope.CommitMs,
                LastMs = scope.CommitMs,
                IsOfStart = source.RunId.Length == 0 || (change.RunId is { } run && run != source.RunId),
                IsFirst = !source.HadSnapshot,
                RunId = change.RunId ?? "",
            };
        }
        if (scope.Position != snapshot.At)
            return null;
        snapshot.FirstMs = Math.Min(snapshot.FirstMs, scope.CommitMs);
        snapshot.LastMs = Math.Max(snapshot.LastMs, scope.CommitMs);
        return snapshot;
    }

    bool IsFirstSnapshot(ChangeScope scope) =>
        _state.Source.Snapshot is { } snapshot && snapshot.At == scope.Position
            ? snapshot.IsFirst
            : !_state.Source.HadSnapshot;

    void Complete(SnapshotState snapshot, ChangeScope scope)
    {
        if (snapshot.IsComplete)
            return;
        snapshot.IsComplete = true;
        _state.Source.HadSnapshot |= snapshot.IsOfStart;
        ScheduleEnd(snapshot, "", scope);
    }

    /// <summary>Waits for reads that other partitions still have.</summary>
    void ScheduleEnd(SnapshotState snapshot, string table, ChangeScope scope)
    {
        var about = $"{MoveText(snapshot.At)}{Separator}{table}";
        _state.PutEnded(about, snapshot, scope.Origin);
        _state.Schedule(Now + QuietMs, TimerKind.Snapshot, about);
    }

    /// <summary>
    /// A snapshot has ended, or its part of one table: rows that it did not read, and that did not change since it
    /// began, are not there any more. A snapshot never says so itself.
    /// </summary>
    void EndSnapshot(string about)
    {
        if (_state.TakeEnded(about) is not var (ended, origin))
            return;
        // Reads that came after the last one have told more of it.
        var snapshot = _state.Source.Snapshot is { } current && current.At == ended.At ? current : ended;
        var only = about.Split(Separator)[1];
        var scope = new ChangeScope(origin, snapshot.At, snapshot.FirstMs, Now, null, null);
        foreach (var table in _mapping.Tables)
        {
            var isCovered = only.Length > 0
                ? table.Id == only
                : snapshot.IsOfStart || snapshot.Tables.Contains(table.Id);
            if (isCovered && table.Shape != TableShape.Outbox && !IsHalted(table, out _))
                Sweep(table, snapshot, scope);
        }
    }

    void Sweep(TableMapping table, SnapshotState snapshot, ChangeScope scope)
    {
        var gone = _state.LiveRows(table).Where(item => !IsIn(item.Row, snapshot)).ToList();
        if (gone.Count == 0 || table.Truncate == TableChangePolicy.Ignore)
            return;
        var detail = $"a snapshot at {PositionText(snapshot.At)} did not have {gone.Count} rows that were known, "
            + $"the first is {gone[0].Key}";
        if (table.Truncate == TableChangePolicy.Halt)
        {
            Halt(table, AlertReason.HaltedByPolicy, detail, scope);
            return;
        }
        Alert(AlertReason.SnapshotRemovedRows, detail + ": they count as deleted", table.Id, gone[0].Key, scope);
        foreach (var (key, row) in gone)
        {
            Remove(table, key, row, table.DeletesApply ? ChangeCause.Resnapshot : null, scope);
            // Reads of an older snapshot that come again find that they are old; those of this one that are late do
            // not.
            row.ReadAt = snapshot.At;
            row.ReadMs = snapshot.FirstMs - 1;
            _state.Put(table, key, row);
        }
    }

    /// <summary>
    /// What a connector streams behind its own snapshot it knows better than that: the row is none that the snapshot
    /// lacks. What was open when the slot was made stands before the snapshot and is in none of its reads, and it may
    /// have been committed before the first of them: it counts as committed after that.
    /// </summary>
    void NoteBehindSnapshot(StoredRow row, DecodedChange change, ChangeScope scope)
    {
        if (_state.Source.Snapshot is { RunId.Length: > 0 } snapshot && change.RunId == snapshot.RunId
            && scope.Position <= snapshot.At)
        {
            row.CommitMs = Math.Max(row.CommitMs, snapshot.FirstMs + 1);
        }
    }

    bool IsIn(StoredRow row, SnapshotState snapshot)
    {
        if (row.ReadAt is not null && row.ReadMs >= snapshot.FirstMs)
            return true;
        if (row.Fence is not { } fence)
            return false;
        // What a transaction brought that was open across the snapshot stands before it and was committed after it.
        return fence > snapshot.At
            || (_mapping.Source.Connector is ConnectorKind.PostgreSql or ConnectorKind.Oracle
                && row.CommitMs > snapshot.FirstMs);
    }

    void ApplyTruncate(TableMapping table, ChangeScope scope)
    {
        var state = _state.Table(table);
        if (state.Floor is { } floor && scope.Position <= floor)
            return;
        if (table.Truncate == TableChangePolicy.Halt)
        {
            Halt(
                table,
                AlertReason.HaltedByPolicy,
                $"'{table}' was truncated at {scope.Origin.Position}, and its mapping says to halt then",
                scope);
            return;
        }
        var removed = 0;
        if (table.Truncate == TableChangePolicy.Apply)
        {
            state.Floor = scope.Position;
            _state.Save(table);
            foreach (var (key, row) in _state.LiveRows(table).ToList())
            {
                if ((row.Fence ?? row.ReadAt) >= scope.Position || row.ReadAt > scope.Position)
                    continue;
                Remove(table, key, row, table.DeletesApply ? ChangeCause.Truncate : null, scope);
                _state.Put(table, key, row);
                removed++;
            }
            foreach (var (newKey, position) in _state.Moves(table))
            {
                if (position < scope.Position)
                    RemoveMoved(table, newKey, position, scope);
            }
        }
        Alert(
            AlertReason.Truncated,
            $"'{table}' was truncated at {scope.Origin.Position}: {removed} rows count as deleted",
            table.Id,
            "",
            scope);
    }
}
