namespace StreamApps.Processing;

/// <summary>The error handlers of an application. Handlers are called on stream threads, several at a time.</summary>
public sealed class ErrorPolicy
{
    /// <summary>Every error stops the application: the default, as in Kafka Streams.</summary>
    public static ErrorPolicy FailAlways { get; } = new();

    /// <summary>Decides about records that cannot be read. Default: fail.</summary>
    public Func<RecordError, ErrorAction> OnDeserialization { get; init; } = static _ => ErrorAction.Fail;

    /// <summary>Decides about records on which user code threw. Default: fail.</summary>
    public Func<RecordError, ErrorAction> OnProcessing { get; init; } = static _ => ErrorAction.Fail;

    /// <summary>Decides about records whose outputs cannot be sent. Default: fail.</summary>
    public Func<RecordError, ErrorAction> OnProduction { get; init; } = static _ => ErrorAction.Fail;

    /// <summary>
    /// The topic of dead letters; must be set when a handler answers <see cref="ErrorAction.DeadLetter"/>.
    /// </summary>
    public string? DeadLetterTopic { get; init; }

    /// <summary>Every record that fails goes to <paramref name="topic"/>, and the partition goes on.</summary>
    public static ErrorPolicy DeadLetterAlways(string topic)
    {
        ArgumentException.ThrowIfNullOrEmpty(topic);
        return new()
        {
            OnDeserialization = static _ => ErrorAction.DeadLetter,
            OnProcessing = static _ => ErrorAction.DeadLetter,
            OnProduction = static _ => ErrorAction.DeadLetter,
            DeadLetterTopic = topic,
        };
    }

    internal ErrorAction Decide(RecordError error) => error.Stage switch
    {
        ErrorStage.Deserialization => OnDeserialization(error),
        ErrorStage.Processing => OnProcessing(error),
        _ => OnProduction(error),
    };
}
