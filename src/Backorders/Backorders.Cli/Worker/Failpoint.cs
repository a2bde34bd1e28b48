using System.Globalization;
using System.Runtime.InteropServices;
using StreamApps.Runtime;

namespace Backorders.Cli.Worker;

/// <summary>
/// Ends the process the hard way at a named step, for tests of crashes: <c>BACKORDERS_FAILPOINT=Committed:7</c> kills
/// it with SIGKILL the seventh time that a transaction was acknowledged and not yet written locally.
/// </summary>
static partial class Failpoint
{
    const string Variable = "BACKORDERS_FAILPOINT";
    const int Kill = 9;

    public static Action<RuntimeStep> FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } text)
            return static _ => { };
        var parts = text.Split(':');
        if (parts.Length != 2 || !Enum.TryParse<RuntimeStep>(parts[0], out var step)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var times))
        {
            throw new UsageException(
                $"{Variable}={text} must be STEP:TIMES, with a step of "
                + $"{string.Join(", ", Enum.GetNames<RuntimeStep>())}");
        }
        var left = times;
        return reached =>
        {
            if (reached == step && Interlocked.Decrement(ref left) == 0)
                _ = Signal(Environment.ProcessId, Kill);
        };
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
