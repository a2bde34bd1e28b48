namespace StreamApps.State;

/// <summary>
/// A store of values by key and window, of which each is known by its start. Windows are forgotten when their start is
/// not after the largest start that was put, less the retention. For the task's thread.
/// </summary>
/// <remarks>
/// Times are in milliseconds since 1970. Forgotten windows are deleted in small steps by later puts, at a cost
/// proportional to their number; only <see cref="All"/> shows those that are not deleted yet. A scan shows the windows
/// that were there when it was begun, each with the value that it has when it is read.
/// </remarks>
public interface IWindowStore<TKey, TValue>
{
    /// <summary>How long its windows are.</summary>
    TimeSpan Size { get; }

    /// <summary>How long windows are kept.</summary>
    TimeSpan Retention { get; }

    /// <summary>Finds the value of a window.</summary>
    bool TryGet(TKey key, long start, out TValue value);

    /// <summary>Sets the value of a window; a null removes it. Nothing happens when the window is forgotten.</summary>
    /// <exception cref="Time.TimestampOutOfRangeException">The time is too far ahead.</exception>
    void Put(TKey key, TValue? value, long start);

    /// <summary>The windows of a key that start between two times, both included, by their starts.</summary>
    WindowScan<TKey, TValue> Fetch(TKey key, long from, long to, bool backwards = false);

    /// <summary>
    /// The windows that start between two times, both included, by their starts, then by the bytes of keys.
    /// </summary>
    WindowScan<TKey, TValue> FetchAll(long from, long to, bool backwards = false);

    /// <summary>All windows that are kept, by their starts, then by the bytes of keys.</summary>
    WindowScan<TKey, TValue> All(bool backwards = false);
}
