using StreamApps.Diagnostics;
using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Transport;

namespace StreamApps.Runtime;

/// <summary>
/// Runs a topology in this process, as one member of its application's group for each stream thread.
/// </summary>
/// <remarks>Safe for use from several threads.</remarks>
public sealed class StreamsClient : IDisposable
{
    readonly Topology _topology;
    readonly StreamsOptions _options;
    readonly ErrorPolicy _errors;
    readonly ILogTransport _transport;
    readonly StateFolder _folder;
    readonly StreamMetrics _metrics;
    readonly List<StreamThread> _threads = [];
    readonly List<Thread> _workers = [];
    readonly CancellationTokenSource _stop = new();
    readonly TopicLimits _limits = new();
    readonly GlobalTables? _globals;
    readonly TaskCompletionSource<Exception?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _alive;
    bool _started;
    bool _disposed;
    bool _leave;

    /// <summary>Creates the client and takes the state folder; the broker is not asked yet.</summary>
    /// <param name="topology">What to run.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="errors">What becomes of records that cannot be processed.</param>
    /// <param name="transport">The log; stays the caller's.</param>
    /// <param name="backend">The state; stays the caller's.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="StreamsException">
    /// Options are invalid (the message lists all that are), or the state folder is another process's.
    /// </exception>
    public StreamsClient(
        Topology topology,
        StreamsOptions options,
        ErrorPolicy errors,
        ILogTransport transport,
        IStateBackend backend,
        TimeProvider time)
    {
        options.Validate();
        _topology = topology;
        _options = options;
        _errors = errors;
        _transport = transport;
        _folder = StateFolder.Take(options.StateDirectory, options.ApplicationId);
        _metrics = new StreamMetrics(options.ApplicationId);
        if (topology.Globals.Count > 0)
            _globals = new(topology, options, errors, transport, backend, _folder, time);
        try
        {
            for (var index = 0; index < options.Threads; index++)
                _threads.Add(CreateThread($"{options.InstanceId}-{index}", backend, time));
        }
        catch
        {
            Dispose();
            throw;
        }
        _metrics.ObserveTasks(() => _threads.SelectMany(thread => thread.Tasks()));
    }

    /// <summary>
    /// Ends when the last thread has ended: with null after <see cref="Stop"/>, else with the error that stopped the
    /// client.
    /// </summary>
    public Task<Exception?> Ended => _ended.Task;

    /// <summary>True when every task that was assigned processes records.</summary>
    public bool IsRunning
    {
        get
        {
            var tasks = _threads.SelectMany(thread => thread.Tasks()).ToList();
            return tasks.Count > 0 && tasks.TrueForAll(task => task.Phase == TaskPhase.Running);
        }
    }

    /// <summary>Checks the topics and the state, creates internal topics, and starts the threads. Once only.</summary>
    /// <exception cref="StreamsException">
    /// Topics are missing or do not fit, or the state is another topology's.
    /// </exception>
    /// <exception cref="LogTransportException">The broker does not answer.</exception>
    public void Start()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_started)
            throw new InvalidOperationException("the client was started before; create another one");
        using (var admin = _transport.CreateAdmin())
            LearnTopics(admin);
        TopologyStamp.Verify(_folder, _topology, _options);
        _started = true;
        _alive = _threads.Count + (_globals is null ? 0 : 1);
        if (_globals is not null)
        {
            var name = $"{_options.ApplicationId}-{_options.InstanceId}-global";
            Launch(name, () => RunGuarded("global tables", RunGlobals));
        }
        foreach (var stream in _threads)
            Launch(stream.Name, () => RunGuarded(stream.Name, () => Run(stream)));
    }

    /// <summary>
    /// Finishes what is being processed, commits it and ends the threads; returns when they have ended.
    /// </summary>
    /// <param name="leave">
    /// True on scale-in: the partitions go to the other members at once. Otherwise they wait for this instance to
    /// come back within the session time-out.
    /// </param>
    public void Stop(bool leave = false)
    {
        if (_disposed)
            return;
        _leave = leave;
        _stop.Cancel();
        foreach (var worker in _workers)
            worker.Join();
        _ended.TrySetResult(null);
    }

    /// <summary>Stops the threads and lets go of the state folder.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        Stop();
        _disposed = true;
        foreach (var stream in _threads)
            stream.Dispose();
        _globals?.Dispose();
        _metrics.Dispose();
        _folder.Dispose();
        _stop.Dispose();
    }

    // The group's member and the transactional id have the same name, stable over restarts.
    StreamThread CreateThread(string instance, IStateBackend backend, TimeProvider time) => new(
        $"{_options.ApplicationId}-{instance}",
        _topology,
        _options,
        _errors,
        _transport,
        backend,
        _folder,
        time,
        _metrics,
        _limits,
        instance,
        _globals);

    void LearnTopics(ILogAdmin admin)
    {
        var topics = TopicCheck.Run(_topology, _options, _errors.DeadLetterTopic is { } topic ? [topic] : [], admin);
        _limits.Replace(TopicCheck.Limits(topics));
        _limits.ReplacePartitions(topics.ToDictionary(
            pair => pair.Key, pair => pair.Value.Partitions, StringComparer.Ordinal));
    }

    void Launch(string name, ThreadStart work)
    {
        var worker = new Thread(work) { Name = name, IsBackground = true };
        _workers.Add(worker);
        worker.Start();
    }

    void RunGlobals()
    {
        try
        {
            _globals!.Run(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped before it had caught up.
        }
    }

    void Run(StreamThread stream)
    {
        if (_globals is not null && !_globals.WaitUntilCaughtUp(_stop.Token))
            return;
        _options.OnEvent(new(RuntimeEventKind.Started, stream.Name, "joins its group"));
        stream.Subscribe();
        while (!_stop.IsCancellationRequested)
            stream.RunOnce();
        stream.Close(_leave);
        _options.OnEvent(new(RuntimeEventKind.Stopped, stream.Name, "stopped in good order"));
    }

    void RunGuarded(string name, Action work)
    {
        Exception? failure = null;
        try
        {
            work();
        }
        catch (Exception error)
        {
            failure = error;
            _options.OnEvent(new(RuntimeEventKind.Failed, name, error.Message, error));
            // The other threads must not go on as if all were well: the host decides what becomes of the process.
            _stop.Cancel();
        }
        finally
        {
            if (failure is not null)
                _ended.TrySetResult(failure);
            if (Interlocked.Decrement(ref _alive) == 0)
                _ended.TrySetResult(null);
        }
    }
}
