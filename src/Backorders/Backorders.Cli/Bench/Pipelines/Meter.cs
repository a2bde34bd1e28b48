using System.Collections.Concurrent;
using System.Diagnostics;
using StreamApps;

namespace Backorders.Cli.Bench.Pipelines;

/// <summary>
/// Takes times and counts of a run, from the return of the first poll that brings input to the return of the commit
/// that covers the last record. Safe for use from several threads.
/// </summary>
sealed class Meter(IReadOnlyCollection<string> inputs, IReadOnlyCollection<string> outputs, long target)
{
    readonly ConcurrentDictionary<TopicPartition, long> _committed = new();
    readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Lock _gate = new();
    long _outputs;
    long _changes;
    long _commits;
    long _restored;
    long _begin;
    long _end;
    long _firstRestore;
    long _lastRestore;
    TimeSpan _cpuAtBegin;
    TimeSpan _cpuAtEnd;

    /// <summary>Ends when what is committed reaches the target.</summary>
    public Task Done => _done.Task;

    public long Outputs => _outputs;

    public long Changes => _changes;

    public long Commits => _commits;

    public long Restored => _restored;

    public TimeSpan Startup { get; private set; }

    public TimeSpan Wall => TimeProvider.System.GetElapsedTime(_begin, _end);

    public TimeSpan Cpu => _cpuAtEnd - _cpuAtBegin;

    public TimeSpan RestoreTime => TimeProvider.System.GetElapsedTime(_firstRestore, _lastRestore);

    /// <summary>From <paramref name="start"/> to the commit of the last record.</summary>
    public TimeSpan Since(long start) => TimeProvider.System.GetElapsedTime(start, _end);

    public void Polled()
    {
        if (Volatile.Read(ref _begin) != 0)
            return;
        lock (_gate)
        {
            if (_begin != 0)
                return;
            _cpuAtBegin = Environment.CpuUsage.TotalTime;
            using (var process = Process.GetCurrentProcess())
                Startup = TimeProvider.System.GetUtcNow() - new DateTimeOffset(process.StartTime.ToUniversalTime());
            Volatile.Write(ref _begin, TimeProvider.System.GetTimestamp());
        }
    }

    /// <summary>Whether what is sent to a topic is a result; the rest are changelogs.</summary>
    public bool IsOutput(string topic) => outputs.Contains(topic, StringComparer.Ordinal);

    public void Sent(long results, long changes)
    {
        Interlocked.Add(ref _outputs, results);
        Interlocked.Add(ref _changes, changes);
    }

    public void RestoreBegan() =>
        Interlocked.CompareExchange(ref _firstRestore, TimeProvider.System.GetTimestamp(), 0);

    public void RestoreRead(int records)
    {
        Interlocked.Add(ref _restored, records);
        Volatile.Write(ref _lastRestore, TimeProvider.System.GetTimestamp());
    }

    public void Committed(IReadOnlyCollection<TopicPartitionOffset> positions)
    {
        Interlocked.Increment(ref _commits);
        foreach (var position in positions)
        {
            if (inputs.Contains(position.Partition.Topic, StringComparer.Ordinal))
                _committed[position.Partition] = position.Offset;
        }
        if (_committed.Values.Sum() < target)
            return;
        lock (_gate)
        {
            if (_end != 0)
                return;
            _cpuAtEnd = Environment.CpuUsage.TotalTime;
            _end = TimeProvider.System.GetTimestamp();
        }
        _done.TrySetResult();
    }
}
