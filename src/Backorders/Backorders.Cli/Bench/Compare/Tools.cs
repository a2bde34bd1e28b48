using System.Diagnostics;
using System.Globalization;

namespace Backorders.Cli.Bench.Compare;

/// <summary>
/// The tools of the benchmark and of the Kafka beside the repository, and this program, as processes.
/// </summary>
sealed class Tools(string shared)
{
    /// <summary>The folder of files of a run; removed at the end.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("backorders-bench-").FullName;

    public Task<string> LoadAsync(
        string bootstrap, string prefix, IEnumerable<string> options, CancellationToken cancelled) =>
        RunAsync(Bench("load"), ["--bootstrap", bootstrap, "--prefix", prefix, .. options], cancelled);

    public Task<string> PeerAsync(IEnumerable<string> options, CancellationToken cancelled) =>
        RunAsync(Bench("run-peer"), options, cancelled);

    public Task<string> OursAsync(IEnumerable<string> options, CancellationToken cancelled) =>
        RunAsync("dotnet", [typeof(Tools).Assembly.Location, "bench", .. options], cancelled);

    public Task<string> LatencyAsync(IEnumerable<string> options, CancellationToken cancelled) =>
        RunAsync(Bench("latency"), options, cancelled);

    /// <summary>Null when the output is right, else the first difference.</summary>
    public async Task<string?> VerifyAsync(
        string bootstrap, string pipeline, string input, string output, CancellationToken cancelled)
    {
        try
        {
            await RunAsync(
                Bench("verify"),
                ["--pipeline", pipeline, "--bootstrap", bootstrap, "--input", input, "--output", output],
                cancelled);
            return null;
        }
        catch (IOException error)
        {
            return error.Message;
        }
    }

    /// <summary>Starts a broker and returns its address.</summary>
    public async Task<string> KafkaUpAsync(int port, CancellationToken cancelled) => (await RunAsync(
        Lab,
        ["up", "--port", port.ToString(CultureInfo.InvariantCulture), "--dir", KafkaFolder],
        cancelled,
        "-Xmx2g -XX:+UseParallelGC")).Trim();

    /// <summary>Stops the broker and removes all files.</summary>
    public async Task CleanAsync()
    {
        await RunAsync(Lab, ["down", "--dir", KafkaFolder], CancellationToken.None);
        Directory.Delete(Folder, recursive: true);
    }

    string KafkaFolder => Path.Combine(Folder, "kafka");

    string Lab => Path.Combine(shared, "kafka-lab", "bin", "kafka");

    string Bench(string tool) => Path.Combine(shared, "bench", tool);

    static async Task<string> RunAsync(
        string file, IEnumerable<string> arguments, CancellationToken cancelled, string? kafkaOptions = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        if (kafkaOptions is not null)
            start.Environment["KAFKA_OPTS"] = kafkaOptions;
        using var process = Process.Start(start) ?? throw new IOException($"cannot start {file}");
        await using var kill = cancelled.Register(() => process.Kill(entireProcessTree: true));
        // A broker keeps the streams of the script that started it: its one line is all that is read.
        if (kafkaOptions is not null)
        {
            return await process.StandardOutput.ReadLineAsync(cancelled)
                ?? throw new IOException($"{file} did not start a broker");
        }
        var output = process.StandardOutput.ReadToEndAsync(cancelled);
        var error = process.StandardError.ReadToEndAsync(cancelled);
        await process.WaitForExitAsync(cancelled);
        if (process.ExitCode != 0)
        {
            throw new IOException(
                $"{Path.GetFileName(file)} {string.Join(' ', arguments)} failed: "
                    + $"{(await output).Trim()} {(await error).Trim()}");
        }
        return await output;
    }
}
