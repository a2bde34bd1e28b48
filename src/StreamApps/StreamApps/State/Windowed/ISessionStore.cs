namespace StreamApps.State;

/// <summary>
/// A store of values by key and session. Sessions are forgotten when their end is not after the largest end that was
/// put, less the retention. For the task's thread.
/// </summary>
/// <remarks>As those of <see cref="IWindowStore{TKey, TValue}"/>.</remarks>
public interface ISessionStore<TKey, TValue>
{
    /// <summary>How long sessions are kept.</summary>
    TimeSpan Retention { get; }

    /// <summary>Finds the value of a session.</summary>
    bool TryGet(Windowed<TKey> session, out TValue value);

    /// <summary>
    /// Sets the value of a session; a null removes it. Nothing happens when the session is forgotten.
    /// </summary>
    /// <exception cref="Time.TimestampOutOfRangeException">The time is too far ahead.</exception>
    void Put(Windowed<TKey> session, TValue? value);

    /// <summary>Removes a session; nothing happens when it is not there.</summary>
    void Delete(Windowed<TKey> session);

    /// <summary>
    /// The sessions of a key that end at or after one time and start at or before another, by their ends.
    /// </summary>
    WindowScan<TKey, TValue> Find(TKey key, long earliestEnd, long latestStart);

    /// <summary>All sessions that are kept, by their ends.</summary>
    WindowScan<TKey, TValue> All(bool backwards = false);
}
