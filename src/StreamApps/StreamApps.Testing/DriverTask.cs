using System.Runtime.InteropServices;
using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Topologies;

namespace StreamApps.Testing;

/// <summary>A task of the driver with its database and what it has read.</summary>
internal sealed class DriverTask : IDisposable
{
    readonly TestLog _log;
    readonly ITaskDatabase? _database;

    public DriverTask(
        SubTopology subTopology,
        int partition,
        TestLog log,
        ITaskDatabase? database,
        TimeProvider time,
        TaskOptions options)
    {
        _log = log;
        _database = database;
        SubTopology = subTopology;
        Task = new StreamTask(new TaskId(subTopology.Name, partition), subTopology, database, log, time, options);
        Cursors = new long[Task.Inputs.Count];
    }

    public SubTopology SubTopology { get; }

    public StreamTask Task { get; }

    /// <summary>The next offset to read of each input.</summary>
    public long[] Cursors { get; }

    /// <summary>Brings it from its database and changelog to where it was committed.</summary>
    public void Restore(IReadOnlyDictionary<string, long> groupOffsets)
    {
        if (Task.ChangelogTopic is { } changelog)
        {
            var end = _log.End(changelog);
            Task.ApplyChangelog(Records(new(changelog, Task.Id.Partition), Task.Position?.NextOffset ?? 0), end);
        }
        foreach (var (source, from, to) in Task.SourceTails())
            Task.ApplySource(source, Records(source, Math.Max(0, from)), to);
        Task.RestoreCompleted();
        foreach (var input in Task.Inputs)
            Task.StartAt(input, groupOffsets.GetValueOrDefault(input.Topic, 0));
        Rewind();
    }

    /// <summary>Goes back to the task's positions.</summary>
    public void Rewind()
    {
        foreach (var position in Task.InputPositions)
        {
            for (var index = 0; index < Cursors.Length; index++)
            {
                if (Task.Inputs[index] == position.Partition)
                    Cursors[index] = position.Offset;
            }
        }
    }

    /// <summary>The next record of an input; null when there is none.</summary>
    public LogRecord? Next(int input)
    {
        var source = Task.Inputs[input];
        while (_log.FirstFrom(source.Topic, Cursors[input]) is { } record)
        {
            // What went to another partition is another task's.
            if (record.Source == source)
                return record;
            Cursors[input] = record.Offset + 1;
        }
        return null;
    }

    Span<LogRecord> Records(TopicPartition partition, long from)
    {
        var records = new List<LogRecord>();
        while (_log.FirstFrom(partition.Topic, from) is { } record)
        {
            // What went to another partition is another task's.
            if (record.Source == partition)
                records.Add(record);
            from = record.Offset + 1;
        }
        return CollectionsMarshal.AsSpan(records);
    }

    public void Dispose()
    {
        Task.Dispose();
        _database?.Dispose();
    }
}
