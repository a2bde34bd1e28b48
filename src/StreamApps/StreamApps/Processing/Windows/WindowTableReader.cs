using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>The rows of a table of windows.</summary>
internal sealed class WindowTableReader<TKey, TValue>(IWindowStore<TKey, Timestamped<TValue>> store)
    : ITableReader<Windowed<TKey>, TValue>
{
    public bool TryGet(Windowed<TKey> key, out Timestamped<TValue> row) => store.TryGet(key.Key, key.Start, out row);
}
