using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using StreamApps.Pipelines;
using StreamApps.Processing;
using StreamApps.RocksDb;
using StreamApps.Transport;

namespace StreamApps.Benchmarks;

/// <summary>
/// One record through a task, without the log: deserialised, processed, serialised, handed to a sink that drops it.
/// </summary>
public class TaskBenchmark
{
    const int Keys = 10_000;
    const int Records = 1_000;

    readonly byte[] _item = new byte[100];
    readonly byte[][] _keys =
        [.. Enumerable.Range(0, Keys).Select(number => System.Text.Encoding.UTF8.GetBytes($"SKU{number:D7}"))];
    readonly Nowhere _sink = new();
    TopicPartition _input;
    string _folder = "";
    RocksDbStateBackend? _backend;
    State.ITaskDatabase? _database;
    StreamTask? _task;
    long _offset;

    /// <summary>The pipeline: p1 a stateless chain, p2 an aggregate of each key.</summary>
    [Params("p1", "p2")]
    public string Pipeline { get; set; } = "p1";

    [GlobalSetup]
    public void Open()
    {
        _folder = Directory.CreateTempSubdirectory("backorders-bench-").FullName;
        _backend = new RocksDbStateBackend();
        var sub = PipelineTopology.Create(Pipeline, "i", "o").SubTopologies[0];
        _database = sub.HasState ? _backend.Open(_folder, [.. sub.DatabaseStores]) : null;
        _task = new StreamTask(
            new TaskId(sub.Name, 0),
            sub,
            _database,
            _sink,
            TimeProvider.System,
            new TaskOptions
            {
                ApplicationId = "bench",
                LineageSource = Guid.CreateVersion7,
                MaxMessageBytes = _ => 1 << 20,
            });
        _task.RestoreCompleted();
        _input = _task.Inputs[0];
        _task.StartAt(_input, 0);
        BinaryPrimitives.WriteInt32BigEndian(_item.AsSpan(16), 50);
    }

    [GlobalCleanup]
    public void Close()
    {
        _task!.Dispose();
        _database?.Dispose();
        _backend!.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The key's text is what is allocated: a string is what the topology asks for.</summary>
    [Benchmark(OperationsPerInvoke = Records)]
    public void Process() => ProcessSome();

    /// <summary>With a commit for each 1,000 records: changelog, and one batch into RocksDB.</summary>
    [Benchmark(OperationsPerInvoke = Records)]
    public void ProcessAndCommit()
    {
        ProcessSome();
        _task!.WriteChangelog(_sink);
        _task.CommitSucceeded(_offset, 0);
    }

    void ProcessSome()
    {
        for (var record = 0; record < Records; record++, _offset++)
            _task!.Process(new LogRecord(
                _input, _offset, _offset, _keys[_offset * 7_919 % Keys].AsMemory(), _item.AsMemory(), null));
    }

    sealed class Nowhere : IRecordSink
    {
        public void Send(in OutgoingRecord record)
        {
        }
    }
}
