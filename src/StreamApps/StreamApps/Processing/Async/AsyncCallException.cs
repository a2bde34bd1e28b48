namespace StreamApps.Processing;

/// <summary>A call of an asynchronous operator that failed, and was not, or not any more, made again.</summary>
public sealed class AsyncCallException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="attempts">How often the call was made.</param>
    /// <param name="inner">The last failure.</param>
    public AsyncCallException(int attempts, Exception inner)
        : base($"the call failed {attempts} times, the last time with: {inner.Message}", inner)
    {
    }
}
