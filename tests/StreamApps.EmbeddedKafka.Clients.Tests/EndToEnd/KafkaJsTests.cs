using Backorders.TestSupport;

namespace StreamApps.EmbeddedKafka.Clients.Tests.EndToEnd;

/// <summary>kafkajs, the client of Node services, in its pinned version.</summary>
public sealed class KafkaJsTests
{
    [Fact]
    public async Task Run_TopicsGroupTransactionsAndAdmin_Work()
    {
        Assert.SkipUnless(Programs.IsInstalled("node") && Programs.IsInstalled("npm"), "needs Node and npm");
        var scripts = Path.Combine(Workspace.Root, "tests", "StreamApps.EmbeddedKafka.Clients.Tests", "kafkajs");
        using var folder = new TemporaryFolder();
        foreach (var file in new[] { "package.json", "package-lock.json" })
            File.Copy(Path.Combine(scripts, file), folder.File(file));
        using (var install = ClientProgram.Start(
            "npm", "ci", "--prefix", folder.Path, "--ignore-scripts", "--no-audit", "--no-fund"))
        {
            await install.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.SkipUnless(install.ExitCode == 0, "needs kafkajs 2.2.4 from npm");
        }
        await using var broker = await EmbeddedBroker.StartAsync(new(), TestContext.Current.CancellationToken);
        (await ClientProgram.RunAsync(
            "node", "", Path.Combine(scripts, "run.js"), broker.BootstrapServers, folder.Path)).Trim().ShouldBe("ok");
    }
}
