using StreamApps.State;

namespace StreamApps;

/// <summary>
/// A table of which every instance of the application keeps all rows, whatever the partition, so that any key can be
/// looked up. It is read in full before the first record is processed, and followed from then on, beside the records:
/// when a row changes has no fixed place among them. Records without a key are left out.
/// </summary>
public interface IGlobalKTable<TKey, TValue>
{
    /// <summary>The store that holds its rows; it can be read, not written.</summary>
    StoreDescriptor<IKeyValueStore<TKey, Timestamped<TValue>>> Store { get; }
}
