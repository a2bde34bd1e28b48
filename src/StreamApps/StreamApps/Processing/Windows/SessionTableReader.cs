using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>The rows of a table of sessions, each at the time of its end.</summary>
internal sealed class SessionTableReader<TKey, TValue>(ISessionStore<TKey, TValue> store)
    : ITableReader<Windowed<TKey>, TValue>
{
    public bool TryGet(Windowed<TKey> key, out Timestamped<TValue> row)
    {
        var found = store.TryGet(key, out var value);
        row = new(value, key.End);
        return found;
    }
}
