using System.CommandLine;

namespace Backorders.Cli.Allocation;

/// <summary><c>backorders allocation</c>: the allocator alone, without a broker.</summary>
static class AllocationCommand
{
    public static Command Create() => new("allocation", "Runs the allocator alone, on files.") { Replay() };

    static Command Replay()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Command logs as NDJSON, plain or .gz; - is standard input. Several are read as one log; "
                + "a file that starts at a position already read begins another.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command(
            "replay",
            "Reads commands, one JSON object a line, and prints for each line the array of its events.")
        {
            files,
        };
        command.SetAction((parsed, cancelled) =>
        {
            using var output = Console.OpenStandardOutput();
            return Task.FromResult(new FileReplay(output).Run(parsed.GetRequiredValue(files), cancelled));
        });
        return command;
    }
}
