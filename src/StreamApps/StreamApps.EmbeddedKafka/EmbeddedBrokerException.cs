namespace StreamApps.EmbeddedKafka;

/// <summary>
/// The broker cannot start: wrong options, a port in use, a directory that another broker holds, or data that is
/// damaged. The message is one line for people and says what to change.
/// </summary>
public sealed class EmbeddedBrokerException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">One line that names what is wrong and where.</param>
    public EmbeddedBrokerException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception around the operating system's own error.</summary>
    /// <param name="message">One line that names what is wrong and where.</param>
    /// <param name="innerException">The error below.</param>
    public EmbeddedBrokerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes an exception without a message of its own.</summary>
    public EmbeddedBrokerException()
    {
    }
}
