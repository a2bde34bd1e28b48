using System.Diagnostics;
using Backorders.TestSupport;

namespace StreamApps.EmbeddedKafka.Clients.Tests.EndToEnd;

/// <summary>
/// A broker in a process of its own over one folder, which a test can kill and start again on the same port.
/// </summary>
sealed class BrokerProcess(string folder) : IDisposable
{
    Process? _process;
    string _port = "0";

    public string Bootstrap { get; private set; } = "";

    public async Task StartAsync()
    {
        var host = Path.Combine(
            Workspace.Root, "artifacts", "bin", "StreamApps.EmbeddedKafka.Host", "release",
            "StreamApps.EmbeddedKafka.Host.dll");
        _process = ClientProgram.Start("dotnet", host, folder, _port);
        var line = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Bootstrap = line.ShouldNotBeNull("the broker did not start").Replace("ready ", "", StringComparison.Ordinal);
        _port = Bootstrap.Split(':')[1];
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        if (_process is not null)
            Kill();
    }
}
