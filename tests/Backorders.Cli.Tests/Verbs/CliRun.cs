using System.Diagnostics;

namespace Backorders.Cli.Tests.Verbs;

/// <summary>A run of the command as a user sees it: a process with an exit code and two streams.</summary>
sealed record CliRun(int ExitCode, string Output, string Errors, TimeSpan Elapsed)
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>The lines that begin with <c>error:</c>.</summary>
    public IReadOnlyList<string> ErrorLines =>
        [.. Errors.Split('\n').Where(line => line.StartsWith("error:", StringComparison.Ordinal))];

    public static async Task<CliRun> OfAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(typeof(CliHost).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var began = TimeProvider.System.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start");
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new(process.ExitCode, await output, await errors, TimeProvider.System.GetElapsedTime(began));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
