namespace Backorders.Cli.Tests.Verbs;

/// <summary>A script tells a wrong call from a failed one by exit code 2, and a person by one line.</summary>
public sealed class UsageTests
{
    public static TheoryData<string, string> WrongCalls => new()
    {
        { "nonsense", "nonsense" },
        { "broker --nonsense", "--nonsense" },
        { "broker --port many", "many" },
        { "broker --port 70000", "--port 70000" },
        { "broker --host nowhere", "--host nowhere" },
        { "worker --topology nonsense", "--topology nonsense" },
        { "worker --bootstrap nowhere", "HOST:PORT" },
        { "verify --bootstrap nowhere:x", "HOST:PORT" },
        { "tap", "TOPIC" },
        { "topics apply --partitions 0", "--partitions 0" },
        { "topology describe", "NAME" },
        { "topology describe nonsense", "nonsense" },
        { "topology describe intake --format xml", "--format xml" },
        { "allocation replay", "FILE" },
        { "allocation replay /nowhere/log.ndjson", "/nowhere/log.ndjson" },
        { "explain order o1 row 2 --file /dev/null", "line LINE" },
        { "explain order o1 --at noon", "noon" },
        { "explain sku S --bootstrap nowhere", "HOST:PORT" },
        { "what-if", "--policy" },
        { "what-if --policy /nowhere/policy.json", "/nowhere/policy.json" },
        { "demo --records 0", "--records 0" },
        { "demo --rate -1", "--rate -1" },
        { "demo --workers 0", "--workers 0" },
        { "demo --kafka nowhere", "HOST:PORT" },
    };

    [Theory]
    [MemberData(nameof(WrongCalls))]
    public async Task When_a_call_is_wrong_Should_say_so_in_one_line_and_exit_with_2(string call, string named)
    {
        var run = await CliRun.OfAsync(call.Split(' '));
        run.ExitCode.ShouldBe(2, run.Errors);
        run.Output.ShouldBeEmpty();
        run.ErrorLines.ShouldHaveSingleItem().ShouldContain(named);
        run.Errors.ShouldNotContain("   at ", Case.Sensitive, "a stack trace is no message");
    }

    [Fact]
    public async Task When_a_verb_within_a_verb_is_wrong_Should_point_at_its_own_help() =>
        (await CliRun.OfAsync("topology", "describe")).Errors.ShouldContain("see: backorders topology describe --help");
}
