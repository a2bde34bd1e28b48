using Backorders.CdcBridge.Checks;
using StreamApps.Transport;

namespace Backorders.CdcBridge.Tests;

/// <summary>
/// What is set otherwise than the bridge relies on is said at the start, in one line each; else it shows weeks
/// later, as stock that is wrong.
/// </summary>
public sealed class StartChecksTests
{
    const string Postgres = """
        version: 1
        source: {name: w, connector: postgresql, decimals: string}
        topics: {transactions: w.transaction}
        transactions: {group: true}
        tables:
          - {table: s.item, kind: lookup}
          - {table: s.move, kind: ledger, key: none, commands: [{command: adjust-stock, sku: item, site: place, quantity: qty}]}
        """;

    const string Maria = """
        version: 1
        source: {name: w, connector: mariadb, decimals: precise}
        topics: {schema_changes: w}
        tables:
          - {table: s.item, kind: lookup}
        """;

    [Fact]
    public void Topics_AsTheyAreNeeded_NothingIsSaid() =>
        Topics(Postgres, Topic("w.s.item", 6), Topic("w.s.move"), Topic("w.transaction", 3)).ShouldBeEmpty();

    [Fact]
    public void Topics_Missing_StopsTheBridgeAndNamesTable()
    {
        var finding = Topics(Postgres, Topic("w.s.item"), Topic("w.transaction")).ShouldHaveSingleItem();
        finding.IsFatal.ShouldBeTrue();
        finding.Text.ShouldContain("'w.s.move' of table 's.move' does not exist");
    }

    [Fact]
    public void Topics_KeylessTableOverPartitions_IsSaid() =>
        Topics(Postgres, Topic("w.s.item"), Topic("w.s.move", 3), Topic("w.transaction"))
            .ShouldHaveSingleItem().Text.ShouldContain("has 3 partitions, and 's.move' no key");

    [Theory]
    [InlineData("cleanup.policy", "compact", "compacted")]
    [InlineData("cleanup.policy", "compact,delete", "compacted")]
    [InlineData("retention.ms", "3600000", "for 1 h")]
    public void Topics_ThatLoseChanges_AreSaid(string setting, string value, string text)
    {
        var finding = Topics(
            Postgres, Topic("w.s.item", 1, (setting, value)), Topic("w.s.move"), Topic("w.transaction"))
                .ShouldHaveSingleItem();
        finding.Text.ShouldContain(text);
        finding.IsFatal.ShouldBeFalse();
    }

    [Theory]
    [InlineData("cleanup.policy", "compact", "the scales of decimals are in them", true)]
    [InlineData("retention.ms", "604800000", "for 7 days", false)]
    public void Topics_SchemaChangesThatGoAway_AreSaid(string setting, string value, string text, bool isFatal)
    {
        var finding = Topics(Maria, Topic("w.s.item"), Topic("w", 1, (setting, value))).ShouldHaveSingleItem();
        finding.Text.ShouldContain(text);
        finding.IsFatal.ShouldBe(isFatal);
    }

    [Fact]
    public void Topics_SchemaChangesOverPartitions_IsSaid() =>
        Topics(Maria, Topic("w.s.item"), Topic("w", 2)).ShouldHaveSingleItem().Text.ShouldContain("2 partitions");

    [Fact]
    public void Records_AsTheyAreNeeded_NothingIsSaid() => Records(10, Item(Source, Transaction)).ShouldBeEmpty();

    [Theory]
    [InlineData("\u0000\u0000\u0000\u0000\u0001x", "unsupported_format")]
    [InlineData("""{"id":1,"sku":"A"}""", "unknown_shape")]
    [InlineData("""{"op":"u","after":{"id":1,"sku":"A"},"source":"""
        + """{"connector":"postgresql","schema":"s","table":"item","ts_ms":1}}""", "no_position")]
    [InlineData("""{"op":"u","after":{"id":1,"sku":"A"},"source":"""
        + """{"connector":"mysql","db":"s","table":"item","lsn":1,"ts_ms":1}}""", "invalid_source")]
    public void Records_ThatAreAllRefused_StopTheBridge(string value, string reason)
    {
        var finding = Records(10, value).ShouldHaveSingleItem();
        finding.IsFatal.ShouldBeTrue();
        finding.Text.ShouldContain($"all of the last 10 records of topic 'w.s.item' cannot be read ({reason}");
    }

    /// <summary>
    /// One bad record is an accident: it becomes a dead letter, and must not keep the bridge from starting again.
    /// </summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void Records_FewThatAreRefused_DoNotStopTheBridge(int count, bool isFatal) =>
        Records(count, "{").ShouldHaveSingleItem().IsFatal.ShouldBe(isFatal);

    [Fact]
    public void Records_OneOfManyRefused_DoesNotStopTheBridge()
    {
        var checks = new RecordChecks(ScenarioMappings.Read(Postgres));
        for (var number = 0; number < 9; number++)
            checks.See(Record(Item(Source, Transaction)));
        checks.See(Record("{"));
        var finding = checks.Findings().ShouldHaveSingleItem();
        finding.IsFatal.ShouldBeFalse();
        finding.Text.ShouldStartWith("1 of the last 10 records");
    }

    [Fact]
    public void Records_WithoutTransaction_IsSaidWhenTheMappingGroups() =>
        Records(3, Item(Source, "null")).ShouldHaveSingleItem().Text.ShouldContain("provide.transaction.metadata=true");

    [Fact]
    public void Records_WithoutSchemaAndDeclaration_IsSaid()
    {
        var checks = new RecordChecks(
            ScenarioMappings.Read(Postgres.Replace(", decimals: string", "", StringComparison.Ordinal)));
        checks.See(Record(Item(Source, Transaction)));
        checks.Findings().ShouldHaveSingleItem().Text.ShouldContain("give its source decimals");
    }

    [Fact]
    public void Records_WithoutRunId_IsSaid()
    {
        var checks = new RecordChecks(ScenarioMappings.Read(Postgres));
        checks.See(Changes.Record("w.s.item", """{"id":1}""", Item(Source, Transaction)));
        checks.Findings().ShouldHaveSingleItem().Text.ShouldContain("__debezium.context.runId");
    }

    [Fact]
    public void Connectors_TheTemplate_NothingIsSaid()
    {
        var template = ConnectorSettings.Read(File.ReadAllText(
            Path.Combine(TestSupport.Workspace.Root, "deploy", "cdc", "connector-postgresql.properties")));
        var mapping = File.ReadAllText(
            Path.Combine(TestSupport.Workspace.Root, "deploy", "cdc", "wms-postgresql.yaml"));
        var answer = System.Text.Json.JsonSerializer.Serialize(
            new { wms = new { info = new { name = "wms", config = template } } });
        RunningConnectors.Check(ScenarioMappings.Read(mapping), answer).ShouldBeEmpty();
    }

    [Fact]
    public void Connectors_SetOtherwise_IsSaidByName()
    {
        var texts = Connectors(
            """{"other":{"info":{"config":{"topic.prefix":"o"}}},"wms":{"info":{"config":{"topic.prefix":"w"}}}}""");
        texts.ShouldAllBe(text => text.StartsWith("connector 'wms': ", StringComparison.Ordinal));
        string.Concat(texts).ShouldContain("skipped.operations");
        string.Concat(texts).ShouldContain("provide.transaction.metadata");
    }

    [Fact]
    public void Connectors_TaskFailed_IsSaidWithTheCause() => Connectors("""
        {"wms":{"info":{"config":{"topic.prefix":"w"}},"status":{"tasks":[{"id":0,"state":"FAILED","trace":"the slot is gone\n\tat x"}]}}}
        """).ShouldContain("connector 'wms': its task has failed: the slot is gone", StringComparer.Ordinal);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"other":{"info":{"config":{"topic.prefix":"o"}}}}""")]
    [InlineData("""{"other":{"info":null},"third":7}""")]
    public void Connectors_NoneOfTheSource_IsSaid(string answer) =>
        Connectors(answer).ShouldHaveSingleItem().ShouldContain("no connector with topic.prefix 'w'");

    const string Source = """{"connector":"postgresql","schema":"s","table":"item","lsn":1,"ts_ms":1}""";
    const string Transaction = """{"id":"7:1","total_order":1,"data_collection_order":1}""";

    static string Item(string source, string transaction) =>
        $$"""{ "op":"u","after":{"id":1,"sku":"A"},"source":{{source}},"transaction":{{transaction}} }""";

    static CapturedRecord Record(string value) =>
        Changes.Record("w.s.item", """{"id":1}""", value, ("__debezium.context.runId", "r"));

    static List<Finding> Records(int count, string value)
    {
        var checks = new RecordChecks(ScenarioMappings.Read(Postgres));
        for (var number = 0; number < count; number++)
            checks.See(Record(value));
        return [.. checks.Findings()];
    }

    static List<Finding> Topics(string mapping, params TopicDescription[] topics) =>
        [.. TopicChecks.Check(
            ScenarioMappings.Read(mapping), topics.ToDictionary(topic => topic.Name, StringComparer.Ordinal))];

    static List<string> Connectors(string answer) =>
        [.. RunningConnectors.Check(ScenarioMappings.Read(Postgres), answer).Select(finding => finding.Text)];

    static TopicDescription Topic(string name, int partitions = 1, params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["cleanup.policy"] = "delete",
            ["retention.ms"] = "-1",
        };
        foreach (var (setting, value) in settings)
            all[setting] = value;
        return new(name, partitions, all);
    }
}
