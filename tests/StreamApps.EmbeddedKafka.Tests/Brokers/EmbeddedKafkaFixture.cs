namespace StreamApps.EmbeddedKafka.Tests.Brokers;

/// <summary>The embedded broker, in memory, once for a test class.</summary>
public sealed class EmbeddedKafkaFixture : IBrokerAddress, IAsyncLifetime
{
    EmbeddedBroker? _broker;

    public Task<string> BootstrapAsync() => Task.FromResult(_broker!.BootstrapServers);

    public async ValueTask InitializeAsync() => _broker = await EmbeddedBroker.StartAsync(new EmbeddedBrokerOptions());

    public ValueTask DisposeAsync() => _broker?.DisposeAsync() ?? ValueTask.CompletedTask;
}
