using StreamApps.State;
using StreamApps.Time;

namespace StreamApps.Processing;

/// <summary>What the nodes of a task share. For the task's thread.</summary>
internal sealed class TaskContext
{
    TaskCounters _counters;

    public required TaskId Id { get; init; }

    public required TaskOptions Options { get; init; }

    public required TimeProvider Time { get; init; }

    public required TaskClock Clock { get; init; }

    public required TaskStores? Stores { get; init; }

    public required OutputBuffer Output { get; init; }

    /// <summary>All nodes in the order of declaration.</summary>
    public IReadOnlyList<Node> Nodes { get; set; } = [];

    public PunctuatorSchedule Punctuators { get; } = new();

    /// <summary>The timers of keyed process functions, in the order of their nodes.</summary>
    public List<TimerQueue> Timers { get; } = [];

    /// <summary>The changes that tables hold back, in the order of their nodes.</summary>
    public List<IChangeCache> Caches { get; } = [];

    /// <summary>The record being processed, or the last one.</summary>
    public RecordMetadata Metadata { get; set; } = new(default, -1, -1, null);

    /// <summary>Operators whose results come later, in the order of their nodes.</summary>
    public List<IAsyncOperator> AsyncOperators { get; } = [];

    /// <summary>The input record as it was read; the default value in timers and punctuators.</summary>
    public LogRecord Input { get; set; }

    /// <summary>
    /// Records that failed beside the one being processed; its handlers are asked when that one has succeeded.
    /// </summary>
    public List<FailedAside> FailedAside { get; } = [];

    /// <summary>What is being done, for whoever handles the error.</summary>
    public ErrorStage Stage { get; set; }

    /// <summary>The node that is at work.</summary>
    public Node? Current { get; set; }

    /// <summary>True while processors are initialised.</summary>
    public bool Initialising { get; set; }

    /// <summary>Counted up by nodes.</summary>
    public ref TaskCounters Counters => ref _counters;

    /// <summary>Hands a record to a node.</summary>
    public void Deliver<TKey, TValue>(Node<TKey, TValue> node, in Record<TKey, TValue> record)
    {
        Current = node;
        if (Options.Trace is { } trace)
            Deliver(node, record, trace);
        else
            node.Process(record);
    }

    static void Deliver<TKey, TValue>(Node<TKey, TValue> node, in Record<TKey, TValue> record, ITaskTrace trace)
    {
        trace.Entered(node, record);
        node.Process(record);
        trace.Left(node);
    }
}
