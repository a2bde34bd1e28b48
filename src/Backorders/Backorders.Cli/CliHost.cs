using System.CommandLine;
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
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync($"error: {error.Message}");
            var verb = parsed.CommandResult.Command is RootCommand ? "" : $" {parsed.CommandResult.Command.Name}";
            await Console.Error.WriteLineAsync($"see: backorders{verb} --help");
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
}
