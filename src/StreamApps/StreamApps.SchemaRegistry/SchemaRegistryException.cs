namespace StreamApps.SchemaRegistry;

/// <summary>The registry refused a request, or could not be reached.</summary>
public sealed class SchemaRegistryException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="code">The registry's error code; 0 when it did not answer.</param>
    /// <param name="message">What was asked, where, and what came back.</param>
    /// <param name="innerException">The error below.</param>
    public SchemaRegistryException(int code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>Makes an exception without a message of its own.</summary>
    public SchemaRegistryException()
    {
    }

    /// <summary>Makes the exception without a code.</summary>
    public SchemaRegistryException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception without a code.</summary>
    public SchemaRegistryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The registry's error code, for example 40401 or 409; 0 when it did not answer.</summary>
    public int Code { get; }
}
