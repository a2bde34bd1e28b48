using System.IO.Hashing;
using FsCheck;
using FsCheck.Fluent;

namespace Backorders.CdcBridge.Tests;

/// <summary>
/// However the records come - again from any point, over any number of partitions, with partitions that lag, stopped
/// and started after any record - the stock is the same. A failing case prints its seed.
/// </summary>
public sealed class DeliveryProperties
{
    const int Cases = 60;
    const int MaxLagMs = 8_000;

    static readonly string[] Scenarios =
        [.. RecordedScenario.Names.Where(name => name is not ("11-outbox" or "13-day" or "18-identity-index"))];

    [Fact]
    public void Process_AnyDelivery_FoldsToTheDatabase() => Check((scenario, random) =>
    {
        var fold = Run(ScenarioMappings.Plain(scenario), scenario, random);
        ScenarioTruth.RequirePlain(scenario, fold, scenario.Name);
    });

    [Fact]
    public void Process_AnyDeliveryWithLookupsAndLedgers_FoldsToTheDatabase() => Check((scenario, random) =>
    {
        var fold = Run(ScenarioMappings.Shipped(scenario), scenario, random);
        ScenarioTruth.RequireShipped(scenario, fold, scenario.Name);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Process_DayDeliveredInAnyWay_FoldsToTheDatabase(int seed)
    {
        var scenario = RecordedScenario.Load("13-day");
        ScenarioTruth.RequirePlain(
            scenario, Run(ScenarioMappings.Plain(scenario), scenario, new Random(seed)), $"seed {seed}");
    }

    static void Check(Action<RecordedScenario, Random> property) => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Cases).WithQuietOnSuccess(true),
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            property(RecordedScenario.Load(Scenarios[random.Next(Scenarios.Length)]), random);
            return true;
        }));

    static CommandFold Run(BridgeMapping mapping, RecordedScenario scenario, Random random)
    {
        var fold = new CommandFold();
        var store = new MemoryBridgeStore();
        var bridge = new Bridge(mapping, store, fold);
        foreach (var record in Deliver(scenario.Records, random))
        {
            if (random.Next(40) == 0)
                bridge = new Bridge(mapping, store = store.Copy(), fold);
            bridge.Process(record);
        }
        bridge.Finish();
        return fold;
    }

    /// <summary>The records in another partitioning, with lag, and with parts that come again.</summary>
    internal static IEnumerable<CapturedRecord> Deliver(IReadOnlyList<CapturedRecord> records, Random random)
    {
        var sent = Again(records, random);
        var partitions = random.Next(1, 5);
        var lags = new Dictionary<(string, int), int>();
        var offsets = new Dictionary<(string, int), long>();
        var placed = new List<(long Time, int Number, CapturedRecord Record)>(sent.Count);
        var number = 0;
        var clock = 0L;
        foreach (var record in sent)
        {
            var partition = record.Key is null ? random.Next(partitions)
                : (int)(XxHash3.HashToUInt64(record.Key) % (ulong)partitions);
            var place = (record.Topic, partition);
            if (!lags.ContainsKey(place))
                lags.Add(place, random.Next(MaxLagMs));
            var offset = offsets[place] = offsets.GetValueOrDefault(place, -1) + 1;
            // What comes again was appended later.
            clock = Math.Max(clock, record.Timestamp);
            var delivered = record with { Partition = partition, Offset = offset, Timestamp = clock };
            placed.Add((clock + lags[place], number++, delivered));
        }
        return placed.OrderBy(item => item.Time).ThenBy(item => item.Number).Select(item => item.Record);
    }

    static List<CapturedRecord> Again(IReadOnlyList<CapturedRecord> records, Random random)
    {
        var sent = new List<CapturedRecord>(records);
        for (var times = random.Next(4); times > 0; times--)
        {
            var end = random.Next(1, sent.Count + 1);
            var start = Math.Max(0, end - random.Next(1, 200));
            sent.InsertRange(end, sent.GetRange(start, end - start));
        }
        return sent;
    }
}
