using StreamApps.Diagnostics;
using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Transport;

namespace StreamApps.Runtime;

/// <summary>
/// Keeps the global tables of an instance: opens their database, reads their topics to the end before any stream
/// thread starts, and follows them from then on. All of it happens on one thread, the caller's; rows are read from any.
/// </summary>
sealed class GlobalTables : IDisposable
{
    const int BatchSize = 2_000;
    const string FolderName = "__global";
    static readonly TimeSpan ReadWait = TimeSpan.FromMilliseconds(100);

    readonly Topology _topology;
    readonly StreamsOptions _options;
    readonly ErrorPolicy _errors;
    readonly ILogTransport _transport;
    readonly IStateBackend _backend;
    readonly StateFolder _folder;
    readonly TimeProvider _time;
    readonly LogRecordBatch _batch = new(BatchSize);
    readonly ManualResetEventSlim _caughtUp = new(initialState: false);
    TopicPartition[] _partitions = [];
    ILogReader? _reader;
    GlobalState? _state;

    public GlobalTables(
        Topology topology,
        StreamsOptions options,
        ErrorPolicy errors,
        ILogTransport transport,
        IStateBackend backend,
        StateFolder folder,
        TimeProvider time)
    {
        _topology = topology;
        _options = options;
        _errors = errors;
        _transport = transport;
        _backend = backend;
        _folder = folder;
        _time = time;
    }

    /// <summary>The rows; not before it has caught up.</summary>
    public GlobalState State => _state ?? throw new InvalidOperationException("the global tables are not open yet");

    string Name => $"{_options.ApplicationId}-{_options.InstanceId}-global";

    /// <summary>Waits until the tables hold what their topics held at the start; false when it was stopped.</summary>
    public bool WaitUntilCaughtUp(CancellationToken stop)
    {
        try
        {
            _caughtUp.Wait(stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Reads until it is stopped.</summary>
    /// <exception cref="RecordFailedException">A record is no row, and the handler decided to fail.</exception>
    /// <exception cref="StreamsException">The log cannot be read.</exception>
    public void Run(CancellationToken stop)
    {
        var ends = Open(stop);
        while (!stop.IsCancellationRequested)
        {
            if (!_caughtUp.IsSet && ends.All(end => _reader!.Position(end.Partition) >= end.Offset))
            {
                Tell(RuntimeEventKind.Restored, $"global tables have read {string.Join(", ", _partitions)} to the end");
                _caughtUp.Set();
            }
            Step();
        }
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _state?.Dispose();
        _caughtUp.Dispose();
    }

    void Step()
    {
        _batch.Clear();
        try
        {
            _reader!.Poll(_batch, ReadWait);
        }
        catch (LogTransportException error) when (error.Kind == LogErrorKind.Retriable)
        {
            Tell(RuntimeEventKind.Retrying, error.Message, error);
            return;
        }
        if (_batch.Count == 0)
            return;
        _state!.Apply(
            _batch.Records,
            _partitions.Select(partition => new TopicPartitionOffset(partition, _reader!.Position(partition))),
            Now());
    }

    IReadOnlyList<TopicPartitionOffset> Open(CancellationToken stop)
    {
        using var admin = _transport.CreateAdmin();
        var topics = _topology.Globals.Select(table => table.Topic).Distinct(StringComparer.Ordinal).ToList();
        _partitions = [.. admin.Describe(topics).Values.SelectMany(topic =>
            Enumerable.Range(0, topic.Partitions).Select(number => new TopicPartition(topic.Name, number)))];
        var ranges = Offsets(admin, stop);
        OpenState();
        if (RebuildReason(ranges) is { } reason)
        {
            Tell(RuntimeEventKind.Rebuilt, $"global tables are read anew: {reason}");
            _state!.Dispose();
            _backend.Destroy(_folder.Of(FolderName));
            OpenState();
        }
        _reader = _transport.CreateReader(ReadIsolation.Committed);
        _reader.Assign([.. _partitions.Select(partition => new TopicPartitionOffset(
            partition, _state!.Position(partition)?.NextOffset ?? ranges[partition].Start))]);
        return [.. ranges.Select(range => new TopicPartitionOffset(range.Key, range.Value.End))];
    }

    IReadOnlyDictionary<TopicPartition, OffsetRange> Offsets(ILogAdmin admin, CancellationToken stop)
    {
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                return admin.Offsets(_partitions);
            }
            catch (LogTransportException error) when (error.Kind == LogErrorKind.Retriable)
            {
                Tell(RuntimeEventKind.Retrying, error.Message, error);
            }
        }
    }

    void OpenState() => _state = new GlobalState(
        _topology.Globals,
        _backend.Open(_folder.Of(FolderName), GlobalState.DatabaseStores(_topology.Globals)),
        _errors);

    string? RebuildReason(IReadOnlyDictionary<TopicPartition, OffsetRange> ranges)
    {
        foreach (var (partition, range) in ranges)
        {
            if (_state!.Position(partition) is not { } local)
                continue;
            if (local.NextOffset < range.Start || local.NextOffset > range.End)
                return $"{partition} has offsets {range.Start} to {range.End}, the tables stand at {local.NextOffset}";
            var age = TimeSpan.FromMilliseconds(Now() - local.Time);
            if (local.NextOffset < range.End && age > _options.ChangelogDeleteRetention / 2)
            {
                return $"{partition} was read {age.TotalHours:F0} h ago, "
                    + "and tombstones may have been compacted away since";
            }
        }
        return null;
    }

    long Now() => _time.GetUtcNow().ToUnixTimeMilliseconds();

    void Tell(RuntimeEventKind kind, string message, Exception? error = null) =>
        _options.OnEvent(new(kind, Name, message, error));
}
