namespace StreamApps.Runtime;

/// <summary>A topology cannot start or go on. The message says what, where and what to do.</summary>
public sealed class StreamsException : Exception
{
    /// <summary>Creates the error.</summary>
    public StreamsException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
