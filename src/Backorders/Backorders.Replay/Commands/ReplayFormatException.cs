namespace Backorders.Replay.Commands;

/// <summary>Text that is no record: not JSON, or without partition, offset or timestamp.</summary>
public sealed class ReplayFormatException : Exception
{
    /// <summary>Creates it without detail.</summary>
    public ReplayFormatException()
    {
    }

    /// <summary>Creates it with a message.</summary>
    public ReplayFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with a message and its cause.</summary>
    public ReplayFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates it for a place in a line.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="column">The byte within the line, from 1; 0 when it is about the line as a whole.</param>
    /// <param name="innerException">The parser's error.</param>
    public ReplayFormatException(string message, long column, Exception? innerException = null)
        : base(message, innerException) => Column = column;

    /// <summary>The byte within the line, from 1; 0 when it is about the line as a whole.</summary>
    public long Column { get; }
}
