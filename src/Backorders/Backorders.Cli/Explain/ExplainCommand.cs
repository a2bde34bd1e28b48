using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Backorders.Replay.Explain;

namespace Backorders.Cli.Explain;

/// <summary>
/// <c>backorders explain</c>: why is a line, or a SKU, where it is. It only reads and is over soon: it runs on the
/// caller's thread, and a signal ends the process.
/// </summary>
static class ExplainCommand
{
    const int TextEvents = 40;

    static readonly JsonSerializerOptions JsonForm = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create() => new(
        "explain", "Answers from the log why an order or a SKU stands where it stands.")
    {
        Order(),
        Sku(),
    };

    static Command Order()
    {
        var order = new Argument<string>("ORDER") { Description = "The order." };
        var line = new Argument<string[]>("line LINE")
        {
            Description = "The word line and one of its lines; without them all are explained.",
            Arity = new ArgumentArity(0, 2),
        };
        var (bootstrap, files, at, json) = Common();
        const string About = "Explains the lines of an order: "
            + "rank then and now, units seen, who was ahead, promises, every unit's way.";
        var command = new Command("order", About)
        {
            order, line, bootstrap, files, at, json,
        };
        command.SetAction(parsed =>
        {
            var lineId = parsed.GetValue(line) switch
            {
                null or [] => null,
                ["line", var id] => id,
                var words => throw new UsageException($"'{string.Join(' ', words)}' must be: line LINE"),
            };
            var until = CommandSources.Point(parsed.GetValue(at));
            var source = CommandSources.Open(parsed.GetRequiredValue(bootstrap), parsed.GetValue(files));
            using var open = source as IDisposable;
            var explained = new OrderExplainer(source)
                .Explain(parsed.GetRequiredValue(order), lineId, until, CancellationToken.None);
            if (explained.Lines.Count == 0)
            {
                var which = lineId is null ? "" : $" line {lineId}";
                Console.Error.WriteLine($"error: the log has nothing about order {explained.OrderId}{which}");
                return ExitCode.Failure;
            }
            if (parsed.GetValue(json))
                Console.Out.WriteLine(JsonSerializer.Serialize(explained, JsonForm));
            else
                new ExplainPrinter(Console.Out).Print(explained);
            return ExitCode.Success;
        });
        return command;
    }

    static Command Sku()
    {
        var sku = new Argument<string>("SKU") { Description = "The SKU." };
        var (bootstrap, files, at, json) = Common();
        var command = new Command("sku", "Tells the story of a SKU: stock, who waits, what is expected, what happened.")
        {
            sku, bootstrap, files, at, json,
        };
        command.SetAction(parsed =>
        {
            var name = parsed.GetRequiredValue(sku);
            var source = CommandSources.Open(parsed.GetRequiredValue(bootstrap), parsed.GetValue(files));
            using var open = source as IDisposable;
            var asJson = parsed.GetValue(json);
            var story = new SkuTeller(source).Tell(
                name, CommandSources.Point(parsed.GetValue(at)), asJson ? int.MaxValue : TextEvents,
                CancellationToken.None);
            if (story is null)
            {
                Console.Error.WriteLine($"error: the log has nothing about SKU {name}");
                return ExitCode.Failure;
            }
            if (asJson)
                Console.Out.WriteLine(JsonSerializer.Serialize(story, JsonForm));
            else
                new ExplainPrinter(Console.Out).Print(story);
            return ExitCode.Success;
        });
        return command;
    }

    static (Option<string> Bootstrap, Option<string[]> Files, Option<string?> At, Option<bool> Json) Common() => (
        Options.Bootstrap(), CommandSources.FileOption(),
        CommandSources.AtOption(
            "--at",
            "Looks from there: PARTITION-OFFSET of the command log, or a log time (ISO 8601, or ms since 1970). "
                + "Default: the end."),
        Options.Json());
}
