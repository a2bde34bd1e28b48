using System.CommandLine;
using StreamApps.Pipelines;

namespace Backorders.Cli.Bench.Compare;

/// <summary>The options of <c>bench --compare</c>.</summary>
sealed class CompareOptions
{
    readonly Option<bool> _compare = new("--compare") { Description = "Runs pipelines beside Kafka Streams on an Apache Kafka of its own, in turn, and compares." };
    readonly Option<string> _pipelines = new("--pipelines") { Description = "With --compare: which, with commas between them.", DefaultValueFactory = _ => string.Join(',', PipelineNames.All.Where(name => name != "p2c")) };
    readonly Option<int> _rounds = new("--rounds") { Description = "With --compare: how often each side runs each pipeline.", DefaultValueFactory = _ => 5 };
    readonly Option<long> _load = new("--load-records") { Description = "With --compare: records of the input.", DefaultValueFactory = _ => 2_000_000 };
    readonly Option<DirectoryInfo> _shared = new("--shared") { Description = "With --compare: the folder that has bench and kafka-lab.", DefaultValueFactory = _ => new("../shared") };
    readonly Option<bool> _json = Options.Json();

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_compare, _pipelines, _rounds, _load, _shared, _json])
            command.Add(option);
    }

    /// <summary>What is to be compared; null when nothing is.</summary>
    public CompareSettings? Read(ParseResult parsed, int threads)
    {
        if (!parsed.GetValue(_compare))
            return null;
        var names = parsed.GetRequiredValue(_pipelines).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names.Except(PipelineNames.All, StringComparer.Ordinal))
            throw new UsageException($"--pipelines {name} is none of {string.Join(", ", PipelineNames.All)}");
        var (rounds, records) = (parsed.GetRequiredValue(_rounds), parsed.GetRequiredValue(_load));
        if (rounds < 1 || records < 1000)
            throw new UsageException($"--rounds {rounds} must be at least 1, --load-records {records} at least 1,000");
        var shared = parsed.GetRequiredValue(_shared).FullName;
        return Directory.Exists(Path.Combine(shared, "bench"))
            ? new(names, rounds, records, threads, shared, parsed.GetValue(_json))
            : throw new UsageException($"{shared} has no folder bench; name the material with --shared DIR");
    }
}
