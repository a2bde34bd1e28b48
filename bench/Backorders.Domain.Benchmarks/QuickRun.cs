using System.Globalization;

namespace Backorders.Domain.Benchmarks;

/// <summary>
/// The allocator alone, on one partition that goes on and on. Commands are made in small batches outside of the
/// measurement, so that they are as fresh as decoded ones. What counts is processor time, so that other work on the
/// machine does not; a collection counts where it happens, so each side bears its share.
/// </summary>
internal static class QuickRun
{
    const int Commands = 100_000;
    const int Batch = 500;
    const int WarmUp = 10;

    readonly record struct Round(double Nanoseconds, long Bytes, long Events);

    public static void Run(int rounds)
    {
        List<Round> all = [];
        var mix = new CommandMix(42);
        var allocator = new Allocator(new InMemoryAllocationState());
        for (var number = -WarmUp; number < rounds; number++)
        {
            var round = Measure(mix, allocator);
            Console.Error.WriteLine(
                $"{(number < 0 ? "warm-up" : $"round {number + 1}")}: {round.Nanoseconds / Commands:F0} ns a command");
            if (number >= 0)
                all.Add(round);
        }
        Console.WriteLine(Summary(all));
    }

    static string Summary(List<Round> rounds)
    {
        var rates = rounds.ConvertAll(round => 1e9 * Commands / round.Nanoseconds);
        rates.Sort();
        var commands = (double)rounds.Count * Commands;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"median {rates[rates.Count / 2]:N0} commands/s of processor time, "
                + $"quartiles {rates[rates.Count / 4]:N0} and {rates[rates.Count * 3 / 4]:N0}, best {rates[^1]:N0}, "
                + $"over {rounds.Count} rounds of {Commands:N0}; "
                + $"{rounds.Sum(round => round.Bytes) / commands:F0} B and "
                + $"{rounds.Sum(round => round.Events) / commands:F2} events a command");
    }

    static Round Measure(CommandMix mix, Allocator allocator)
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
            for (var index = 0; index < Batch; index++)
            {
                if (index + Allocator.PrefetchDistance < Batch)
                    allocator.Prefetch(batch[index + Allocator.PrefetchDistance]);
                allocator.Handle(batch[index], events);
            }
            busy += Environment.CpuUsage.TotalTime - start;
            allocated += GC.GetAllocatedBytesForCurrentThread() - bytes;
            produced += events.Count;
            mix.Follow(events);
        }
        return new(busy.TotalNanoseconds, allocated, produced);
    }
}
