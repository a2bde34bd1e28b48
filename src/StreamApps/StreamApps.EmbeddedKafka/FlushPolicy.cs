namespace StreamApps.EmbeddedKafka;

/// <summary>When appended records reach the device.</summary>
public enum FlushPolicy
{
    /// <summary>
    /// The operating system decides. An acknowledged record survives the end of the process, kill -9 included, but
    /// not a power cut. Apache Kafka's own default.
    /// </summary>
    OperatingSystem,

    /// <summary>Each append is forced to the device before it is acknowledged.</summary>
    EveryWrite,
}
