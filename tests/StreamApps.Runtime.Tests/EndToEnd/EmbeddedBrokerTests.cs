using StreamApps.EmbeddedKafka;

[assembly: AssemblyFixture(typeof(StreamApps.Runtime.Tests.EndToEnd.EmbeddedBrokerTests.Broker))]

namespace StreamApps.Runtime.Tests.EndToEnd;

/// <summary>The kit on the embedded broker.</summary>
public sealed class EmbeddedBrokerTests(EmbeddedBrokerTests.Broker broker) : ExactlyOnceKit
{
    protected override string Bootstrap => broker.Bootstrap;

    protected override TimeSpan Session => TimeSpan.FromSeconds(2);

    /// <summary>One broker in memory for all tests of the class.</summary>
    public sealed class Broker : IAsyncLifetime
    {
        EmbeddedBroker? _broker;

        public string Bootstrap => _broker!.BootstrapServers;

        public async ValueTask InitializeAsync() => _broker = await EmbeddedBroker.StartAsync(
            new EmbeddedBrokerOptions { MinSessionTimeout = TimeSpan.FromSeconds(1) });

        public ValueTask DisposeAsync() => _broker?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
