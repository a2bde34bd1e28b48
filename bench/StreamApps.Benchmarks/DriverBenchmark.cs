using BenchmarkDotNet.Attributes;

namespace StreamApps.Benchmarks;

/// <summary>
/// Throughput of the test driver, and with it of the tasks that it runs: one operation is one record.
/// </summary>
public class DriverBenchmark
{
    const int Records = 200_000;

    [Params("stateless", "aggregate", "windowed")]
    public string Topology { get; set; } = "";

    [Benchmark(OperationsPerInvoke = Records)]
    public void Process()
    {
        using var run = new DriverRun(QuickRun.Topologies[Topology]());
        run.Process(Records);
    }
}
