using System.CommandLine;
using System.Text.Json;
using Backorders.Cli.Explain;

namespace Backorders.Cli.Verify;

/// <summary><c>backorders verify</c>: the audit.</summary>
static class VerifyCommand
{
    const int MaxListed = 20;
    static readonly JsonSerializerOptions JsonForm = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static Command Create()
    {
        var bootstrap = Options.Bootstrap();
        var json = Options.Json();
        const string About = "Recomputes the whole log with an independent allocator and compares: "
            + "exit code 0 only when all invariants hold.";
        var command = new Command("verify", About) { bootstrap, json };
        command.SetAction(async (parsed, cancelled) =>
        {
            await BrokerProbe.RequireAsync(parsed.GetRequiredValue(bootstrap), cancelled);
            var transport = CommandSources.Transport(parsed.GetRequiredValue(bootstrap), "backorders-verify");
            var report = new LogVerifier(transport).Run(Console.Error.WriteLine, cancelled);
            Print(report, Console.Out, parsed.GetValue(json));
            return report.IsClean ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    public static void Print(VerifyReport report, TextWriter output, bool json)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(report, JsonForm));
            return;
        }
        output.WriteLine($"audit: {report.Commands:N0} commands, {report.Events:N0} events");
        foreach (var (invariant, checks) in report.Checks)
        {
            var broken = report.Violations.Count(
                violation => string.Equals(violation.Invariant, invariant, StringComparison.Ordinal));
            var outcome = broken == 0 ? "holds" : $"{broken:N0} VIOLATIONS";
            output.WriteLine($"  {invariant} {Names[invariant],-22} {checks,12:N0} checks  {outcome}");
        }
        foreach (var (partition, hash) in report.Hashes)
            output.WriteLine($"  partition {partition}: {hash}");
        foreach (var violation in report.Violations.Take(MaxListed))
        {
            output.WriteLine(
                $"  {violation.Invariant} {violation.Topic}-{violation.Partition}@{violation.Offset}: "
                    + violation.Message);
        }
        if (report.Violations.Count > MaxListed)
            output.WriteLine($"  ... and {report.Violations.Count - MaxListed:N0} more");
        output.WriteLine(report.IsClean ? "audit: clean" : $"audit: {report.Violations.Count:N0} violations");
    }

    static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["I1"] = "conservation",
        ["I2"] = "no oversell",
        ["I3"] = "nothing lost",
        ["I4"] = "priority and FIFO",
        ["I5"] = "exactly once",
        ["I6"] = "state is the fold",
        ["I7"] = "replay determinism",
    };
}
