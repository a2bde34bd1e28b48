using System.Globalization;

namespace Backorders.Cli.Bench.Broker;

/// <summary>What the kernel says of a process's resident memory, in MiB.</summary>
static class ProcessMemory
{
    const double KibPerMib = 1024;

    /// <summary>The most so far.</summary>
    public static double Peak(int processId) => Read(processId, "VmHWM:");

    public static double Now(int processId) => Read(processId, "VmRSS:");

    static double Read(int processId, string field)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/status");
        var line = File.ReadLines(path).First(line => line.StartsWith(field, StringComparison.Ordinal));
        var size = line.AsSpan(field.Length, line.Length - field.Length - " kB".Length);
        return long.Parse(size, NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture) / KibPerMib;
    }
}
