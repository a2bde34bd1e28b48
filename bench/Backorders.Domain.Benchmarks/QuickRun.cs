using System.Globalization;

namespace Backorders.Domain.Benchmarks;

/// <summary>
/// The allocator alone, without the harness: a figure in seconds, for whoever works on it. Commands are made in small
/// batches outside of the measurement, so that they are as fresh as decoded ones. What counts is processor time, so
/// that other work on the machine does not; a collection counts where it happens, so each side bears its share.
/// </summary>
internal static class QuickRun
{
    const int Commands = 100_000;
    const int Batch = 500;
    const int WarmUp = 10;

    public static void Run(int rounds)
    {
        List<double> figures = [];
        var mix = new CommandMix(42);
        var allocator = new Allocator(new InMemoryAllocationState());
        for (var round = -WarmUp; round < rounds; round++)
        {
            var nanoseconds = Round(mix, allocator, round < 0 ? "warm-up" : $"round {round + 1}");
            if (round >= 0)
                figures.Add(nanoseconds);
        }
        figures.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"median {1e9 / figures[figures.Count / 2]:N0} commands/s of processor time, best {1e9 / figures[0]:N0}"));
    }

    static double Round(CommandMix mix, Allocator allocator, string name)
    {
        List<LogRecord> batch = [];
        List<AllocationEvent> events = [];
        long allocated = 0, produced = 0;
        TimeSpan busy = default;
        for (var number = 0; number < Commands; number += Batch)
        {
            batch.Clear();
            events.Clear();
            for (var index = 0; index < Batch; index++)
                batch.Add(mix.Next());
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var start = Environment.CpuUsage.TotalTime;
            foreach (var record in batch)
                allocator.Handle(record, events);
            busy += Environment.CpuUsage.TotalTime - start;
            allocated += GC.GetAllocatedBytesForCurrentThread() - bytes;
            produced += events.Count;
            mix.Follow(events);
        }
        var nanoseconds = busy.TotalNanoseconds / Commands;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {nanoseconds:F0} ns a command; {allocated / Commands} B, "
                + $"{(double)produced / Commands:F2} events"));
        return nanoseconds;
    }
}
