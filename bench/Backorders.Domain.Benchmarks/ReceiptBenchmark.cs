using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace Backorders.Domain.Benchmarks;

/// <summary>A receipt of 10 units fills 10 lines, however many wait.</summary>
[SimpleJob(RunStrategy.Throughput, warmupCount: 10, iterationCount: 15, invocationCount: Receipts)]
public class ReceiptBenchmark
{
    const int Receipts = 64;

    Backlog _backlog = new(0);

    [Params(1_000, 100_000, 1_000_000)]
    public int WaitingLines { get; set; }

    [GlobalSetup]
    public void Fill() => _backlog = new Backlog(WaitingLines);

    // Takes the received units away again, so that the same lines wait at the same rank.
    [IterationCleanup]
    public void TakeBack() => _backlog.Send(new AdjustStock { AdjustmentId = "j", Site = "A", Count = 0 });

    [Benchmark]
    public int ReceiveTenUnits() =>
        _backlog.Send(new ReceiveStock { ReceiptId = "r", Site = "A", Quantity = 10 });
}
