namespace StreamApps;

/// <summary>A topology that cannot work. The message says what to change.</summary>
public sealed class TopologyException : Exception
{
    /// <summary>Creates the error.</summary>
    public TopologyException(TopologyErrorKind kind, string message)
        : base(message) => Kind = kind;

    /// <summary>What is wrong.</summary>
    public TopologyErrorKind Kind { get; }
}
