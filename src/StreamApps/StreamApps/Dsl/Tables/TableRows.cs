using StreamApps.Processing;
using StreamApps.State;

namespace StreamApps;

/// <summary>How the rows of a table are looked up.</summary>
/// <param name="Stores">
/// The stores that it takes; asking for them makes tables keep their rows that otherwise need not.
/// </param>
/// <param name="Open">Makes what looks them up in one task.</param>
internal sealed record TableRows<TKey, TValue>(
    Func<IReadOnlyList<StoreDescriptor>> Stores, Func<TaskContext, ITableReader<TKey, TValue>> Open);

/// <summary>Makes <see cref="TableRows{TKey, TValue}"/> of stores.</summary>
internal static class TableRows
{
    public static TableRows<TKey, TValue> Of<TKey, TValue>(
        StoreDescriptor<IKeyValueStore<TKey, Timestamped<TValue>>> store) => new(
        () => [store],
        context => new StoredTableReader<TKey, TValue>(
            (IKeyValueStore<TKey, Timestamped<TValue>>)context.Stores!.Get(store)));
}
