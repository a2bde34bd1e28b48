using System.Runtime.InteropServices;

namespace Backorders.Cli.Bench.Broker.Native;

/// <summary>
/// From the call that sends a record to its acknowledgement. The record carries its start time as its opaque value
/// and librdkafka calls back without a context of ours, so there is one collection at a time.
/// </summary>
sealed unsafe class DeliveryTimes : IDisposable
{
    static DeliveryTimes? s_current;

    readonly List<double> _milliseconds = [];

    public DeliveryTimes() => s_current = this;

    /// <summary>How many records failed.</summary>
    public int Failed { get; private set; }

    public IReadOnlyList<double> Milliseconds => _milliseconds;

    public void Dispose() => s_current = null;

    [UnmanagedCallersOnly]
    public static void OnDelivered(nint client, RdKafkaMessage* message, nint opaque)
    {
        if (s_current is not { } times)
            return;
        if (message->Error != 0)
            times.Failed++;
        else
            times._milliseconds.Add(TimeProvider.System.GetElapsedTime(message->Opaque).TotalMilliseconds);
    }
}
