using Backorders.TestSupport;
using StreamApps.EmbeddedKafka;

[assembly: AssemblyFixture(typeof(KafkaLab))]

namespace Backorders.CdcBridge.Tests.Live;

/// <summary>
/// Stock and order lines of the log agree with a real database, to the unit, whoever is killed on the way. Else a shop
/// would promise goods that are not there.
/// </summary>
public sealed class LiveTests(KafkaLab lab)
{
    const int Seed = 20260301;

    [Fact]
    public async Task When_ConnectAndBridgeAreKilledOnTheEmbeddedBroker_Should_AgreeWithTheDatabase()
    {
        await using var broker = await EmbeddedBroker.StartAsync(
            new EmbeddedBrokerOptions(), TestContext.Current.CancellationToken);
        await using var run = await LiveRun.StartAsync(broker.BootstrapServers);
        await run.PlayAsync(new WmsWorkload(Seed));
    }

    [Fact]
    public async Task When_ConnectAndBridgeAreKilledOnApacheKafka_Should_AgreeWithTheDatabase()
    {
        ConnectWorker.RequireLab();
        await using var run = await LiveRun.StartAsync(lab.RequireBootstrap());
        await run.PlayAsync(new WmsWorkload(Seed));
    }
}
