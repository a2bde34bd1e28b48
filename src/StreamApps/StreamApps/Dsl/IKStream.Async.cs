using StreamApps.Processing;

namespace StreamApps;

/// <summary>Operators that call something and wait for it.</summary>
public partial interface IKStream<TKey, TValue>
{
    /// <summary>
    /// Makes another value of each record by an asynchronous call, such as of a service. A bounded number of
    /// calls is under way at a time, and the results go on in the order of the records. A commit waits for
    /// them, so a record's result and position are committed together; a call may be made again after a
    /// failure, so it should be idempotent.
    /// </summary>
    /// <param name="name">The name of the node.</param>
    /// <param name="mapper">
    /// Gets key, value and a token that is cancelled at the time-out. It is called on the task's thread, and goes on
    /// where it likes; several calls at a time.
    /// </param>
    /// <param name="options">Bounds, time-out and retries. A record whose call fails for good fails itself.</param>
    IKStream<TKey, TValueOut> MapValuesAsync<TValueOut>(
        string name, Func<TKey, TValue, CancellationToken, ValueTask<TValueOut>> mapper, AsyncOptions? options = null);

    /// <summary>As the one for values; the key may change too.</summary>
    IKStream<TKeyOut, TValueOut> MapAsync<TKeyOut, TValueOut>(
        string name,
        Func<TKey, TValue, CancellationToken, ValueTask<KeyValuePair<TKeyOut, TValueOut>>> mapper,
        AsyncOptions? options = null);
}
