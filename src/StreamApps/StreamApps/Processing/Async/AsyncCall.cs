namespace StreamApps.Processing;

/// <summary>Calls a function with a time-out, and again when it fails.</summary>
internal static class AsyncCall
{
    /// <exception cref="AsyncCallException">All attempts have failed.</exception>
    public static async Task<TOut> RunAsync<TKey, TValue, TOut>(
        Func<TKey, TValue, CancellationToken, ValueTask<TOut>> function,
        TKey key,
        TValue value,
        AsyncOptions options,
        TimeProvider time,
        CancellationToken stop)
    {
        var backoff = options.Backoff;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await CallOnceAsync(function, key, value, options.Timeout, time, stop).ConfigureAwait(false);
            }
            catch (Exception error) when (!stop.IsCancellationRequested)
            {
                if (attempt > options.Retries || (error is not TimeoutException && !options.IsTransient(error)))
                    throw new AsyncCallException(attempt, error);
            }
            await Task.Delay(backoff, time, stop).ConfigureAwait(false);
            backoff *= 2;
        }
    }

    static async Task<TOut> CallOnceAsync<TKey, TValue, TOut>(
        Func<TKey, TValue, CancellationToken, ValueTask<TOut>> function,
        TKey key,
        TValue value,
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken stop)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            // A function that does not look at its token is left alone after its time: its result is not waited for.
            return await function(key, value, cancel.Token).AsTask().WaitAsync(timeout, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            End(cancel);
            throw;
        }
    }

    // At once and here: what a cancelled call still does must not depend on a pool's thread.
    static void End(CancellationTokenSource cancel) => cancel.Cancel();
}
