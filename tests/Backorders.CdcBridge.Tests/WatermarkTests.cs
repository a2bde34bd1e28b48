using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Backorders.CdcBridge.Topology;
using Backorders.Contracts;
using Backorders.Topologies;
using Backorders.Topologies.Allocation;
using Backorders.Topologies.Intake;
using StreamApps.Testing;

namespace Backorders.CdcBridge.Tests;

/// <summary>
/// How far the source was read when something was said: without it nobody knows whether a promise knows
/// of this morning's goods.
/// </summary>
public sealed class WatermarkTests
{
    const string Gauge = "cdc_last_event_timestamp_seconds";

    /// <summary>
    /// From a row of the source to the answer of the shop: bridge, intake and allocation, one behind another.
    /// </summary>
    [Fact]
    public void Answers_OfCapturedStock_SayHowFarTheSourceWasRead()
    {
        using var bridge = Driver(CdcBridgeTopology.Build(Mapping("w")));
        using var intake = Driver(IntakeTopology.Build(new IntakeOptions { CommandPartitions = 1 }));
        using var allocation = Driver(AllocationTopology.Build(new AllocationOptions { Ticks = false }));
        var commands = allocation.Input(BackordersTopics.InventoryCommands);
        var allocations = allocation.Output(BackordersTopics.Allocations);
        var stock = allocation.Output(BackordersTopics.StockEvents);
        var atp = allocation.Output(BackordersTopics.Atp);
        void Pass(TopologyTestDriver from)
        {
            foreach (var command in from.Output(BackordersTopics.InventoryCommands).ReadAll().TakeLast(1))
                commands.Pipe(command.Key!, command.Value!, command.Timestamp);
        }
        void Change(string item, int quantity, int lsn)
        {
            Capture(bridge, "w", item, quantity, lsn);
            Pass(bridge);
        }
        void Order(string order, string item)
        {
            var placed = new OrderPlaced
            {
                OrderId = order,
                Lines = { new OrderLine { LineId = "1", Sku = item, Quantity = 2 } },
            };
            intake.Input(BackordersTopics.Orders).Pipe(order, new OrderEvent
            {
                Metadata = new MessageMetadata { EventId = order, OccurredAtUnixMs = 1000 },
                Placed = placed,
            });
            Pass(intake);
        }
        commands.Pipe("*", new InventoryCommand
        {
            EventId = "p",
            Sku = "*",
            OccurredAtUnixMs = 1000,
            SetPolicy = new SetPolicy { Version = 1, SiteOrder = { "X" } },
        });

        Change("A", 5, lsn: 100);
        stock.ReadAll()[^1].Value!.Metadata.CdcWatermark.ShouldBe("w@100");
        atp.ReadAll()[^1].Value!.CdcWatermark.ShouldBe("w@100");

        // An order comes from a shop and not from the source: what is promised is correct to the same place.
        Order("O1", "A");
        allocations.ReadAll()[^1].Value!.Metadata.CdcWatermark.ShouldBe("w@100");
        atp.ReadAll()[^1].Value!.CdcWatermark.ShouldBe("w@100");

        Change("A", 9, lsn: 250);
        atp.ReadAll()[^1].Value!.CdcWatermark.ShouldBe("w@250");
        Order("O2", "A");
        allocations.ReadAll()[^1].Value!.Metadata.CdcWatermark.ShouldBe("w@250");

        // Nothing of this SKU comes from the source, so nothing is said of it.
        Order("O3", "B");
        allocations.ReadAll()[^1].Value!.Metadata.HasCdcWatermark.ShouldBeFalse();
    }

    [Fact]
    public void Gauge_TwoSources_EachHasItsOwn()
    {
        var (first, second) = ("gauge-first", "gauge-second");
        using var one = Driver(CdcBridgeTopology.Build(Mapping(first)));
        using var two = Driver(CdcBridgeTopology.Build(Mapping(second)));
        Measure().Keys.Intersect([first, second], StringComparer.Ordinal)
            .ShouldBeEmpty("1970 would look like a source that stands still");
        Capture(one, first, "A", 5, lsn: 100, commitMs: 1_700_000_000_500);
        Capture(two, second, "A", 5, lsn: 7, commitMs: 1_600_000_000_000);
        // Delivered again from before: the watermark does not fall back.
        Capture(one, first, "A", 3, lsn: 90, commitMs: 1_699_999_000_000);
        var measured = Measure();
        measured[first].ShouldBe(1_700_000_000.5);
        measured[second].ShouldBe(1_600_000_000.0);
    }

    /// <summary>
    /// An alert on a source that stands still must not fire, or be silent, because the bridge was restarted.
    /// </summary>
    [Fact]
    public void Gauge_AfterARestart_GoesOnFromTheState()
    {
        const string Source = "gauge-restart";
        using var backend = new StreamApps.State.InMemoryStateBackend();
        var options = new TestDriverOptions { Errors = Applications.Errors, Backend = backend };
        using (var before = new TopologyTestDriver(CdcBridgeTopology.Build(Mapping(Source)), options))
            Capture(before, Source, "A", 5, lsn: 100, commitMs: 1_700_000_000_000);
        using var after = new TopologyTestDriver(CdcBridgeTopology.Build(Mapping(Source)), options);
        Measure()[Source].ShouldBe(1_700_000_000.0);
    }

    static ConcurrentDictionary<string, double> Measure()
    {
        var measured = new ConcurrentDictionary<string, double>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == Gauge)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) => measured[(string)tags[0].Value!] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return measured;
    }

    static TopologyTestDriver Driver(StreamApps.Topology topology) =>
        new(topology, new TestDriverOptions { Errors = Applications.Errors });

    static BridgeMapping Mapping(string source) => ScenarioMappings.Read($$"""
        version: 1
        source: {name: {{source}}, connector: postgresql, decimals: string}
        tables:
          - {table: s.stock, kind: balance, commands: [{command: adjust-stock, sku: item, site: {constant: X}, quantity: qty}]}
        """);

    static void Capture(
        TopologyTestDriver driver, string source, string item, int quantity, int lsn, long commitMs = 1000)
    {
        var record = Changes.Record(
            $"{source}.s.stock",
            $$"""{ "item":"{{item}}" }""",
            $$"""{ "op":"u","after":{"item":"{{item}}","qty":"{{quantity}}"},"source":"""
            + $$"""{"connector":"postgresql","schema":"s","table":"stock","lsn":{{lsn}},"ts_ms":{{commitMs}} } }""");
        driver.Input(CdcBridgeTopology.Captured(record.Topic)).PipeBytes(record.Key, record.Value, commitMs);
    }
}
