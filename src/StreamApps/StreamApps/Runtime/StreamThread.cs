using StreamApps.Diagnostics;
using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Topologies;
using StreamApps.Transport;

namespace StreamApps.Runtime;

/// <summary>
/// Owns a consumer, a producer and the tasks of the partitions that the group gives it; nothing else touches them.
/// Its loop is one synchronous step, <see cref="RunOnce"/>, so that whoever owns time can drive it.
/// </summary>
sealed partial class StreamThread : IAssignmentListener, IDisposable
{
    static readonly TimeSpan IdlePoll = TimeSpan.FromMilliseconds(100);

    readonly StreamsOptions _options;
    readonly ErrorPolicy _errors;
    readonly TimeProvider _time;
    readonly ILogConsumer _consumer;
    readonly TransactionSink _sink;
    readonly TaskRestorer _restorer;
    readonly CommitPolicy _commitPolicy;
    readonly LogRecordBatch _batch;
    readonly Dictionary<TopicPartition, TaskSlot> _byInput = [];
    readonly Dictionary<TaskId, TaskSlot> _slots = [];
    readonly Dictionary<string, SubTopology> _bySource;
    readonly StreamMetrics _metrics;
    readonly TopicLimits _limits;
    readonly GlobalTables? _globals;
    readonly RepartitionPurge _purge;

    IGroupMetadata? _group;
    TaskSlot? _working;
    RejectedRecord? _rejected;
    Stop? _stopped;
    int _isolated;
    bool _needsProducer = true;
    bool _replacedBefore;

    public StreamThread(
        string name,
        Topology topology,
        StreamsOptions options,
        ErrorPolicy errors,
        ILogTransport transport,
        IStateBackend backend,
        StateFolder folder,
        TimeProvider time,
        StreamMetrics metrics,
        TopicLimits limits,
        string instanceId,
        GlobalTables? globals = null)
    {
        _globals = globals;
        Name = name;
        _options = options;
        _errors = errors;
        _time = time;
        _metrics = metrics;
        _limits = limits;
        _batch = new LogRecordBatch(options.PollBatch);
        _commitPolicy = new CommitPolicy(options);
        _bySource = topology.SubTopologies
            .SelectMany(sub => sub.Inputs.Select(topic => (Topic: topic.Resolve(options.ApplicationId), Sub: sub)))
            .ToDictionary(pair => pair.Topic, pair => pair.Sub, StringComparer.Ordinal);
        _sink = new TransactionSink(options, transport, time, name);
        _restorer = new TaskRestorer(
            name, new TaskRestoration(options, transport, backend, folder, time, CreateTask, name));
        _purge = new(options, transport, topology, time, name);
        _consumer = transport.CreateConsumer(new(options.ApplicationId, instanceId, options.SessionTimeout));
    }

    /// <summary>The thread's name: also its transactional id.</summary>
    public string Name { get; }

    /// <summary>Joins the group.</summary>
    public void Subscribe() => _consumer.Subscribe(_bySource.Keys, this);

    /// <summary>
    /// One turn: replace the producer if needed, start restored tasks, take records, process them, fire timers,
    /// commit if due.
    /// </summary>
    /// <exception cref="StreamsException">The thread cannot go on.</exception>
    public void RunOnce()
    {
        try
        {
            Turn();
        }
        catch (Exception error)
        {
            Volatile.Write(ref _stopped, new(PhaseReason.Of(error), _time.GetTimestamp()));
            throw;
        }
    }

    /// <summary>Commits what is done, gives everything up and closes.</summary>
    /// <param name="leave">True to leave the group, on scale-in.</param>
    public void Close(bool leave)
    {
        try
        {
            if (!_needsProducer)
                Commit();
        }
        catch (LogTransportException error)
        {
            Recover(error);
        }
        _consumer.Close(leave);
        SuspendAll(PhaseReason.Closed);
    }

    public void Dispose()
    {
        List<TaskSlot> slots;
        lock (_slots)
        {
            slots = [.. _slots.Values];
            _slots.Clear();
        }
        slots.ForEach(slot => slot.Dispose());
        _restorer.Dispose();
        _purge.Dispose();
        _sink.Dispose();
        _consumer.Dispose();
    }

    /// <summary>
    /// What each task does now, for people; may be called from any thread. All have failed once a turn has: nobody
    /// works on them any more.
    /// </summary>
    public IReadOnlyList<TaskReport> Tasks()
    {
        lock (_slots)
            return [.. _slots.Values.Select(slot => Report(slot.Inspect(), Volatile.Read(ref _stopped)))];
    }

    void Turn()
    {
        if (_needsProducer && !TryReplaceProducer())
            return;
        StartRestoredTasks();
        try
        {
            _options.OnStep(RuntimeStep.Poll);
            var count = Gather(PollWait());
            _options.OnStep(RuntimeStep.Process);
            Process(_batch.Records);
            if (count < _batch.Capacity)
                SkipControlRecords();
            HoldBackInputs();
            Punctuate();
            CommitIfDue(drained: count < _batch.Capacity);
        }
        catch (LogTransportException error)
        {
            Recover(error);
        }
        catch (StateBackendException error) when (error.Kind == StateErrorKind.Corrupt && _working is not null)
        {
            RebuildDamaged(_working, error);
        }
    }

    TaskReport Report(TaskReport task, Stop? stopped) => stopped is null || task.Phase == TaskPhase.Failed
        ? task
        : new(task.Task, TaskPhase.Failed, stopped.Reason, _time.GetElapsedTime(stopped.At));

    IStreamTask CreateTask(TaskSlot slot) => new StreamTask(
        slot.Id,
        slot.SubTopology,
        slot.Database,
        _sink,
        _time,
        new TaskOptions
        {
            ApplicationId = _options.ApplicationId,
            LineageSource = _options.NewLineage,
            MaxUncommittedRecords = _options.MaxUncommittedRecords,
            MaxUncommittedBytes = _options.MaxUncommittedBytes,
            MaxMessageBytes = _limits.MaxMessageBytes,
            Partitions = _limits.Partitions,
            Cache = _options.Cache,
            Errors = _errors,
            Globals = _globals?.State,
        });

    void Tell(RuntimeEventKind kind, string message, Exception? error = null) =>
        _options.OnEvent(new(kind, Name, message, error));

    sealed record Stop(string Reason, long At);
}
