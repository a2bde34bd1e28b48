using StreamApps.Time;

namespace StreamApps.State;

/// <summary>Windows over a task's overlay.</summary>
internal sealed class WindowStore<TKey, TValue>(
    StoreOverlay overlay, ISerde<TKey> keySerde, ISerde<TValue> valueSerde, long size, long retention)
    : IWindowStore<TKey, TValue>
{
    readonly WindowForm<TKey, TValue> _form = new(keySerde, valueSerde, size);

    public TimeSpan Size => TimeSpan.FromMilliseconds(size);

    public TimeSpan Retention => TimeSpan.FromMilliseconds(retention);

    /// <summary>The entries, and the marks that operators keep with them.</summary>
    internal TimedEntries Entries { get; } = new(overlay, retention);

    public bool TryGet(TKey key, long start, out TValue value)
    {
        value = default!;
        if (start <= Entries.Forgotten || !Entries.TryGet(_form.Bytes(key), start, null, out var found))
            return false;
        value = _form.ReadValue(found);
        return true;
    }

    public void Put(TKey key, TValue? value, long start)
    {
        TimestampOutOfRangeException.ThrowIfBeyond(start);
        if (value is null)
            Entries.Delete(_form.Bytes(key), start, null);
        else
            Entries.Put(_form.Bytes(key), start, null, _form.Bytes(value));
    }

    /// <summary>Removes a window.</summary>
    internal void Delete(TKey key, long start) => Entries.Delete(_form.Bytes(key), start, null);

    public WindowScan<TKey, TValue> Fetch(TKey key, long from, long to, bool backwards = false) =>
        new(new(Entries, Entries.ScanKey(_form.Bytes(key), from, to, backwards), _form));

    public WindowScan<TKey, TValue> FetchAll(long from, long to, bool backwards = false)
    {
        var forgotten = Entries.Forgotten;
        return ByTime(forgotten < from ? from : forgotten + 1, to, backwards);
    }

    public WindowScan<TKey, TValue> All(bool backwards = false) => ByTime(long.MinValue, long.MaxValue, backwards);

    /// <summary>As <see cref="FetchAll"/>, and those that are forgotten but not deleted yet.</summary>
    internal WindowScan<TKey, TValue> ByTime(long from, long to, bool backwards = false) =>
        new(new(Entries, Entries.ScanTimes(from, to, backwards), _form));
}
