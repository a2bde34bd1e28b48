using System.Text.Json;

namespace Backorders.Cli.Tests.Verbs;

/// <summary>A planner asks why; a script compares policies.</summary>
public sealed class ExplainTests
{
    static readonly string[] Log =
    [
        """{"type":"SetPolicy","eventId":"e0","sku":"*","version":1,"siteOrder":["A"]}""",
        """{"type":"ReceiveStock","eventId":"e1","sku":"S","receiptId":"R1","site":"A","quantity":3}""",
        """{"type":"PlaceDemand","eventId":"e2","sku":"S","orderId":"o1","lineId":"1","quantity":5}""",
        """{"type":"PlaceDemand","eventId":"e3","sku":"S","orderId":"o2","lineId":"1","quantity":4}""",
        """{"type":"ExpectSupply","eventId":"e4","sku":"S","ref":"P","site":"A","quantity":9,"date":"2026-01-05"}""",
        """{"type":"ReceiveStock","eventId":"e5","sku":"S","receiptId":"R2","site":"A","quantity":2,"supplyRef":"P"}""",
        """{"type":"ConfirmShipment","eventId":"e6","sku":"S","orderId":"o1","lineId":"1","site":"A","quantity":4}""",
    ];

    static string Write(TemporaryFolder folder)
    {
        const long Start = 1767225601000;
        var path = folder.File("log.ndjson");
        File.WriteAllLines(path, Log.Select((command, offset) =>
            $$"""{"partition":0,"offset":{{offset}},"timestamp":{{Start + offset * 1000}},"command":{{command}}}"""));
        return path;
    }

    [Fact]
    public async Task Order_FromAFile_TellsRanksPromisesAndEveryUnit()
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.OfAsync("explain", "order", "o1", "line", "1", "--file", Write(folder), "--json");
        run.ExitCode.ShouldBe(0, run.Errors);
        using var json = JsonDocument.Parse(run.Output);
        var line = json.RootElement.GetProperty("lines")[0];
        line.GetProperty("status").GetString().ShouldBe("allocated");
        line.GetProperty("then").GetProperty("rank").GetString().ShouldBe("[50,2]");
        line.GetProperty("promises")[0].GetProperty("to").GetString().ShouldBe("2026-01-05");
        line.GetProperty("units").EnumerateArray().Select(unit =>
                $"{unit.GetProperty("units")} {unit.GetProperty("source").GetProperty("reference")} "
                    + $"{unit.GetProperty("fate")}")
            .ShouldBe(["3 R1 shipped", "1 R2 shipped", "1 R2 held"], ignoreOrder: true);
    }

    [Fact]
    public async Task Order_AtAnEarlierPosition_SaysWhoWasAhead()
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.OfAsync("explain", "order", "o2", "--at", "0-3", "--file", Write(folder));
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain(
            "waits for 4 units: nothing is free at its sites: A 0; 1 lines with 2 units stand ahead");
        run.Output.ShouldContain("ahead: o1/1 at rank [50,2] for 2 units");
        run.Output.ShouldContain("promise   none");
    }

    [Fact]
    public async Task Order_ThatTheLogDoesNotKnow_IsAFailureInOneLine()
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.OfAsync("explain", "order", "o9", "--file", Write(folder));
        run.ExitCode.ShouldBe(1);
        run.ErrorLines.ShouldHaveSingleItem().ShouldContain("o9");
    }

    [Fact]
    public async Task Sku_FromAFile_TellsStockQueueAndSupply()
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.OfAsync("explain", "sku", "S", "--file", Write(folder));
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("A: 1 on hand, 1 allocated, 0 kept, 0 free");
        run.Output.ShouldContain("1 lines for 4 units");
        run.Output.ShouldContain("7 units of P at A on 2026-01-05");
    }

    [Fact]
    public async Task WhatIf_SafetyStock_NamesTheLinesThatLose()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("policy.json"), """{"siteOrder":["A"],"safetyStock":[{"site":"A","units":3}]}""");
        var run = await CliRun.OfAsync(
            "what-if", "--policy", folder.File("policy.json"), "--file", Write(folder), "--json");
        run.ExitCode.ShouldBe(0, run.Errors);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("commands").GetInt64().ShouldBe(Log.Length);
        json.RootElement.GetProperty("notAtAll")[0].GetProperty("orderId").GetString().ShouldBe("o1");
        var fill = json.RootElement.GetProperty("classes").GetProperty("50");
        (fill.GetProperty("atOnceWas").GetDecimal(), fill.GetProperty("atOnceWould").GetDecimal()).ShouldBe((3, 0));
    }

    [Fact]
    public async Task WhatIf_SamePolicy_ChangesNothing()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("policy.json"), """{"siteOrder":["A"]}""");
        var run = await CliRun.OfAsync(
            "what-if", "--policy", folder.File("policy.json"), "--from", "0-2", "--file", Write(folder));
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("filled sooner: 0 lines");
        run.Output.ShouldContain("not filled any more: 0 lines");
    }

    [Theory]
    [InlineData("""{"siteOrder":[1]}""", "invalid_policy (siteOrder)")]
    [InlineData("nonsense", "not JSON")]
    public async Task WhatIf_PolicyThatIsNone_IsWrongUsage(string policy, string message)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("policy.json"), policy);
        var run = await CliRun.OfAsync("what-if", "--policy", folder.File("policy.json"), "--file", Write(folder));
        run.ExitCode.ShouldBe(2);
        run.ErrorLines.ShouldHaveSingleItem().ShouldContain(message);
    }
}
