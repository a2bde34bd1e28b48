using System.Diagnostics;
using System.Globalization;

namespace Backorders.Domain.Benchmarks;

/// <summary>
/// The allocator alone, without the harness: a figure in seconds, for whoever works on it. Commands are made in small
/// batches outside of the measurement, so that they are as fresh as decoded ones; of the collector's pauses the
/// allocator bears the share that it allocated.
/// </summary>
internal static class QuickRun
{
    const int Commands = 400_000;
    const int Batch = 500;
    const int WarmUp = 2;

    public static void Run(int rounds)
    {
        List<double> figures = [];
        for (var round = -WarmUp; round < rounds; round++)
        {
            var nanoseconds = Round(round < 0 ? "warm-up" : $"round {round + 1}");
            if (round >= 0)
                figures.Add(nanoseconds);
        }
        figures.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"median {1e9 / figures[figures.Count / 2]:N0} commands/s, best {1e9 / figures[0]:N0}"));
    }

    static double Round(string name)
    {
        var mix = new CommandMix(42);
        var allocator = new Allocator(new InMemoryAllocationState());
        List<LogRecord> batch = [];
        List<AllocationEvent> events = [];
        long allocated = 0, produced = 0;
        var (pausesOfAll, bytesOfAll) = (GC.GetTotalPauseDuration(), GC.GetAllocatedBytesForCurrentThread());
        TimeSpan busy = default, pausesInside = default;
        for (var number = 0; number < Commands; number += Batch)
        {
            batch.Clear();
            events.Clear();
            for (var index = 0; index < Batch; index++)
                batch.Add(mix.Next());
            var (bytes, pauses) = (GC.GetAllocatedBytesForCurrentThread(), GC.GetTotalPauseDuration());
            var start = Stopwatch.GetTimestamp();
            foreach (var record in batch)
                allocator.Handle(record, events);
            busy += Stopwatch.GetElapsedTime(start);
            pausesInside += GC.GetTotalPauseDuration() - pauses;
            allocated += GC.GetAllocatedBytesForCurrentThread() - bytes;
            produced += events.Count;
            mix.Follow(events);
        }
        var share = (double)allocated / (GC.GetAllocatedBytesForCurrentThread() - bytesOfAll);
        var collected = (GC.GetTotalPauseDuration() - pausesOfAll) * share;
        var nanoseconds = (busy - pausesInside + collected).TotalNanoseconds / Commands;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {nanoseconds:F0} ns a command, {collected.TotalNanoseconds / Commands:F0} of them in the collector; {allocated / Commands} B, {(double)produced / Commands:F2} events"));
        return nanoseconds;
    }
}
