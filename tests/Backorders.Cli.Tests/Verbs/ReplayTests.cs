using System.IO.Compression;
using System.Text;

namespace Backorders.Cli.Tests.Verbs;

/// <summary>Whoever compares us with another implementation pipes commands in and compares bytes.</summary>
public sealed class ReplayTests
{
    const string Policy = """{"partition":0,"offset":0,"timestamp":1767225601000,"command":"""
        + """{"type":"SetPolicy","eventId":"e0","sku":"S","version":1,"siteOrder":["A"]}}""";
    const string Tick = """{"partition":0,"offset":3,"timestamp":1767225602000,"command":{"type":"Tick"}}""";

    static Task<CliRun> ReplayAsync(TemporaryFolder folder, string name, byte[] content, params string[] more)
    {
        File.WriteAllBytes(folder.File(name), content);
        return CliRun.OfAsync(["allocation", "replay", folder.File(name), .. more]);
    }

    [Fact]
    public async Task Replay_PlainAndGzip_WritesAnArrayForEachLine()
    {
        using var folder = new TemporaryFolder();
        var text = Encoding.UTF8.GetBytes($"{Policy}\n\n{Tick}");
        var plain = await ReplayAsync(folder, "plain.ndjson", text);
        plain.ExitCode.ShouldBe(0, plain.Errors);
        var lines = plain.Output.Split('\n');
        lines.Length.ShouldBe(3);
        lines[0].ShouldStartWith("""[{"id":"0-0-0","type":"PolicyChanged","sku":"S","sequence":1,""");
        lines[1].ShouldBe("[]");
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(text);
        (await ReplayAsync(folder, "packed.gz", packed.ToArray())).Output.ShouldBe(plain.Output);
    }

    [Fact]
    public async Task Replay_VectorLines_AreLogsOfTheirOwn()
    {
        using var folder = new TemporaryFolder();
        var vector = $$"""{"name":"n","commands":[{{Policy}},{{Tick}}],"expect":[]}""";
        var run = await ReplayAsync(folder, "vectors", Encoding.UTF8.GetBytes($"{vector}\n{vector}\n"));
        run.ExitCode.ShouldBe(0, run.Errors);
        var lines = run.Output.TrimEnd().Split('\n');
        lines.Length.ShouldBe(4);
        lines[2].ShouldBe(lines[0]);
    }

    [Theory]
    [InlineData("{\"partition\":0,", ":1:15: not JSON")]
    [InlineData(Policy + "\nnonsense", ":2:2: not JSON")]
    [InlineData("[]", ":1:1: a record must be a JSON object")]
    [InlineData("{\"partition\":0,\"offset\":1.5,\"timestamp\":1}", "whole number `offset`")]
    [InlineData(Tick + "\n" + Policy, ":2:1: offset 0 of partition 0 does not come after 3")]
    [InlineData(Policy + " {}", "not JSON")]
    public async Task Replay_WhatIsNoLog_NamesFileLineAndColumn(string text, string message)
    {
        using var folder = new TemporaryFolder();
        var run = await ReplayAsync(folder, "bad.ndjson", Encoding.UTF8.GetBytes(text));
        run.ExitCode.ShouldBe(2);
        var error = run.ErrorLines.ShouldHaveSingleItem();
        error.ShouldContain("bad.ndjson:");
        error.ShouldContain(message);
    }

    [Fact]
    public async Task Replay_BytesThatAreNotUtf8_AreNamed()
    {
        using var folder = new TemporaryFolder();
        var run = await ReplayAsync(folder, "bad.ndjson", [.. "{\"partition\":\""u8, 0xFF, .. "\"}"u8]);
        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain("bad.ndjson:1:15: not UTF-8");
    }

    [Fact]
    public async Task Replay_DeeplyNestedUnknownMember_IsIgnored()
    {
        using var folder = new TemporaryFolder();
        var deep = new string('[', 5_000) + new string(']', 5_000);
        var text = Tick.Replace("\"Tick\"", $"\"Tick\",\"x\":{deep}", StringComparison.Ordinal);
        var run = await ReplayAsync(folder, "deep.ndjson", Encoding.UTF8.GetBytes(text));
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldBe("[]\n");
    }

    [Fact]
    public async Task Replay_SecondFileFromTheStart_IsAnotherLog()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("second"), Policy);
        var run = await ReplayAsync(folder, "first", Encoding.UTF8.GetBytes(Policy), folder.File("second"));
        run.ExitCode.ShouldBe(0, run.Errors);
        var lines = run.Output.TrimEnd().Split('\n');
        lines[1].ShouldBe(lines[0]);
    }
}
