using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace Backorders.Domain.Benchmarks;

/// <summary>
/// Receipts over a million waiting lines of which expected supply covers some: the cost follows what is covered.
/// </summary>
[SimpleJob(RunStrategy.Throughput, warmupCount: 10, iterationCount: 15, invocationCount: Receipts)]
public class SupplyReceiptBenchmark
{
    const int Receipts = 64;

    Backlog _backlog = new(0);

    [Params(0, 100, 10_000)]
    public int CoveredLines { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _backlog = new Backlog(1_000_000);
        if (CoveredLines > 0)
        {
            _backlog.Send(new ExpectSupply
            {
                Ref = "p",
                Site = "A",
                Quantity = CoveredLines,
                Date = new(2026, 12, 1),
            });
        }
    }

    [IterationCleanup]
    public void TakeBack() => _backlog.Send(new AdjustStock { AdjustmentId = "j", Site = "A", Count = 0 });

    [Benchmark]
    public int ReceiveTenUnits() =>
        _backlog.Send(new ReceiveStock { ReceiptId = "r", Site = "A", Quantity = 10 });
}
