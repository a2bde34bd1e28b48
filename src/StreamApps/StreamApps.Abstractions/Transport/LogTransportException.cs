namespace StreamApps.Transport;

/// <summary>An error of the log, with what it means for the caller.</summary>
public sealed class LogTransportException : Exception
{
    /// <summary>Creates the error.</summary>
    public LogTransportException(LogErrorKind kind, string message, Exception? inner = null)
        : base(message, inner) => Kind = kind;

    /// <summary>What the error means for the caller.</summary>
    public LogErrorKind Kind { get; }
}
