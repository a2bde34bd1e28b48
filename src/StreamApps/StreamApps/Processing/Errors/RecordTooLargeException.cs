namespace StreamApps.Processing;

/// <summary>An output that is larger than its topic takes, or a record whose writes exceed the task's bound.</summary>
public sealed class RecordTooLargeException : Exception
{
    /// <summary>Creates the error for an output.</summary>
    /// <param name="topic">The topic that it was for.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="limit">What the topic takes.</param>
    public RecordTooLargeException(string topic, long bytes, long limit)
        : base($"an output of {bytes} bytes for '{topic}' is over the topic's max.message.bytes of {limit}")
    {
    }

    /// <summary>Creates the error for all that one record writes.</summary>
    /// <param name="bytes">The size of all its writes.</param>
    /// <param name="limit">The bound.</param>
    public RecordTooLargeException(long bytes, long limit)
        : base(
            $"one record wrote {bytes} bytes to stores and outputs, over the bound of {limit}: " +
            "split the work, or raise the bound of a record")
    {
    }
}
