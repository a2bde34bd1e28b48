using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Backorders.Cli.Explain;
using Backorders.Cli.Verify;
using Backorders.Replay.Commands;
using Backorders.Replay.WhatIf;

namespace Backorders.Cli.WhatIf;

/// <summary><c>backorders what-if</c>: the log again, with another policy.</summary>
static class WhatIfCommand
{
    const int Listed = 10;

    static readonly JsonSerializerOptions JsonForm = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create()
    {
        var policy = new Option<FileInfo>("--policy")
        {
            Description = "A JSON file with the members of a SetPolicy; "
                + "sku names its scope, by default * for the default policy.",
            Required = true,
        };
        var from = CommandSources.AtOption(
            "--from",
            "Forks after this: PARTITION-OFFSET of the command log, or a log time. Default: from the start.");
        var bootstrap = Options.Bootstrap();
        var files = CommandSources.FileOption();
        var json = Options.Json();
        const string About = "Forks the log with another policy, and says which lines would be filled sooner, later or "
            + "not at all. Reads only.";
        var command = new Command("what-if", About)
        {
            policy, from, bootstrap, files, json,
        };
        command.SetAction(async (parsed, cancelled) =>
        {
            var fork = ReadPolicy(parsed.GetRequiredValue(policy));
            var point = CommandSources.Point(parsed.GetValue(from));
            var start = TimeProvider.System.GetTimestamp();
            var named = parsed.GetValue(files) ?? [];
            // Closed when the report is printed: to part from a broker takes a tenth of a second.
            using var log = named.Length > 0 ? null : await OpenAsync(parsed.GetRequiredValue(bootstrap), cancelled);
            WhatIfReport report;
            try
            {
                report = log is null
                    ? ForkRun.OfFiles(CommandSources.ReadFiles(named, cancelled), fork, point)
                    : new ForkRun(log).Run(fork, point, cancelled);
            }
            catch (ReplayFormatException exception)
            {
                throw new UsageException($"{parsed.GetRequiredValue(policy)}: {exception.Message}");
            }
            if (parsed.GetValue(json))
                Console.Out.WriteLine(JsonSerializer.Serialize(report, JsonForm));
            else
                Print(report, TimeProvider.System.GetElapsedTime(start), Console.Out);
            return ExitCode.Success;
        });
        return command;
    }

    static async Task<StoredLog> OpenAsync(string bootstrap, CancellationToken cancelled)
    {
        await BrokerProbe.RequireAsync(bootstrap, cancelled);
        return new StoredLog(CommandSources.Transport(bootstrap, "backorders-what-if"));
    }

    static ForkPolicy ReadPolicy(FileInfo file)
    {
        try
        {
            return ForkPolicy.Parse(File.ReadAllBytes(file.FullName));
        }
        catch (ReplayFormatException exception)
        {
            throw new UsageException($"{file}: {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot read {file}: {exception.Message}");
        }
    }

    static void Print(WhatIfReport report, TimeSpan elapsed, TextWriter output)
    {
        output.WriteLine(
            $"{report.Commands:N0} commands in {elapsed.TotalSeconds:F1} s, "
                + $"{report.Commands / elapsed.TotalSeconds:N0} a second");
        if (report.Unreadable > 0)
            output.WriteLine($"{report.Unreadable:N0} records are no commands, and were left out");
        output.WriteLine($"{"class",6} {"lines",10} {"units",12} {"at once",18} {"filled",18}");
        foreach (var (priorityClass, fill) in report.Classes)
        {
            output.WriteLine(
                $"{priorityClass,6} {fill.Lines,10:N0} {fill.Ordered,12:N0} "
                    + $"{Rate(fill.AtOnceWas, fill.Ordered),8} -> {Rate(fill.AtOnceWould, fill.Ordered),6} "
                    + $"{Rate(fill.FilledWas, fill.Ordered),8} -> {Rate(fill.FilledWould, fill.Ordered),6}");
        }
        Print("filled sooner", report.Sooner, output);
        Print("filled later", report.Later, output);
        Print("not filled any more", report.NotAtAll, output);
    }

    static void Print(string title, List<ChangedLine> lines, TextWriter output)
    {
        output.WriteLine($"{title}: {lines.Count:N0} lines");
        foreach (var line in lines.Take(Listed))
        {
            output.WriteLine(
                $"  {line.OrderId}/{line.LineId} of SKU {line.Sku}, class {line.PriorityClass}: "
                    + $"{line.Was ?? "waits"} -> {line.Would ?? "waits"}");
        }
        if (lines.Count > Listed)
            output.WriteLine($"  ... and {lines.Count - Listed:N0} more; --json has all");
    }

    static string Rate(decimal part, decimal whole) => whole == 0 ? "-" : $"{100 * part / whole:F1}%";
}
