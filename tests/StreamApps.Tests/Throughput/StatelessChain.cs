using StreamApps.Processing;
using StreamApps.Topologies;
using StreamApps.Transport;

namespace StreamApps.Tests.Throughput;

/// <summary>A task with a chain of five operators without state over numbers, and a sink that only counts.</summary>
sealed class StatelessChain : IRecordSink, IDisposable
{
    static readonly Topic<long, long> In = new("in", Serdes.Int64, Serdes.Int64);
    static readonly Topic<long, long> Out = new("out", Serdes.Int64, Serdes.Int64);

    readonly StreamTask _task;
    readonly byte[] _key = new byte[8];
    readonly byte[] _value = [0, 0, 0, 0, 0, 0, 0, 7];
    long _offset;

    public StatelessChain()
    {
        var builder = new StreamBuilder();
        builder.Stream("source", In)
            .Filter((_, value) => value > 0)
            .MapValues(value => value + 1)
            .SelectKey((key, value) => key ^ value)
            .Map((key, value) => KeyValuePair.Create(key, value * 2))
            .Peek((_, _) => { })
            .To("sink", Out);
        SubTopology part = builder.Build("chain").SubTopologies[0];
        _task = new StreamTask(new TaskId(part.Name, 0), part, null, this, TimeProvider.System, new TaskOptions
        {
            ApplicationId = "test",
            LineageSource = static () => Guid.Empty,
        });
        _task.RestoreCompleted();
    }

    public int Sent { get; private set; }

    public void Send(in OutgoingRecord record) => Sent++;

    public void Process(int records)
    {
        for (var number = 0; number < records; number++)
        {
            _task.Process(new LogRecord(new("in", 0), _offset, _offset, _key.AsMemory(), _value.AsMemory(), null));
            _offset++;
        }
    }

    public void Dispose() => _task.Dispose();
}
