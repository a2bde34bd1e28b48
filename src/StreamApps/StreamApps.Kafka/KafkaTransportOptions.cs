namespace StreamApps.Kafka;

/// <summary>How Kafka is reached.</summary>
public sealed class KafkaTransportOptions
{
    /// <summary>Host and port of one or more brokers, comma-separated. Required.</summary>
    public required string BootstrapServers { get; init; }

    /// <summary>The start of every client's <c>client.id</c>, so that a broker's logs name the worker.</summary>
    public string ClientId { get; init; } = "streamapps";

    /// <summary>
    /// Memory for records fetched ahead by one group consumer, in KiB. Default 8,192.
    /// </summary>
    public int QueuedMaxKilobytes { get; init; } = 8192;

    /// <summary>
    /// Whether readers hand over the headers of records. Default true; whoever needs none reads quicker without, since
    /// each is a name and bytes of their own.
    /// </summary>
    public bool ReadHeaders { get; init; } = true;

    /// <summary>
    /// How long a broker may wait for records before it answers a fetch with none. Default 100 ms, for readers at most
    /// 20 ms. A reader learns only from such an answer that a partition ends with a transaction's marker: whoever reads
    /// to the end once is done sooner with less.
    /// </summary>
    public TimeSpan FetchWait { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Further librdkafka settings by their own names (SASL, TLS ...). They are applied before the ones that the
    /// exactly-once guarantee depends on, which can thus not be weakened here.
    /// </summary>
    public IReadOnlyDictionary<string, string> ClientSettings { get; init; } = new Dictionary<string, string>(
        StringComparer.Ordinal);

    /// <summary>
    /// Receives one line for each error that a client reports of itself, such as a broker that is down.
    /// </summary>
    public Action<string>? OnClientError { get; init; }
}
