namespace StreamApps.Processing;

/// <summary>
/// The headers of dead letters, beside the record's own. The names are those of Kafka Streams (KIP-1034) where it has
/// one. All values are UTF-8 text.
/// </summary>
public static class DeadLetterHeaders
{
    /// <summary>The topic that the record was read from.</summary>
    public const string Topic = "__streams.errors.topic";

    /// <summary>Its partition there.</summary>
    public const string Partition = "__streams.errors.partition";

    /// <summary>Its offset there.</summary>
    public const string Offset = "__streams.errors.offset";

    /// <summary>Its Kafka timestamp, in milliseconds since 1970.</summary>
    public const string Timestamp = "__streams.errors.timestamp";

    /// <summary>The name of the node that failed.</summary>
    public const string Node = "__streams.errors.node";

    /// <summary>Where it failed: Deserialization, Processing or Production.</summary>
    public const string Stage = "__streams.errors.stage";

    /// <summary>The full name of the exception's type.</summary>
    public const string Exception = "__streams.errors.exception";

    /// <summary>The exception's message.</summary>
    public const string Message = "__streams.errors.message";

    /// <summary>
    /// Present when the value was too large for the dead-letter topic: the SHA-256 of the value, which is left out.
    /// </summary>
    public const string OmittedValue = "__streams.errors.omitted-value-sha256";
}
