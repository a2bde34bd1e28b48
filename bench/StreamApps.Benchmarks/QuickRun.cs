using System.Diagnostics;
using System.Globalization;

namespace StreamApps.Benchmarks;

/// <summary>A figure for each topology in seconds, for whoever works on them.</summary>
internal static class QuickRun
{
    const int Records = 500_000;
    const int Rounds = 5;

    public static IReadOnlyDictionary<string, Func<Topology>> Topologies { get; } =
        new Dictionary<string, Func<Topology>>(StringComparer.Ordinal)
        {
            ["stateless"] = DriverTopology.Stateless,
            ["aggregate"] = DriverTopology.KeyedAggregate,
            ["windowed"] = DriverTopology.WindowedAggregate,
        };

    public static void Run()
    {
        foreach (var (name, create) in Topologies)
        {
            var best = 0.0;
            long bytes = 0;
            for (var round = 0; round < Rounds; round++)
            {
                using var run = new DriverRun(create());
                var before = GC.GetAllocatedBytesForCurrentThread();
                var start = Stopwatch.GetTimestamp();
                run.Process(Records);
                best = Math.Max(best, Records / Stopwatch.GetElapsedTime(start).TotalSeconds);
                bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Records;
            }
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: best {best:N0} records/s, {bytes} B a record with the driver's own"));
        }
    }
}
