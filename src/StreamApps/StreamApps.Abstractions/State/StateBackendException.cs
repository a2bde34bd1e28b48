namespace StreamApps.State;

/// <summary>A database that cannot be opened, read or written.</summary>
public sealed class StateBackendException : Exception
{
    /// <summary>Creates the error.</summary>
    public StateBackendException(StateErrorKind kind, string message, Exception? inner = null)
        : base(message, inner) => Kind = kind;

    /// <summary>What the error means.</summary>
    public StateErrorKind Kind { get; }
}
