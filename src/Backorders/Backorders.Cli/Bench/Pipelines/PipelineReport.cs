using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using StreamApps.Runtime;

namespace Backorders.Cli.Bench.Pipelines;

/// <summary>The line of JSON of a run, with the names that the peer has.</summary>
static class PipelineReport
{
    static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Line(PipelineSettings settings, Meter meter, long records, long start)
    {
        var (wall, cpu) = (meter.Wall.TotalSeconds, meter.Cpu.TotalSeconds);
        var line = new JsonObject
        {
            ["peer"] = $"streamapps {typeof(StreamsClient).Assembly.GetName().Version?.ToString(3)}",
            ["pipeline"] = settings.Pipeline,
            ["threads"] = settings.Threads,
            ["guarantee"] = settings.Guarantee == ProcessingGuarantee.ExactlyOnce ? "eos" : "alo",
            ["commit_ms"] = (long)settings.CommitInterval.TotalMilliseconds,
        };
        if (settings.Pipeline == "p6")
        {
            line["restored"] = meter.Restored;
            line["restore_s"] = Rounded(meter.RestoreTime.TotalSeconds);
            line["restored_per_s"] = Rounded(meter.Restored / meter.RestoreTime.TotalSeconds);
            line["resume_s"] = Rounded(meter.Since(start).TotalSeconds);
        }
        line["records_in"] = records;
        line["records_out"] = meter.Outputs;
        line["changelog_records"] = meter.Changes;
        line["wall_s"] = Rounded(wall);
        line["records_per_s"] = Rounded(records / wall);
        line["cpu_s"] = Rounded(cpu);
        line["cpu_us_per_record"] = Rounded(cpu * 1e6 / records);
        line["commits"] = meter.Commits;
        line["startup_s"] = Rounded(meter.Startup.TotalSeconds);
        line["process_cpu_s"] = Rounded(Environment.CpuUsage.TotalTime.TotalSeconds);
        line["max_rss_mb"] = MaxResidentKilobytes() / 1024;
        line["state_bytes"] = Size(new DirectoryInfo(settings.StateDirectory));
        line["dotnet"] = Environment.Version.ToString();
        return line.ToJsonString(s_json);
    }

    static double Rounded(double value) => Math.Round(value, 3);

    // VmHWM: the most memory that the process has had resident.
    static long MaxResidentKilobytes() => File.ReadLines("/proc/self/status")
        .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.AsSpan(6, line.Length - 8).Trim(), CultureInfo.InvariantCulture))
        .FirstOrDefault();

    static long Size(DirectoryInfo folder) =>
        folder.Exists ? folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) : 0;
}
