using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StreamApps.Pipelines.Values;

/// <summary>A SKU's units that are free, and the queue of each priority.</summary>
[StructLayout(LayoutKind.Auto)]
public record struct Stock
{
    /// <summary>How many priorities there are.</summary>
    public const int Priorities = 3;

    /// <summary>Units that nobody has.</summary>
    public long Available;

    /// <summary>By priority, the first one first.</summary>
    public QueueList Queues;

    /// <summary>Of a SKU that nobody has asked for.</summary>
    public static Stock None => default;

    /// <summary>Units that wait in all queues.</summary>
    public readonly long Waiting
    {
        get
        {
            var sum = 0L;
            foreach (var queue in Queues)
                sum += queue.Waiting;
            return sum;
        }
    }

    /// <inheritdoc/>
    public readonly bool Equals(Stock other) =>
        Available == other.Available && ((ReadOnlySpan<Queue>)Queues).SequenceEqual(other.Queues);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(Available, Waiting);
}

/// <summary>The queue of a priority.</summary>
/// <param name="Waiting">Units that wait.</param>
/// <param name="Head">No line waits at a lower rank, so that a scan does not cross deleted entries.</param>
[StructLayout(LayoutKind.Auto)]
public record struct Queue(long Waiting, long Head);

/// <summary>One queue for each priority.</summary>
[InlineArray(Stock.Priorities)]
public struct QueueList
{
    Queue _first;
}
