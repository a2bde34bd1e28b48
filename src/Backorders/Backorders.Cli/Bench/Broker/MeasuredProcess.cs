using System.Diagnostics;
using System.Globalization;

namespace Backorders.Cli.Bench.Broker;

/// <summary>Starts a broker's process and waits for its first answer.</summary>
sealed class MeasuredProcess : IMeasuredBroker
{
    static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);
    static readonly TimeSpan Probe = TimeSpan.FromMilliseconds(5);

    readonly Process _process;
    readonly Func<Task> _stop;

    MeasuredProcess(string name, Process process, int port, TimeSpan startTime, Func<int> processId, Func<Task> stop)
    {
        Name = name;
        _process = process;
        _stop = stop;
        StartTime = startTime;
        Bootstrap = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
        ProcessId = processId();
    }

    public string Name { get; }

    public string Bootstrap { get; }

    public int ProcessId { get; }

    public TimeSpan StartTime { get; }

    /// <summary>The embedded broker, as its users start it.</summary>
    public static async Task<IMeasuredBroker> EmbeddedAsync(string directory, int port, CancellationToken cancelled)
    {
        var process = Create(
            "dotnet", typeof(MeasuredProcess).Assembly.Location, "broker", "--port", Text(port), "--dir", directory);
        return await StartAsync(
            "embedded", process, port, () => process.Id, () => TerminateAsync(process.Id, process), cancelled);
    }

    /// <summary>
    /// Apache Kafka by the lab's script. The folder is formatted already, so that only the start counts.
    /// </summary>
    public static async Task<IMeasuredBroker> KafkaAsync(
        string script, string directory, int port, CancellationToken cancelled)
    {
        var process = Create(script, "up", "--port", Text(port), "--dir", directory);
        var pidFile = Path.Combine(directory, "server.pid");
        return await StartAsync(
            "Apache Kafka", process, port,
            () => int.Parse(File.ReadAllText(pidFile), CultureInfo.InvariantCulture),
            () => StopKafkaAsync(process, script, directory),
            cancelled);
    }

    /// <summary>The script that started it is still about to say so.</summary>
    static async Task StopKafkaAsync(Process starter, string script, string directory)
    {
        await starter.WaitForExitAsync();
        await RunAsync(script, "down", "--dir", directory);
    }

    public static async Task RunAsync(string file, params string[] arguments)
    {
        using var process = Create(file, arguments);
        process.Start();
        await process.StandardOutput.ReadLineAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new IOException($"{file} {arguments[0]} ended with {process.ExitCode}");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop();
        _process.Dispose();
    }

    static async Task<IMeasuredBroker> StartAsync(
        string name, Process process, int port, Func<int> processId, Func<Task> stop, CancellationToken cancelled)
    {
        var started = TimeProvider.System.GetTimestamp();
        process.Start();
        while (!await AnswersAsync(port, cancelled))
        {
            if (TimeProvider.System.GetElapsedTime(started) > StartDeadline
                || (process.HasExited && process.ExitCode != 0))
            {
                throw new IOException($"{name} did not start on port {port}");
            }
            await Task.Delay(Probe, TimeProvider.System, cancelled);
        }
        return new MeasuredProcess(name, process, port, TimeProvider.System.GetElapsedTime(started), processId, stop);
    }

    static async Task<bool> AnswersAsync(int port, CancellationToken cancelled)
    {
        using var connection = new RawConnection();
        return await connection.TryAskAsync(port, cancelled);
    }

    static async Task TerminateAsync(int processId, Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", Text(processId)]);
        await process.WaitForExitAsync();
    }

    static Process Create(string file, params string[] arguments) => new()
    {
        StartInfo = new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        },
    };

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
