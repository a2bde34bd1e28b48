using StreamApps.EmbeddedKafka.Tests.Brokers;

namespace StreamApps.EmbeddedKafka.Tests.Clients;

/// <summary>Rules that hold on any Kafka broker: a class of them runs once for each broker.</summary>
public abstract class BrokerRules(IBrokerAddress broker) : IAsyncLifetime
{
    protected KafkaClients Kafka { get; private set; } = null!;

    protected static TimeSpan Patience => KafkaClients.Patience;

    public async ValueTask InitializeAsync() => Kafka = new KafkaClients(await broker.BootstrapAsync());

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
