using System.Runtime.InteropServices;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>
/// Folds records into sliding windows. Only windows that begin or end at a record are kept: a record adds to those that
/// hold it, and makes those that begin or end with it of what is already there. Semantics: Kafka Streams, KIP-450.
/// </summary>
internal sealed class SlidingWindowNode<TKey, TValue, TAggregate>(
    WindowNodeSettings<TKey, TAggregate> settings, Fold<TKey, TValue, TAggregate> fold)
    : WindowNode<TKey, TValue, TAggregate>(settings, fold)
{
    readonly List<FoundWindow> _found = [];

    public override void Process(in Record<TKey, TValue> record)
    {
        if (record.Key is null || record.Value is null)
        {
            Context.Counters.NullDropped++;
            return;
        }
        var closed = Observe(record.Timestamp);
        if (record.Timestamp + 1 + Size <= closed)
        {
            Context.Counters.LateDropped++;
            return;
        }
        FindWindows(record);
        if (record.Timestamp < Size)
            ProcessEarly(record, closed);
        else
            ProcessLater(record, closed);
        EmitClosed(record);
    }

    /// <summary>The windows that may hold the record, its neighbours and its right window, by their starts.</summary>
    void FindWindows(in Record<TKey, TValue> record)
    {
        _found.Clear();
        var from = Math.Max(0, record.Timestamp - 2 * Size);
        foreach (var (window, row) in Store.Fetch(record.Key, from, record.Timestamp + 1))
            _found.Add(new(window.Start, row));
    }

    void ProcessLater(in Record<TKey, TValue> record, long closed)
    {
        var time = record.Timestamp;
        var (left, right) = (default(FoundWindow?), default(FoundWindow?));
        long? previous = null;
        var (hasLeft, hasRight) = (false, false);
        foreach (var window in _found)
        {
            var end = window.Start + Size;
            if (end < time)
            {
                left = window;
                previous = window.Row.Timestamp;
            }
            else if (end == time)
            {
                hasLeft = true;
                if (window.Row.Timestamp < time)
                    previous = window.Row.Timestamp;
                UpdateOpen(record, window.Start, window.Row, hasRow: true, closed);
            }
            else if (window.Start <= time)
            {
                right = window;
                UpdateOpen(record, window.Start, window.Row, hasRow: true, closed);
            }
            else
            {
                hasRight = true;
            }
        }
        if (previous is { } before && before + 1 + Size >= time && !Has(before + 1))
            UpdateOpen(record, before + 1, default, hasRow: false, closed);
        if (!hasLeft)
        {
            // What the record before it ended with is what is in the left window, if it reaches back that far.
            var reaches = previous is { } last && last >= time - Size && left is not null;
            UpdateOpen(record, time - Size, reaches ? left!.Value.Row : default, reaches, closed);
        }
        if (!hasRight && right is { } holding && holding.Row.Timestamp > time)
            CreateRight(record, holding.Row);
    }

    /// <summary>The left window would begin before 0: all records up to the size share the one from 0.</summary>
    void ProcessEarly(in Record<TKey, TValue> record, long closed)
    {
        var time = record.Timestamp;
        var (first, right) = (default(FoundWindow?), default(FoundWindow?));
        long? previous = null;
        var hasRight = false;
        foreach (var window in _found)
        {
            if (window.Start == 0)
            {
                first = window;
                if (window.Row.Timestamp < time)
                    previous = window.Row.Timestamp;
            }
            else if (window.Start <= time)
            {
                right = window;
                UpdateOpen(record, window.Start, window.Row, hasRow: true, closed);
            }
            else
            {
                hasRight = true;
            }
        }
        // Without a window between, all that the first one holds is later than the record.
        if (right is null && first is { } all && all.Row.Timestamp > time)
            right = first;
        if (!hasRight && right is { } holding && holding.Row.Timestamp > time)
            CreateRight(record, holding.Row);
        if (previous is { } before && !Has(before + 1))
            UpdateOpen(record, before + 1, default, hasRow: false, closed);
        UpdateOpen(record, 0, first?.Row ?? default, first is not null, closed);
    }

    bool Has(long start)
    {
        foreach (var window in _found)
        {
            if (window.Start == start)
                return true;
        }
        return false;
    }

    void UpdateOpen(
        in Record<TKey, TValue> record, long start, in Timestamped<TAggregate> row, bool hasRow, long closed)
    {
        if (start + Size >= closed)
            Update(record, start, row, hasRow);
        else
            Context.Counters.LateDropped++;
    }

    /// <summary>The window that begins right after the record, of records that came before it.</summary>
    void CreateRight(in Record<TKey, TValue> record, in Timestamped<TAggregate> row)
    {
        Store.Put(record.Key, row, record.Timestamp + 1);
        var change = new Change<TAggregate>(row.Value, HasNew: true, default!, HasOld: false);
        Emit(record, record.Timestamp + 1, change, row.Timestamp);
    }

    [StructLayout(LayoutKind.Auto)]
    readonly record struct FoundWindow(long Start, Timestamped<TAggregate> Row);
}
