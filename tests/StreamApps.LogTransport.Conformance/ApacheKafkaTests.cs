using Backorders.TestSupport;

[assembly: AssemblyFixture(typeof(KafkaLab))]

namespace StreamApps.LogTransport.Conformance;

/// <summary>The kit on a real Apache Kafka.</summary>
public sealed class ApacheKafkaTests(KafkaLab lab) : LogTransportKit
{
    protected override string Bootstrap => lab.RequireBootstrap();
}
