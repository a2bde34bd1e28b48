namespace StreamApps;

/// <summary>Records that come more than once.</summary>
public partial interface IKStream<TKey, TValue>
{
    /// <summary>
    /// Passes the first record of each key and drops those of the same key that come after it, until stream time, the
    /// largest timestamp that came here, is <paramref name="within"/> past the one that passed. Then the key is
    /// forgotten, and the next one of it passes. A record without a key passes.
    /// </summary>
    /// <param name="name">The name of the node and of the store of what was seen.</param>
    /// <param name="within">How long a key is remembered.</param>
    /// <param name="keySerde">Default: the stream's, if its key has not changed since it was read.</param>
    IKStream<TKey, TValue> DropDuplicates(string name, TimeSpan within, ISerde<TKey>? keySerde = null);

    /// <summary>
    /// As the one by key, by an id that is made of the record; null passes. Records of one id must be in one partition,
    /// as they are when the id is part of the key, or belongs to one key.
    /// </summary>
    IKStream<TKey, TValue> DropDuplicates<TId>(
        string name, TimeSpan within, Func<TKey, TValue, TId?> id, ISerde<TId> idSerde);
}
