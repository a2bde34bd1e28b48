using Backorders.CdcBridge.Commands;
using Backorders.CdcBridge.Images;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Positions;
using Backorders.CdcBridge.State;
using Backorders.CdcBridge.Values;

namespace Backorders.CdcBridge.Engine;

/// <summary>Rows that need other rows.</summary>
sealed partial class Bridge
{
    ColumnValue[]? ILookups.Find(LookupDefinition definition, string key)
    {
        if (IsHalted(definition.Table, out var why))
            throw new RowRejectedException(
                RowReason.LookupHalted, $"it looks up '{definition.Table}', which is halted: {why}");
        return _state.Find(definition, key);
    }

    int? ILookups.ScaleOf(TableMapping table, int column, in SourcePosition position)
    {
        int? scale = null;
        foreach (var (name, from, value) in _state.Table(table).Scales)
        {
            if (string.Equals(name, table.Columns[column], StringComparison.Ordinal) && from <= position)
                scale = value;
        }
        return scale;
    }

    /// <summary>
    /// Stores a row whose lookup found nothing. It counts as it did before until the row that it needs comes.
    /// </summary>
    void Wait(TableMapping table, string key, StoredRow row, UsedLookup missing, ChangeScope scope)
    {
        row.IsWaiting = true;
        _state.Put(table, key, row);
        if (scope.Record is not { } record)
            return;
        var about = $"{table.Id}{Separator}{key}";
        if (_state.Source.Waiting >= _mapping.Limits.WaitingRows && _state.Waiting(about) is null)
        {
            _output.DeadLetter(
                record,
                RowReason.TooManyWaiting,
                $"'{missing.Lookup}' has no row for {missing.Key}, and {_mapping.Limits.WaitingRows} rows wait already",
                scope.Origin.Position);
            return;
        }
        var due = Now + (long)_mapping.Limits.LookupWait.TotalMilliseconds;
        if (_state.PutWaiting(about, record, due))
            _state.Source.Waiting++;
        _state.Schedule(due, TimerKind.Lookup, about);
    }

    void EndWaiting(TableMapping table, string key, StoredRow row)
    {
        if (!row.IsWaiting)
            return;
        row.IsWaiting = false;
        var about = $"{table.Id}{Separator}{key}";
        if (_state.Waiting(about) is null)
            return;
        _state.DeleteWaiting(about);
        _state.Source.Waiting--;
    }

    /// <summary>
    /// Ends the time of a row that waits. Its record becomes a dead letter, so that somebody knows; the row stays, and
    /// should what it needs come after all, it counts.
    /// </summary>
    void EndWaiting(string about, long due)
    {
        if (_state.Waiting(about) is not { } waiting || waiting.Due > due)
            return;
        _state.DeleteWaiting(about);
        _state.Source.Waiting--;
        var parts = about.Split(Separator, 2);
        var table = _mapping.OfId(parts[0]);
        var row = table is null ? null : _state.Row(table, parts[1]);
        var missing = row?.Lookups.LastOrDefault() ?? default;
        _output.DeadLetter(
            waiting.Record,
            RowReason.LookupMissing,
            $"'{missing.Lookup}' has no row for {missing.Key}, which did not come within "
            + $"{_mapping.Limits.LookupWait.TotalSeconds:0.###} s; the row counts once it comes",
            row is null ? null : PositionText(row.ImageAt));
    }

    /// <summary>A row can be found: what was evaluated with another one, or could not be, is evaluated again.</summary>
    void Found(
        TableMapping table,
        IReadOnlyList<UsedLookup> found,
        ColumnValue[]? before,
        ColumnValue[] after,
        ChangeScope scope)
    {
        if (found.Count == 0 || (before is not null && before.AsSpan().SequenceEqual(after)))
            return;
        foreach (var used in found)
        {
            foreach (var (dependent, key) in _state.Dependents(used))
            {
                if (_mapping.OfId(dependent) is { } other && !(ReferenceEquals(other, table) && IsHalted(other, out _)))
                    EvaluateAgain(other, key, ChangeCause.Lookup, scope);
            }
        }
    }

    /// <summary>Evaluates a stored row again, as something that its meaning depends on has changed.</summary>
    void EvaluateAgain(TableMapping table, string key, string cause, ChangeScope scope)
    {
        if (_state.Row(table, key) is not { IsLive: true } row)
            return;
        try
        {
            var evaluation = _evaluator.Evaluate(table, row.Image!, row.ImageAt);
            _state.Link(table, key, row.Lookups, evaluation.Lookups);
            row.Lookups = evaluation.Lookups;
            if (evaluation.Contributions is { } after)
            {
                EndWaiting(table, key, row);
                var before = row.Contributions;
                row.Contributions = after;
                Send(table, key, row, before, after, cause, scope);
            }
            _state.Put(table, key, row);
        }
        catch (RowRejectedException error)
        {
            Alert(error.Reason, $"the row counts as before: {error.Message}", table.Id, key, scope);
        }
    }
}
