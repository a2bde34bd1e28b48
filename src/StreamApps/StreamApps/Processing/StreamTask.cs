using StreamApps.State;
using StreamApps.Time;
using StreamApps.Topologies;

namespace StreamApps.Processing;

/// <inheritdoc cref="IStreamTask"/>
internal sealed partial class StreamTask : IStreamTask
{
    readonly SubTopology _subTopology;
    readonly IRecordSink _sink;
    readonly TimeProvider _time;
    readonly TaskOptions _options;
    readonly TaskStores? _stores;
    readonly OutputBuffer _outputs;
    readonly TaskClock _clock = new();
    readonly TaskInput[] _inputs;
    readonly List<HandledError> _handledErrors = [];
    TaskContext _context;
    bool _running;

    /// <summary>Creates the task over its open database, which stays the caller's to dispose.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="subTopology">What it runs.</param>
    /// <param name="database">
    /// Opened with <see cref="SubTopology.DatabaseStores"/>; null when there is no state.
    /// </param>
    /// <param name="output">Gets outputs and dead letters.</param>
    /// <param name="time">For wall-clock timers and punctuators.</param>
    /// <param name="options">Names and bounds.</param>
    public StreamTask(
        TaskId id,
        SubTopology subTopology,
        ITaskDatabase? database,
        IRecordSink output,
        TimeProvider time,
        TaskOptions options)
    {
        if (subTopology.HasState && database is null)
            throw new ArgumentNullException(nameof(database), $"sub-topology '{subTopology.Name}' keeps state");
        Id = id;
        _subTopology = subTopology;
        _sink = output;
        _time = time;
        _options = options;
        _outputs = new(options.MaxMessageBytes);
        ChangelogTopic = subTopology.Changelog?.Resolve(options.ApplicationId);
        _stores = subTopology.HasState
            ? new TaskStores(database!, subTopology.Stores, options.Trace, subTopology.SourceTables)
            : null;
        FindSourceRows();
        _context = CreateGraph(out var sources);
        _inputs = [.. sources.Select(source => new TaskInput(source.Partition, source.Node))];
        _clock.Follow(_inputs);
        Inputs = [.. _inputs.Select(input => input.Partition)];
        ReadReserved();
    }

    /// <inheritdoc/>
    public TaskId Id { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TopicPartition> Inputs { get; }

    /// <inheritdoc/>
    public string? ChangelogTopic { get; }

    /// <inheritdoc/>
    public TaskCounters Counters => _context.Counters;

    /// <inheritdoc/>
    public IReadOnlyList<HandledError> HandledErrors => _handledErrors;

    /// <summary>The store of a descriptor, as the task's processors see it.</summary>
    internal TStore Store<TStore>(StoreDescriptor<TStore> descriptor)
        where TStore : class => (TStore)_stores!.Get(descriptor);

    /// <summary>The store of a descriptor, whatever its interface.</summary>
    internal object Store(StoreDescriptor descriptor) => _stores!.Get(descriptor);

    /// <inheritdoc/>
    public void Dispose()
    {
        ClearCaches();
        CancelCalls();
        _stores?.Clear();
        _stores?.Dispose();
    }

    TaskContext CreateGraph(out List<(TopicPartition Partition, SourceNode Node)> sources)
    {
        var context = new TaskContext
        {
            Id = Id,
            Options = _options,
            Time = _time,
            Clock = _clock,
            Stores = _stores,
            Output = _outputs,
        };
        sources = TaskGraph.Build(_subTopology, context);
        return context;
    }

    /// <summary>Makes all nodes anew: processors that keep fields against the contract lose them here.</summary>
    void RecreateGraph(TaskCounters counters)
    {
        _context = CreateGraph(out var sources);
        _context.Counters = counters;
        for (var index = 0; index < _inputs.Length; index++)
            _inputs[index].Source = sources[index].Node;
    }

    TaskInput Input(TopicPartition partition)
    {
        foreach (var input in _inputs)
        {
            if (input.Partition == partition)
                return input;
        }
        throw new ArgumentException($"task {Id} does not read {partition}", nameof(partition));
    }
}
