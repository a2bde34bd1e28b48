namespace StreamApps;

/// <summary>When a stream-stream join gives out what has no match, and what still matches late.</summary>
public enum JoinTiming
{
    /// <summary>
    /// A record's window closes when stream time has passed it by the grace. Until then the record finds its matches;
    /// then, and not before, it comes out alone if it had none, and it matches nothing any more: no null result is ever
    /// followed by a match. The default.
    /// </summary>
    OnWindowClose,

    /// <summary>
    /// As Kafka Streams 4.2 does it, record by record, for outputs that are compared side by side: a record that comes
    /// when its window is past but not its grace comes out alone at once, and may match afterwards; another may come
    /// out alone later than it is due; late records match what the other side still holds.
    /// </summary>
    KafkaStreams,
}
