namespace StreamApps.State;

/// <summary>
/// A store of values by key with their history: each value is valid from its timestamp until that of the next one. For
/// the task's thread.
/// </summary>
/// <remarks>
/// Times are in milliseconds since 1970. Versions that no lookup can reach any more are deleted in small steps by later
/// puts, at a cost proportional to their number.
/// </remarks>
public interface IVersionedStore<TKey, TValue>
{
    /// <summary>How far back lookups reach behind the largest timestamp that was put.</summary>
    TimeSpan History { get; }

    /// <summary>Adds a version; a null says that there is no value from its timestamp on.</summary>
    /// <exception cref="Time.TimestampOutOfRangeException">The timestamp is too far ahead.</exception>
    VersionPut Put(TKey key, TValue? value, long timestamp);

    /// <summary>Finds the latest version.</summary>
    bool TryGet(TKey key, out Timestamped<TValue> version);

    /// <summary>
    /// Finds the version that was valid at a time. Before the history only the latest version is found.
    /// </summary>
    bool TryGet(TKey key, long asOf, out Timestamped<TValue> version);

    /// <summary>The latest versions of all keys that have a value.</summary>
    KeyValueScan<TKey, Timestamped<TValue>> Latest();
}
