namespace Backorders.Domain.Tests.Properties;

/// <summary>A record to be: a command and how log time moves to it.</summary>
internal sealed record LogStep(int Partition, long TimeStepMs, AllocationCommand Command)
{
    public override string ToString() => $"{{{Partition} {TimeStepMs:+0;-0} {Command}}}";

    /// <summary>The steps as records; offsets have gaps.</summary>
    public static List<LogRecord> ToRecords(IEnumerable<LogStep> steps)
    {
        List<LogRecord> records = [];
        var time = new DateTimeOffset(2026, 1, 1, 20, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        foreach (var step in steps)
        {
            time = Math.Max(0, time + step.TimeStepMs);
            records.Add(new(new(step.Partition, records.Count * 3), time, step.Command));
        }
        return records;
    }
}
