using StreamApps.State;
using StreamApps.Time;

namespace StreamApps.Processing;

/// <summary>Folds records into sessions: a record joins all sessions that it reaches into one.</summary>
internal sealed class SessionWindowNode<TKey, TValue, TAggregate>(
    SessionNodeSettings<TKey, TAggregate> settings, SessionFold<TKey, TValue, TAggregate> fold)
    : ChangeNode<TKey, TValue, Windowed<TKey>, TAggregate>(
        settings.Emission == WindowEmission.OnUpdate ? settings.WindowSerde : null)
{
    const long Never = -1;

    readonly byte _timeMark = (byte)(StoreMarks.OfOperator + 2 * settings.Input);
    readonly byte _closedMark = (byte)(StoreMarks.OfOperator + 2 * settings.Input + 1);
    readonly List<KeyValuePair<Windowed<TKey>, TAggregate>> _merged = [];
    SessionStore<TKey, TAggregate>? _store;

    long Gap => settings.Windows.GapMs;

    public override void Init()
    {
        base.Init();
        _store = (SessionStore<TKey, TAggregate>)Context.Stores!.Get(settings.Store);
        // A jump of stream time must not delete what it closes.
        if (settings.Emission == WindowEmission.OnClose)
            _store.Entries.DeletableUpTo = _closedMark;
    }

    public override void Process(in Record<TKey, TValue> record)
    {
        if (record.Key is null)
        {
            Context.Counters.NullDropped++;
            return;
        }
        TimestampOutOfRangeException.ThrowIfBeyond(record.Timestamp);
        var marks = _store!.Entries.Marks;
        var before = marks.Get(_timeMark, Never);
        var time = Math.Max(before, record.Timestamp);
        if (time > before)
            marks.Set(_timeMark, time);
        var aggregate = Merge(record, before, out var session);
        if (session.End < time - settings.Windows.GraceMs - Gap)
        {
            Context.Counters.LateDropped++;
        }
        else
        {
            if (session.Start != session.End || session.Start != record.Timestamp)
                Replace(record);
            Put(record, session, fold.Aggregator(record.Key, record.Value, aggregate));
        }
        EmitClosed(record, time);
    }

    /// <summary>Finds the sessions that the record joins, and what they make together.</summary>
    TAggregate Merge(in Record<TKey, TValue> record, long before, out Windowed<TKey> session)
    {
        _merged.Clear();
        var (start, end) = (record.Timestamp, record.Timestamp);
        var aggregate = fold.Initializer();
        // The store forgets by what was put, this operator by what came.
        var earliest = Math.Max(record.Timestamp - Gap, before < 0 ? 0 : before - settings.RetentionMs + 1);
        foreach (var found in _store!.Find(record.Key, earliest, record.Timestamp + Gap))
        {
            _merged.Add(found);
            aggregate = fold.Merger(record.Key, aggregate, found.Value);
            (start, end) = (Math.Min(start, found.Key.Start), Math.Max(end, found.Key.End));
        }
        session = new(record.Key, start, end);
        return aggregate;
    }

    /// <summary>Takes the merged sessions back.</summary>
    void Replace(in Record<TKey, TValue> record)
    {
        foreach (var (session, old) in _merged)
        {
            _store!.Delete(session);
            var hasOld = IsCached || settings.Traits.OldValues;
            Update(session, new(default!, HasNew: false, old, hasOld), session.End, record.Headers);
        }
    }

    void Put(in Record<TKey, TValue> record, Windowed<TKey> session, TAggregate next)
    {
        var old = default(TAggregate)!;
        var hasOld = IsCached && _store!.TryGet(session, out old);
        if (next is null)
            _store!.Delete(session);
        else
            _store!.Put(session, next);
        Update(session, new(next, next is not null, old, hasOld), session.End, record.Headers);
    }

    void Update(Windowed<TKey> session, in Change<TAggregate> change, long time, RecordHeaders? headers)
    {
        if (settings.Emission == WindowEmission.OnUpdate)
            Emit(new(session, change, time, headers));
    }

    /// <summary>Gives out what has closed since the last time, by end.</summary>
    void EmitClosed(in Record<TKey, TValue> record, long time)
    {
        if (settings.Emission == WindowEmission.OnUpdate)
            return;
        var marks = _store!.Entries.Marks;
        var lastEnd = time - settings.Windows.GraceMs - Gap - 1;
        var given = marks.Get(_closedMark, Never);
        if (lastEnd <= given)
            return;
        marks.Set(_closedMark, lastEnd);
        foreach (var (session, aggregate) in _store.ByTime(given + 1, lastEnd))
            Forward(new(session, new(aggregate, HasNew: true, default!, HasOld: false), session.End, record.Headers));
    }
}
