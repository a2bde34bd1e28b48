namespace StreamApps.Transport;

/// <summary>
/// The log that the runtime reads from and writes to: Kafka in production, a simulated one in tests. All calls
/// report failures as <see cref="LogTransportException"/>, classified once, here.
/// </summary>
/// <remarks>Safe for use from several threads; what it creates is for one thread each.</remarks>
public interface ILogTransport
{
    /// <summary>Creates a consumer that is a member of a group.</summary>
    ILogConsumer CreateConsumer(LogConsumerOptions options);

    /// <summary>Creates a reader of partitions that are named by hand, outside any group.</summary>
    ILogReader CreateReader(ReadIsolation isolation);

    /// <summary>Creates a producer; with a transactional id it must be initialised before its first send.</summary>
    ILogProducer CreateProducer(LogProducerOptions options);

    /// <summary>Creates a client for topics and offsets.</summary>
    ILogAdmin CreateAdmin();
}
