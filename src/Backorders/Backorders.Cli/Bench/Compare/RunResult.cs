using System.Text.Json;

namespace Backorders.Cli.Bench.Compare;

/// <summary>What one run of one side has measured.</summary>
/// <param name="RecordsPerSecond">Records a second; of p6, records restored a second.</param>
/// <param name="CpuMicroseconds">CPU of the process for each record; of p6, all of it for each one restored.</param>
/// <param name="PeakMegabytes">The most memory that was resident.</param>
/// <param name="StateMegabytes">State on disk.</param>
/// <param name="ResumeSeconds">
/// Of p6: from the start to the commit of what came after the state was lost.
/// </param>
/// <param name="P50">Of p7: half of the records arrived within so many milliseconds.</param>
/// <param name="P99">Of p7: all but one in a hundred.</param>
/// <param name="Fault">Why the output is wrong; null when it was verified.</param>
sealed record RunResult(
    double RecordsPerSecond,
    double CpuMicroseconds,
    double PeakMegabytes,
    double StateMegabytes,
    double? ResumeSeconds,
    double? P50,
    double? P99,
    string? Fault)
{
    const double Megabyte = 1 << 20;

    /// <summary>Reads the lines that a run and, for p7, the latency tool have printed.</summary>
    public static RunResult Parse(string pipeline, string line, string? latency, string? fault)
    {
        var run = Last(line);
        var timing = latency is null ? default : Last(latency);
        var restores = pipeline == "p6";
        return new(
            Number(run, restores ? "restored_per_s" : "records_per_s"),
            restores ? Number(run, "process_cpu_s") * 1e6 / Number(run, "restored") : Number(run, "cpu_us_per_record"),
            Number(run, "max_rss_mb"),
            Number(run, "state_bytes") / Megabyte,
            restores ? Number(run, "resume_s") : null,
            latency is null ? null : Number(timing, "p50_ms"),
            latency is null ? null : Number(timing, "p99_ms"),
            fault);
    }

    static JsonElement Last(string output)
    {
        var line = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault(line => line.StartsWith('{'))
            ?? throw new IOException($"no line of JSON in: {output}");
        return JsonDocument.Parse(line).RootElement;
    }

    static double Number(JsonElement line, string name) => line.GetProperty(name).GetDouble();
}
