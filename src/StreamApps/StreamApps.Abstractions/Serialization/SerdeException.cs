namespace StreamApps;

/// <summary>Bytes that a serde cannot read. The message says what is wrong with them, in one sentence.</summary>
public sealed class SerdeException : Exception
{
    /// <summary>Creates the error with its message.</summary>
    public SerdeException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with its message and the decoder's own error.</summary>
    public SerdeException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
