namespace Backorders.CdcBridge.Tests;

/// <summary>
/// Each recording through the bridge against the truth about its database: to the unit, or the stock is wrong.
/// </summary>
public sealed class RecordedScenarioTests
{
    const string Outbox = "11-outbox";
    const string LinesVanish = "19-mariadb-cascade";
    const string IdentityIndex = "18-identity-index";
    const string Incremental = "08-incremental-snapshot";

    public static TheoryData<string> Scenarios => [.. RecordedScenario.Names.Where(name => name != Outbox)];

    [Fact]
    public void Recordings_Folder_HoldsAllOfThem() => RecordedScenario.Names.Count.ShouldBe(21);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Process_EachRecording_FoldsToTheDatabase(string name)
    {
        var scenario = RecordedScenario.Load(name);
        var fold = CommandFold.Of(ScenarioMappings.Plain(scenario), scenario.Records);
        ScenarioTruth.RequirePlain(scenario, fold, name);
        fold.DeadLetters.ShouldBeEmpty();
        if (name != LinesVanish)
            fold.Lines.Keys.Except(scenario.Rows("order_line").Select(row => (row["order_id"]!, row["line_no"]!)))
                .ShouldAllBe(line => IsClosed(fold, line));
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Process_LookupsAndLedgers_FoldsToTheDatabase(string name)
    {
        var scenario = RecordedScenario.Load(name);
        var fold = CommandFold.Of(ScenarioMappings.Shipped(scenario), scenario.Records);
        ScenarioTruth.RequireShipped(scenario, fold, name);
        if (name is not (IdentityIndex or Incremental))
            fold.DeadLetters.ShouldBeEmpty();
    }

    /// <summary>A topic that is read again from its beginning must not send stock a second time.</summary>
    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Process_RecordingTwice_SendsNothingTheSecondTime(string name)
    {
        var scenario = RecordedScenario.Load(name);
        var mapping = ScenarioMappings.Plain(scenario);
        var fold = new CommandFold();
        var bridge = new Bridge(mapping, new MemoryBridgeStore(), fold);
        foreach (var record in scenario.Records)
            bridge.Process(record);
        bridge.Finish();
        var sent = fold.Commands.Count;
        foreach (var record in scenario.Records)
            bridge.Process(record);
        bridge.Finish();
        fold.Commands.Skip(sent).ShouldBeEmpty();
    }

    /// <summary>
    /// A planner sees each change as it was made, not a sum: the sequence of each row's changes is that of the facts.
    /// </summary>
    [Theory]
    [InlineData("01-snapshot-stream")]
    [InlineData("02-identity-full")]
    [InlineData("03-double-connect")]
    [InlineData("04-transactions-heartbeats-messages")]
    [InlineData("09-redelivery")]
    [InlineData("10-flattened")]
    [InlineData("12-schema-evolution")]
    [InlineData("13-day")]
    [InlineData("14-mariadb-snapshot-stream")]
    [InlineData("16-mariadb-redelivery")]
    [InlineData("20-straddled-snapshot")]
    public void Process_StreamedChanges_AreThoseOfTheFacts(string name)
    {
        var scenario = RecordedScenario.Load(name);
        var fold = CommandFold.Of(ScenarioMappings.Plain(scenario), scenario.Records);
        var expected = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        var moved = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fact in scenario.Truth.GetProperty("facts").EnumerateArray())
        {
            if (!fact.TryGetProperty("table", out var table) || table.GetString() != $"{scenario.Schema}.inventory"
                || fact.GetProperty("phase").GetString() != "streamed")
            {
                continue;
            }
            var key = KeyOf(fact.GetProperty("key"));
            if (fact.GetProperty("op").GetString() == "move")
            {
                moved.Add(key);
                moved.Add(KeyOf(fact.GetProperty("new_key")));
                continue;
            }
            foreach (var delta in fact.GetProperty("delta")
                .EnumerateObject()
                .Where(delta => RecordedScenario.Units(delta.Value.GetString()) != 0))
            {
                Of(expected, $"{key}/{delta.Name}").Add(RecordedScenario.Units(delta.Value.GetString()));
            }
        }
        var seen = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        foreach (var command in fold.Commands.Where(
            command => command.AdjustStock is not null && command.Cdc.Cause == "change"))
        {
            Of(seen, $"{command.Sku} {command.AdjustStock.Site}").Add(command.AdjustStock.Delta);
        }
        foreach (var place in expected.Keys.Union(seen.Keys, StringComparer.Ordinal)
            .Where(place => !moved.Contains(place[..place.IndexOf('/', StringComparison.Ordinal)])))
        {
            Of(seen, place).ShouldBe(Of(expected, place), place);
        }
        expected.Count.ShouldBeGreaterThan(0);
    }

    static string KeyOf(System.Text.Json.JsonElement key) =>
        $"{key.GetProperty("item_id").GetString()} {key.GetProperty("warehouse_id").GetString()}";

    static List<long> Of(Dictionary<string, List<long>> lists, string key)
    {
        if (!lists.TryGetValue(key, out var list))
            lists.Add(key, list = []);
        return list;
    }

    static bool IsClosed(CommandFold fold, (string, string) line) =>
        fold.Lines[line].Ordered == fold.Lines[line].Cancelled + fold.Lines[line].Shipped;
}
