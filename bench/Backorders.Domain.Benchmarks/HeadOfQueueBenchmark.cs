using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace Backorders.Domain.Benchmarks;

/// <summary>A better line arrives at the head of a long queue and is cancelled there.</summary>
[SimpleJob(RunStrategy.Throughput, warmupCount: 3, iterationCount: 6, invocationCount: 16384)]
public class HeadOfQueueBenchmark
{
    Backlog _backlog = new(0);

    [Params(1_000, 100_000, 1_000_000)]
    public int WaitingLines { get; set; }

    [GlobalSetup]
    public void Fill() => _backlog = new Backlog(WaitingLines);

    [Benchmark]
    public int PlaceAndCancelAtTheHead() =>
        _backlog.Send(new PlaceDemand { OrderId = "head", LineId = "1", Quantity = 1, PriorityClass = 0 })
        + _backlog.Send(new CancelDemand { OrderId = "head", LineId = "1" });
}
