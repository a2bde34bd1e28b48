using System.CommandLine;
using System.CommandLine.Parsing;
using StreamApps.EmbeddedKafka;
using StreamApps.Runtime;
using StreamApps.State;
using StreamApps.Transport;

namespace Backorders.Cli;

/// <summary>Runs a verb, and says errors in one line.</summary>
static class CliHost
{
    static readonly TimeSpan StopTime = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        // "help" is what people type first.
        if (args is ["help", .. var rest])
            args = [.. rest, "--help"];
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"error: {Cause(parsed).Message}");
            await Console.Error.WriteLineAsync($"see: backorders{Path(parsed.CommandResult)} --help");
            return ExitCode.WrongUsage;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = StopTime,
            });
        }
        catch (UsageException error)
        {
            await Console.Error.WriteLineAsync($"error: {error.Message}");
            return ExitCode.WrongUsage;
        }
        catch (Exception error) when (error is EmbeddedBrokerException or StreamsException or LogTransportException
            or StateBackendException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"error: {error.Message}");
            return ExitCode.Failure;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Failure;
        }
    }

    /// <summary>The error that explains the others: a word that is none makes a required one missing as well.</summary>
    static ParseError Cause(ParseResult parsed) =>
        parsed.Errors.FirstOrDefault(error =>
            parsed.UnmatchedTokens.Any(word => error.Message.Contains(word, StringComparison.Ordinal)))
        ?? parsed.Errors[0];

    /// <summary>The verbs that lead to a command, each behind a space.</summary>
    static string Path(CommandResult command) =>
        command.Command is RootCommand
            ? ""
            : $"{(command.Parent is CommandResult parent ? Path(parent) : "")} {command.Command.Name}";
}
