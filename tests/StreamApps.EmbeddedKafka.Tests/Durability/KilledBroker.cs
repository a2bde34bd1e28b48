using System.Diagnostics;
using Backorders.TestSupport;

namespace StreamApps.EmbeddedKafka.Tests.Durability;

/// <summary>A broker in a process of its own, which a test can end as a crash would.</summary>
sealed class KilledBroker : IAsyncDisposable
{
    readonly Process _process;

    KilledBroker(Process process, string bootstrap)
    {
        _process = process;
        Bootstrap = bootstrap;
    }

    public string Bootstrap { get; }

    public static async Task<KilledBroker> StartAsync(string directory, string port = "0", params string[] more)
    {
        var host = Path.Combine(
            Workspace.Root, "artifacts", "bin", "StreamApps.EmbeddedKafka.Host", "release",
            "StreamApps.EmbeddedKafka.Host.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [host, directory, port, .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        })!;
        var line = await process.StandardOutput.ReadLineAsync();
        return new KilledBroker(
            process, line.ShouldNotBeNull("the broker did not start").Replace("ready ", "", StringComparison.Ordinal));
    }

    /// <summary>Waits until the process has ended by itself.</summary>
    public Task ExitedAsync() => _process.WaitForExitAsync(TestContext.Current.CancellationToken);

    /// <summary>SIGKILL: nothing of the process runs any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }
}
