using System.Text.Json.Nodes;
using Json.Schema;
using YamlDotNet.RepresentationModel;

namespace Backorders.CdcBridge.Tests;

/// <summary>
/// A mapping is written by people: what is wrong is said at once and in place, and what is shown to them is right.
/// </summary>
public sealed class MappingTests
{
    [Fact]
    public void Read_SeveralProblems_NamesEachWithItsPlace()
    {
        var error = Should.Throw<MappingException>(() => MappingReader.Read(
            """
            version: 1
            source: {name: w, connector: postgres}
            tables:
              - table: s.stock
                kind: balance
                colour: red
                commands:
                  - command: adjust-stock
                    sku: {lookup: s.item, by: id, take: sku}
                    quantity: qty
                    factor: -1
            """,
            "map.yaml"));
        error.Problems.Select(problem => problem.ToString()).ShouldBe(
        [
            "map.yaml:2:30: 'connector: postgres' is none of postgresql, mysql, mariadb, sqlserver, oracle",
            "map.yaml:6:5: a table has no 'colour': it has table, key, topic, kind, shape, explained_by, truncate, "
            + "deletes, where, commands",
            "map.yaml:8:9: a command needs 'site'",
            "map.yaml:9:23: lookup 's.item' is none of the mapped tables: add it, with kind: lookup",
            "map.yaml:11:17: 'factor: -1' must be a number above 0, such as 1000 or 0.5, a fraction such as 1/12, "
            + "or a mapping with column or lookup",
        ]);
    }

    /// <summary>Both mapped side by side, every shipment would count twice.</summary>
    [Fact]
    public void Read_BalanceBesideLedger_IsRefusedWithoutExplanation()
    {
        const string Yaml = """
            version: 1
            source: {name: w, connector: postgresql}
            tables:
              - table: s.stock
                kind: balance
                commands: [{command: adjust-stock, sku: a, site: b, quantity: c}]
              - table: s.receipt
                kind: ledger
                commands: [{command: receive-stock, sku: a, site: b, quantity: c}]
            """;
        Should.Throw<MappingException>(() => MappingReader.Read(Yaml, "m")).Message.ShouldContain("explained_by");
        MappingReader.Read(
            Yaml.Replace("kind: balance", "kind: balance\n    explained_by: [s.receipt]", StringComparison.Ordinal),
            "m").Tables.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("a: [", "m:2:1:")]
    [InlineData("", "m:1:1:")]
    [InlineData("- 1", "m:1:1:")]
    [InlineData("version: 1\nversion: 1", "m:2:")]
    public void Read_NoMapping_IsRefusedWithItsPlace(string text, string place) =>
        Should.Throw<MappingException>(() => MappingReader.Read(text, "m")).Message.ShouldStartWith(place);

    public static TheoryData<string, string> Shown
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var file in Directory.GetFiles(
                Path.Combine(TestSupport.Workspace.Root, "deploy", "cdc"), "*.yaml"))
            {
                data.Add(Path.GetFileName(file), File.ReadAllText(file));
            }
            var number = 0;
            foreach (var block in File.ReadAllText(Path.Combine(TestSupport.Workspace.Root, "docs", "cdc-bridge.md"))
                .Split("```yaml\n")
                .Skip(1))
            {
                data.Add($"example {++number}", block[..block.IndexOf("```", StringComparison.Ordinal)]);
            }
            return data;
        }
    }

    [Fact]
    public void Docs_WorkedExamples_AreThree() =>
        Shown.Count(row => row.Data.Item1.StartsWith("example", StringComparison.Ordinal)).ShouldBe(3);

    [Theory]
    [MemberData(nameof(Shown))]
    public void Read_WhatIsShownToPeople_IsAMapping(string name, string yaml) =>
        MappingReader.Read(yaml, name).Tables.ShouldNotBeEmpty();

    /// <summary>An editor that marks a right mapping as wrong would be switched off.</summary>
    [Theory]
    [MemberData(nameof(Shown))]
    public void Schema_WhatIsShownToPeople_IsValidByIt(string name, string yaml)
    {
        var schema = JsonSchema.FromText(
            File.ReadAllText(Path.Combine(TestSupport.Workspace.Root, "deploy", "cdc", "mapping.schema.json")));
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var result = schema.Evaluate(
            Json(stream.Documents[0].RootNode), new EvaluationOptions { OutputFormat = OutputFormat.List });
        var problems = result.Details.Where(detail => detail.HasErrors)
            .Select(detail => $"{detail.InstanceLocation} {string.Join(',', detail.Errors!.Values)}");
        result.IsValid.ShouldBeTrue($"{name}: {string.Join("; ", problems)}");
    }

    [Fact]
    public void Process_ExampleOne_IsWhatItsTextSays()
    {
        var mapping = MappingReader.Read(Shown.First(row => row.Data.Item1 == "example 1").Data.Item2, "example 1");
        CapturedRecord Row(string op, long lsn, string snapshot, string? after) => Changes.Record(
            "shop.inventory.stock_level",
            """{"article_no":"A-1","store_code":"S7"}""",
            $$"""{"op":"{{op}}","before":null,"after":{{after ?? "null"}},"source":"""
            + """{"connector":"postgresql","schema":"inventory","table":"stock_level","lsn":"""
            + $$"""{{lsn}},"snapshot":"{{snapshot}}","ts_ms":1} }""");
        var update = Row("u", 20, "false", """{"article_no":"A-1","store_code":"S7","on_hand":"12","held":"5"}""");
        var fold = CommandFold.Of(mapping,
        [
            Row("r", 10, "last", """{"article_no":"A-1","store_code":"S7","on_hand":"12","held":"2"}"""),
            update,
            update,
            Row("d", 30, "false", null),
        ]);
        fold.Commands.Select(command => (command.Cdc.Cause, command.AdjustStock.Delta))
            .ShouldBe([("snapshot", 10L), ("change", -3L), ("change", -7L)]);
    }

    static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(
            child => new KeyValuePair<string, JsonNode?>(((YamlScalarNode)child.Key).Value!, Json(child.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: "true" or "false" } scalar =>
            scalar.Value == "true",
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: { } text }
            when long.TryParse(text, out var number) => number,
        YamlScalarNode scalar => scalar.Value,
        _ => null,
    };
}
