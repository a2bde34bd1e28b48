using Backorders.CdcBridge.Topology;
using Backorders.Contracts;
using StreamApps;
using StreamApps.Processing;
using StreamApps.RocksDb;
using StreamApps.Testing;

namespace Backorders.CdcBridge.Tests;

/// <summary>The bridge as a topology: the same commands as the bridge alone, from a store that survives.</summary>
public sealed class TopologyTests
{
    [Theory]
    [InlineData("05-key-changes", false)]
    [InlineData("06-truncate", false)]
    [InlineData("17-mariadb-resnapshot", false)]
    [InlineData("21-lost-offsets", false)]
    [InlineData("05-key-changes", true)]
    [InlineData("06-truncate", true)]
    [InlineData("16-mariadb-redelivery", true)]
    public void Process_Recording_SendsWhatTheBridgeAloneSends(string name, bool crashes)
    {
        var scenario = RecordedScenario.Load(name);
        var mapping = ScenarioMappings.Plain(scenario);
        using var folder = new TestSupport.TemporaryFolder();
        using var backend = new RocksDbStateBackend(new RocksDbOptions());
        using var driver = new TopologyTestDriver(CdcBridgeTopology.Build(mapping), new TestDriverOptions
        {
            Backend = backend,
            StateDirectory = folder.Path,
            CommitEachRecord = false,
            Errors = ErrorPolicy.DeadLetterAlways(BackordersTopics.DeadLetters),
            Start = DateTimeOffset.FromUnixTimeMilliseconds(scenario.Records[0].Timestamp),
        });
        var commands = driver.Output(BackordersTopics.InventoryCommands);
        var alone = new CommandFold();
        var bridge = new Bridge(mapping, new MemoryBridgeStore(), alone);
        var topics = mapping.AllTopics.ToHashSet(StringComparer.Ordinal);
        var number = 0;
        foreach (var record in scenario.Records.Where(record => topics.Contains(record.Topic)))
        {
            bridge.Process(record);
            var headers = new RecordHeaders();
            foreach (var (header, value) in record.Headers)
                headers.Add(header, value ?? []);
            driver.Input(CdcBridgeTopology.Captured(record.Topic))
                .PipeBytes(record.Key, record.Value, record.Timestamp, headers);
            // What is not committed is gone, and is done again; the topics may then come together in another order.
            if (++number % 97 == 0 && crashes)
                driver.CrashAndRestart();
            if (number % 50 == 0)
                driver.Commit();
        }
        // Once for the collector, and once for the bridge behind it.
        driver.Commit();
        driver.Commit();
        var sent = commands.ReadAll().Select(record => record.Value!).ToList();
        if (crashes)
            sent = [.. sent.OrderBy(command => command.EventId, StringComparer.Ordinal)];
        var expected = crashes
            ? [.. alone.Commands.OrderBy(command => command.EventId, StringComparer.Ordinal)]
            : alone.Commands;
        sent.Select(Text).ShouldBe(expected.Select(Text));
        alone.Commands.ShouldNotBeEmpty();
    }

    // The watermark is of the moment, which another order of topics changes.
    static string Text(InventoryCommand command)
    {
        var text = command.Clone();
        text.Cdc.Watermark = "";
        return text.ToString();
    }

    [Fact]
    public void Process_BadRecord_IsADeadLetterWithItsOwnBytesAndPlace()
    {
        var scenario = RecordedScenario.Load("05-key-changes");
        using var driver = new TopologyTestDriver(
            CdcBridgeTopology.Build(ScenarioMappings.Plain(scenario)),
            new TestDriverOptions { Errors = ErrorPolicy.DeadLetterAlways(BackordersTopics.DeadLetters) });
        byte[] value = [1, 2, 3];
        driver.Input(CdcBridgeTopology.Captured("wms.public.inventory"))
            .PipeBytes(null, value, 5, new RecordHeaders().Add("own", "header"));
        var letter = driver.Output(CdcBridgeTopology.DeadLetterTopic).Read();
        letter.Value.ShouldBe(value);
        letter.Headers!.LastText("own").ShouldBe("header");
        letter.Headers.LastText(DeadLetterRecord.Reason).ShouldBe(DecodeReason.MalformedJson);
        letter.Headers.LastText(DeadLetterHeaders.Topic).ShouldBe("wms.public.inventory");
    }

    /// <summary>A row that waits must not wait for ever because the source is quiet.</summary>
    [Fact]
    public void Tick_QuietSource_LetsTimePass()
    {
        var mapping = ScenarioMappings.Read("""
            version: 1
            source: {name: w, connector: postgresql, decimals: string}
            tables:
              - {table: s.item, kind: lookup}
              - {table: s.stock, kind: balance, commands: [{command: adjust-stock, sku: {lookup: s.item, by: item, take: sku}, site: place, quantity: qty}]}
            """);
        using var driver = new TopologyTestDriver(
            CdcBridgeTopology.Build(mapping),
            new TestDriverOptions { Errors = ErrorPolicy.DeadLetterAlways(BackordersTopics.DeadLetters) });
        var record = Changes.Record(
            "w.s.stock",
            """{"id":1}""",
            """{"op":"c","after":{"id":1,"item":"A","place":"X","qty":"3"},"source":"""
            + """{"connector":"postgresql","schema":"s","table":"stock","lsn":1,"ts_ms":1}}""");
        driver.Input(CdcBridgeTopology.Captured(record.Topic)).PipeBytes(record.Key, record.Value, 1000);
        for (var second = 0; second < 65; second++)
            driver.AdvanceWallClock(TimeSpan.FromSeconds(1));
        driver.Output(CdcBridgeTopology.DeadLetterTopic).Read().Headers!.LastText(DeadLetterRecord.Reason)
            .ShouldBe("lookup_missing");
    }

    [Theory]
    [InlineData(TopologyFormat.Text, "cdc-bridge.txt")]
    [InlineData(TopologyFormat.Mermaid, "cdc-bridge.mmd")]
    public void Describe_ShippedMapping_IsTheApprovedFile(TopologyFormat format, string file)
    {
        var mapping = File.ReadAllText(
            Path.Combine(TestSupport.Workspace.Root, "deploy", "cdc", "wms-postgresql.yaml"));
        var described = CdcBridgeTopology.Build(ScenarioMappings.Read(mapping)).Describe(format);
        var path = Path.Combine(TestSupport.Workspace.Root, "topology-docs", file);
        if (Environment.GetEnvironmentVariable("BACKORDERS_APPROVE") is "1")
            File.WriteAllText(path, described);
        described.ShouldBe(
            File.Exists(path) ? File.ReadAllText(path) : "",
            $"topology-docs/{file} is not this topology: run the tests with BACKORDERS_APPROVE=1 and review it");
    }
}
