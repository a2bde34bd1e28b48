using StreamApps.Transport;

namespace StreamApps.Kafka;

/// <summary>The log on Apache Kafka, by Confluent.Kafka over librdkafka 2.0.2 or newer.</summary>
/// <remarks>Safe for use from several threads; what it creates is for one thread each.</remarks>
public sealed class KafkaLogTransport : ILogTransport
{
    readonly KafkaTransportOptions _options;

    /// <summary>Creates the transport; nothing is connected yet.</summary>
    /// <exception cref="LogTransportException">librdkafka is missing.</exception>
    public KafkaLogTransport(KafkaTransportOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.BootstrapServers))
            throw new ArgumentException("BootstrapServers names no broker; set it to HOST:PORT", nameof(options));
        KafkaNativeLibrary.Register();
        _options = options;
    }

    /// <inheritdoc/>
    public ILogConsumer CreateConsumer(LogConsumerOptions options) =>
        new KafkaLogConsumer(ClientSettings.Consumer(_options, options), _options.OnClientError);

    /// <inheritdoc/>
    public ILogReader CreateReader(ReadIsolation isolation) =>
        new KafkaLogReader(ClientSettings.Reader(_options, isolation), _options.ReadHeaders, _options.OnClientError);

    /// <inheritdoc/>
    public ILogProducer CreateProducer(LogProducerOptions options) =>
        new KafkaLogProducer(ClientSettings.Producer(_options, options), _options.OnClientError);

    /// <inheritdoc/>
    public ILogAdmin CreateAdmin() => new KafkaLogAdmin(ClientSettings.Common(_options), _options.OnClientError);
}
