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
        catch (Exception error) when (Cause(error) is { } cause && IsForeseen(cause))
        {
            if (cause is not OperationCanceledException)
                await Console.Error.WriteLineAsync($"error: {cause.Message}");
            return cause is UsageException ? ExitCode.WrongUsage : ExitCode.Failure;
        }
    }

    /// <summary>
    /// What went wrong where several threads worked together: when one fails the others are only cancelled.
    /// </summary>
    public static Exception Cause(Exception error)
    {
        if (error is not AggregateException several)
            return error;
        var all = several.Flatten().InnerExceptions;
        return all.FirstOrDefault(one => one is not OperationCanceledException) ?? all[0];
    }

    static bool IsForeseen(Exception error) => error is UsageException or OperationCanceledException
        or EmbeddedBrokerException or StreamsException or LogTransportException or StateBackendException
        or IOException or UnauthorizedAccessException;

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
