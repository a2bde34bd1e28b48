using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace Backorders.Domain.Benchmarks;

/// <summary>
/// The allocator over a day of a shop (<see cref="CommandMix"/>), its commands made beforehand.
/// </summary>
[SimpleJob(RunStrategy.Throughput, warmupCount: 2, iterationCount: 6, invocationCount: 1)]
public class CommandMixBenchmark
{
    const int Commands = 400_000;

    readonly List<LogRecord> _log = [];
    readonly List<AllocationEvent> _events = [];

    [GlobalSetup]
    public void Generate()
    {
        var mix = new CommandMix(42);
        var allocator = new Allocator(new InMemoryAllocationState());
        for (var number = 0; number < Commands; number++)
        {
            _log.Add(mix.Next());
            _events.Clear();
            allocator.Handle(_log[^1], _events);
            mix.Follow(_events);
        }
    }

    [Benchmark(OperationsPerInvoke = Commands)]
    public int Commands400000()
    {
        var allocator = new Allocator(new InMemoryAllocationState());
        var events = 0;
        foreach (var record in _log)
        {
            _events.Clear();
            allocator.Handle(record, _events);
            events += _events.Count;
        }
        return events;
    }
}
