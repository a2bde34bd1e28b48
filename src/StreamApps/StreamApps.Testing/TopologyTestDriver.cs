using StreamApps.Processing;
using StreamApps.State;

namespace StreamApps.Testing;

/// <summary>
/// Runs a topology in a test: the same tasks, state and commits as in production over a log in memory, on the test's
/// thread and in virtual time. It has one partition of every topic. When a call returns, all that followed from it is
/// done.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
public sealed partial class TopologyTestDriver : IDisposable
{
    readonly Topology _topology;
    readonly TestDriverOptions _options;
    readonly IStateBackend _backend;
    readonly Dictionary<string, long> _groupOffsets = new(StringComparer.Ordinal);
    TaskOptions _taskOptions;
    readonly HashSet<string> _known;
    readonly SideOutputLog _sideOutputs = new();
    readonly TopologyTrace? _trace;
    DriverTask[] _tasks = [];
    GlobalState? _globals;
    long _lineages;

    /// <summary>Creates the driver and initialises the processors.</summary>
    public TopologyTestDriver(Topology topology, TestDriverOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(topology);
        _topology = topology;
        _options = options ?? new TestDriverOptions();
        _backend = _options.Backend ?? new InMemoryStateBackend();
        Time = new VirtualTime(_options.Start);
        Log = new TestLog(Time, _options.Partition);
        _trace = _options.Trace ? new TopologyTrace() : null;
        if (topology.Globals.Count > 0)
            StartGlobals();
        _taskOptions = CreateTaskOptions();
        _known = [.. topology.Nodes
            .SelectMany(node => node.Topics)
            .Select(topic => topic.Resolve(_options.ApplicationId))];
        StartTasks();
    }

    /// <summary>The wall clock: move it by <see cref="AdvanceWallClock"/>.</summary>
    public VirtualTime Time { get; }

    /// <summary>
    /// Records dropped by operators: for a null key or value, for lateness, or for a negative timestamp.
    /// </summary>
    public long DroppedRecords => _tasks.Sum(task =>
        task.Task.Counters.NullDropped + task.Task.Counters.LateDropped + task.Task.Counters.NegativeTimestamp);

    /// <summary>What each node did to each record.</summary>
    /// <exception cref="InvalidOperationException">It is not noted: set <see
    /// cref="TestDriverOptions.Trace"/>.</exception>
    public TopologyTrace Trace => _trace ?? throw new InvalidOperationException(
        "the driver notes no trace: set TestDriverOptions.Trace");

    internal TestLog Log { get; }

    internal IReadOnlyList<DriverTask> Tasks => _tasks;

    /// <summary>A topic to write to.</summary>
    /// <exception cref="ArgumentException">The topology does not read it.</exception>
    public TestInputTopic<TKey, TValue> Input<TKey, TValue>(Topic<TKey, TValue> topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        if (!_topology.Globals.Any(table => table.Topic == topic.Name) &&
            !_tasks.Any(task => task.Task.Inputs.Any(input => input.Topic == topic.Name)))
        {
            throw new ArgumentException($"the topology does not read '{topic.Name}'", nameof(topic));
        }
        return new(this, topic);
    }

    /// <summary>A topic to read, from its beginning.</summary>
    /// <exception cref="ArgumentException">The topology does not write it.</exception>
    public TestOutputTopic<TKey, TValue> Output<TKey, TValue>(Topic<TKey, TValue> topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        if (!_known.Contains(topic.Name))
            throw new ArgumentException($"the topology does not write '{topic.Name}'", nameof(topic));
        return new(this, topic);
    }

    /// <summary>The dead letters, from the first on.</summary>
    public TestOutputTopic<byte[], byte[]> DeadLetters()
    {
        var topic = _options.Errors.DeadLetterTopic
            ?? throw new InvalidOperationException("the driver's error policy has no dead-letter topic");
        return new(this, new Topic<byte[], byte[]>(topic, Serdes.Bytes, Serdes.Bytes));
    }

    /// <summary>
    /// What a node has sent to a side output since this was last called, of committed records, whether or not the
    /// topology reads it.
    /// </summary>
    /// <param name="node">The name of the node.</param>
    /// <param name="tag">The side output.</param>
    /// <exception cref="ArgumentException">There is no such node.</exception>
    public IReadOnlyList<TestRecord<TKey, TValue>> SideOutput<TKey, TValue>(string node, OutputTag<TKey, TValue> tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        if (!_topology.Nodes.Any(known => known.Name == node))
            throw new ArgumentException($"the topology has no node '{node}'", nameof(node));
        return _sideOutputs.Take<TKey, TValue>(node, tag.Name);
    }

    /// <summary>
    /// A store as the processors see it, uncommitted writes included; what the test writes is committed too.
    /// </summary>
    public TStore Store<TStore>(StoreDescriptor<TStore> descriptor)
        where TStore : class
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        if (_topology.Globals.Any(table => ReferenceEquals(table.Store, descriptor)))
            return (TStore)descriptor.OpenGlobal(_globals!);
        var owner = Array.Find(_tasks, task => task.SubTopology.Stores.Contains(descriptor))
            ?? throw new ArgumentException($"the topology has no store '{descriptor.Name}'", nameof(descriptor));
        return owner.Task.Store(descriptor);
    }

    /// <summary>The store of a name, as <see cref="Store{TStore}(StoreDescriptor{TStore})"/>.</summary>
    /// <typeparam name="TStore">An interface that the store has.</typeparam>
    /// <exception cref="ArgumentException">There is no such store, or it is of another type.</exception>
    public TStore Store<TStore>(string name)
        where TStore : class
    {
        if (_topology.Globals.FirstOrDefault(table => table.Name == name) is { } global)
            return (TStore)global.Store.OpenGlobal(_globals!);
        foreach (var task in _tasks)
        {
            if (task.SubTopology.Stores.FirstOrDefault(store => store.Name == name) is not { } descriptor)
                continue;
            var store = task.Task.Store(descriptor);
            return store as TStore ?? throw new ArgumentException(
                $"the store '{name}' is a {descriptor.Kind} store, and no {typeof(TStore).Name}", nameof(name));
        }
        throw new ArgumentException($"the topology has no store '{name}'", nameof(name));
    }

    /// <summary>Moves the wall clock and fires what is due then.</summary>
    public void AdvanceWallClock(TimeSpan by)
    {
        Time.Advance(by);
        Punctuate();
        if (_options.CommitEachRecord)
            Commit();
        Pump();
    }

    /// <summary>
    /// Waits for the calls of asynchronous operators that do real work on other threads, and processes their results.
    /// Calls that wait for the driver's <see cref="Time"/> end by <see cref="AdvanceWallClock"/>.
    /// </summary>
    /// <exception cref="TimeoutException">They have not ended within this time of the real clock.</exception>
    public void FinishCalls(TimeSpan within)
    {
        while (_tasks.SelectMany(task => task.Task.AsyncCalls).ToArray() is { Length: > 0 } calls)
        {
            if (!((IAsyncResult)Task.WhenAll(calls)).AsyncWaitHandle.WaitOne(within))
                throw new TimeoutException($"{calls.Length} calls have not ended within {within}");
            AdvanceWallClock(TimeSpan.Zero);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        StopTasks();
        _globals?.Dispose();
        if (_options.Backend is null)
            _backend.Dispose();
    }

    internal void Pipe(
        string topic, byte[]? key, byte[]? value, long timestamp, RecordHeaders? headers, long? offset = null)
    {
        Log.Append(topic, key, value, timestamp, headers, offset);
        if (_globals is not null)
            ReadGlobals();
        Pump();
    }

    TaskOptions CreateTaskOptions() => new()
    {
        ApplicationId = _options.ApplicationId,
        LineageSource = () => new Guid((int)++_lineages, 0, 0, new byte[8]),
        Errors = _options.Errors,
        Cache = _options.CacheBytes > 0 ? new CacheBudget(_options.CacheBytes) : null,
        MaxTimersPerStep = _options.MaxTimersPerStep,
        MaxRecordBytes = _options.MaxRecordBytes,
        MaxMessageBytes = _options.MaxMessageBytes,
        Globals = _globals,
        WaitsForCalls = false,
        Trace = _trace,
        SideOutputs = _sideOutputs,
    };

    void StartTasks()
    {
        _tasks = [.. _topology.SubTopologies.Select(subTopology => new DriverTask(
            subTopology,
            _options.Partition,
            Log,
            subTopology.HasState ? _backend.Open(Directory(subTopology.Name), subTopology.DatabaseStores) : null,
            Time,
            _taskOptions))];
        foreach (var task in _tasks)
            task.Restore(_groupOffsets);
    }

    void StopTasks()
    {
        foreach (var task in _tasks)
            task.Dispose();
        _tasks = [];
    }

    string Directory(string subTopology) => Path.Combine(_options.StateDirectory, subTopology);
}
