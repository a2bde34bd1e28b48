using StreamApps.State;
using StreamApps.Time;

namespace StreamApps.Processing;

/// <summary>
/// What aggregations in windows share: their stream time, the update of one window, and giving out what has closed.
/// Stream time and how far windows were given out are marks in the store, so that an abort and a restart bring both
/// back with the rows.
/// </summary>
internal abstract class WindowNode<TKey, TValue, TAggregate>(
    WindowNodeSettings<TKey, TAggregate> settings, Fold<TKey, TValue, TAggregate> fold)
    : ChangeNode<TKey, TValue, Windowed<TKey>, TAggregate>(
        settings.Plan.Emission == WindowEmission.OnUpdate ? settings.WindowSerde : null)
{
    const long Never = -1;

    readonly byte _timeMark = (byte)(StoreMarks.OfOperator + 2 * settings.Input);
    readonly byte _closedMark = (byte)(StoreMarks.OfOperator + 2 * settings.Input + 1);
    WindowStore<TKey, Timestamped<TAggregate>>? _store;

    protected WindowStore<TKey, Timestamped<TAggregate>> Store => _store!;

    protected long Size => settings.Plan.SizeMs;

    public override void Init()
    {
        base.Init();
        _store = (WindowStore<TKey, Timestamped<TAggregate>>)Context.Stores!.Get(settings.Store);
        // A jump of stream time must not delete what it closes.
        if (settings.Plan.Emission == WindowEmission.OnClose)
            _store.Entries.DeletableUpTo = _closedMark;
    }

    /// <summary>Moves stream time on; the time that open windows must not end before.</summary>
    /// <exception cref="TimestampOutOfRangeException">The time is too far ahead.</exception>
    protected long Observe(long timestamp)
    {
        TimestampOutOfRangeException.ThrowIfBeyond(timestamp);
        var marks = Store.Entries.Marks;
        var time = marks.Get(_timeMark, Never);
        if (timestamp > time)
            marks.Set(_timeMark, time = timestamp);
        return time - settings.Plan.GraceMs;
    }

    /// <summary>The stored aggregate of a window, or the initial one at the time of the record.</summary>
    protected (Timestamped<TAggregate> Row, bool HasRow) Read(TKey key, long start) =>
        (Store.TryGet(key, start, out var row), row) is (true, var found) ? (found, true) : default;

    /// <summary>Adds a record to a window and forwards the result.</summary>
    protected void Update(in Record<TKey, TValue> record, long start, in Timestamped<TAggregate> row, bool hasRow)
    {
        var time = hasRow ? Math.Max(row.Timestamp, record.Timestamp) : record.Timestamp;
        var (old, hasOld) = fold.Begin(row.Value, hasRow);
        var next = fold.Add(record.Key, record.Value, old, hasOld);
        if (next is null)
            Store.Delete(record.Key, start);
        else
            Store.Put(record.Key, new(next, time), start);
        hasOld = IsCached ? hasRow : hasOld && settings.Traits.OldValues;
        Emit(record, start, new Change<TAggregate>(next, next is not null, old, hasOld), time);
    }

    /// <summary>Forwards a change, unless windows are given out when they close.</summary>
    protected void Emit(in Record<TKey, TValue> record, long start, in Change<TAggregate> change, long time)
    {
        if (settings.Plan.Emission == WindowEmission.OnUpdate)
            Emit(new(new Windowed<TKey>(record.Key, start, start + Size), change, time, record.Headers));
    }

    /// <summary>Gives out what has closed since the last time, by start, then key.</summary>
    protected void EmitClosed(in Record<TKey, TValue> record)
    {
        if (settings.Plan.Emission == WindowEmission.OnUpdate)
            return;
        var marks = Store.Entries.Marks;
        var lastStart = marks.Get(_timeMark, Never) - settings.Plan.CloseAfterEndMs - Size;
        var given = marks.Get(_closedMark, Never);
        if (lastStart <= given)
            return;
        marks.Set(_closedMark, lastStart);
        foreach (var (window, row) in Store.ByTime(given + 1, lastStart))
        {
            var change = new Change<TAggregate>(row.Value, HasNew: true, default!, HasOld: false);
            Forward(new(window, change, row.Timestamp, record.Headers));
        }
    }
}
