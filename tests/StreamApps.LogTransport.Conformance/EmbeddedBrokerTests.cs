using StreamApps.EmbeddedKafka;

[assembly: AssemblyFixture(typeof(StreamApps.LogTransport.Conformance.EmbeddedBrokerTests.Broker))]

namespace StreamApps.LogTransport.Conformance;

/// <summary>The kit on the embedded broker.</summary>
public sealed class EmbeddedBrokerTests(EmbeddedBrokerTests.Broker broker) : LogTransportKit
{
    protected override string Bootstrap => broker.Bootstrap;

    /// <summary>One broker in memory for all tests of the class.</summary>
    public sealed class Broker : IAsyncLifetime
    {
        EmbeddedBroker? _broker;

        public string Bootstrap => _broker!.BootstrapServers;

        public async ValueTask InitializeAsync() =>
            _broker = await EmbeddedBroker.StartAsync(new EmbeddedBrokerOptions());

        public ValueTask DisposeAsync() => _broker?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
