using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>Looks up the rows of a table as they are now.</summary>
internal interface ITableReader<TKey, TValue>
{
    bool TryGet(TKey key, out Timestamped<TValue> row);
}
