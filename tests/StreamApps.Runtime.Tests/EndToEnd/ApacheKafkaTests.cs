using Backorders.TestSupport;

[assembly: AssemblyFixture(typeof(KafkaLab))]

namespace StreamApps.Runtime.Tests.EndToEnd;

/// <summary>The kit on a real Apache Kafka.</summary>
public sealed class ApacheKafkaTests(KafkaLab lab) : ExactlyOnceKit
{
    protected override string Bootstrap => lab.RequireBootstrap();

    protected override TimeSpan Session => TimeSpan.FromSeconds(6);
}
