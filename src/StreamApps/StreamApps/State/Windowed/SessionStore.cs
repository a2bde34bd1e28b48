using StreamApps.Time;

namespace StreamApps.State;

/// <summary>Sessions over a task's overlay.</summary>
internal sealed class SessionStore<TKey, TValue>(
    StoreOverlay overlay, ISerde<TKey> keySerde, ISerde<TValue> valueSerde, long retention)
    : ISessionStore<TKey, TValue>
{
    readonly WindowForm<TKey, TValue> _form = new(keySerde, valueSerde, null);

    public TimeSpan Retention => TimeSpan.FromMilliseconds(retention);

    /// <summary>The entries, and the marks that operators keep with them.</summary>
    internal TimedEntries Entries { get; } = new(overlay, retention);

    public bool TryGet(Windowed<TKey> session, out TValue value)
    {
        ArgumentNullException.ThrowIfNull(session);
        value = default!;
        if (session.End <= Entries.Forgotten ||
            !Entries.TryGet(_form.Bytes(session.Key), session.End, session.Start, out var found))
        {
            return false;
        }
        value = _form.ReadValue(found);
        return true;
    }

    public void Put(Windowed<TKey> session, TValue? value)
    {
        ArgumentNullException.ThrowIfNull(session);
        TimestampOutOfRangeException.ThrowIfBeyond(session.End);
        if (value is null)
            Delete(session);
        else
            Entries.Put(_form.Bytes(session.Key), session.End, session.Start, _form.Bytes(value));
    }

    public void Delete(Windowed<TKey> session)
    {
        ArgumentNullException.ThrowIfNull(session);
        Entries.Delete(_form.Bytes(session.Key), session.End, session.Start);
    }

    public WindowScan<TKey, TValue> Find(TKey key, long earliestEnd, long latestStart) => new(new(
        Entries,
        Entries.ScanKey(_form.Bytes(key), earliestEnd, long.MaxValue, backwards: false),
        _form,
        session => session.Start <= latestStart));

    public WindowScan<TKey, TValue> All(bool backwards = false) => ByTime(long.MinValue, long.MaxValue, backwards);

    /// <summary>The sessions that end between two times, and those that are forgotten but not deleted yet.</summary>
    internal WindowScan<TKey, TValue> ByTime(long from, long to, bool backwards = false) =>
        new(new(Entries, Entries.ScanTimes(from, to, backwards), _form));
}
