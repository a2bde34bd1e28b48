using System.Buffers.Binary;
using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Transport;

namespace StreamApps.Runtime.Tests.Rules;

/// <summary>
/// The runtime's own code allocates nothing for a record: what it did would cost every user collections at every rate.
/// Keys and values are numbers here, so that serdes allocate nothing either.
/// </summary>
public sealed class AllocationTests
{
    const int Keys = 100;
    const int Records = 20_000;
    static readonly TopicPartition s_input = new("in", 0);

    [Fact]
    public void Process_StatelessChain_AllocatesNothing() => AllocatedBy(Stateless()).ShouldBe(0);

    [Fact]
    public void Process_AggregateOfEachKey_AllocatesNothing() => AllocatedBy(Counting()).ShouldBe(0);

    [Fact]
    public void Batch_FilledAgain_AllocatesNothing()
    {
        var batch = new LogRecordBatch(1000);
        byte[] key = new byte[12], value = new byte[100];
        void Fill()
        {
            batch.Clear();
            for (var number = 0; number < batch.Capacity; number++)
                batch.Add(s_input, number, 0, key, hasKey: true, value, hasValue: true, headers: null);
        }
        Fill();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Fill();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    static long AllocatedBy(Topology topology)
    {
        using var backend = new InMemoryStateBackend();
        var sub = topology.SubTopologies[0];
        using var database = sub.HasState ? backend.Open("state", [.. sub.DatabaseStores]) : null;
        using var task = new StreamTask(
            new TaskId(sub.Name, 0),
            sub,
            database,
            new Nowhere(),
            TimeProvider.System,
            new TaskOptions
            {
                ApplicationId = "app",
                LineageSource = () => Guid.Empty,
                MaxMessageBytes = _ => 1 << 20,
            });
        task.RestoreCompleted();
        task.StartAt(s_input, 0);
        var bytes = new byte[sizeof(long)];
        // Buffers grow to their size, and everything is compiled.
        Process(task, bytes, from: 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Process(task, bytes, from: Records);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    static void Process(StreamTask task, byte[] bytes, long from)
    {
        for (var offset = from; offset < from + Records; offset++)
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes, offset % Keys);
            task.Process(new LogRecord(s_input, offset, offset, bytes.AsMemory(), bytes.AsMemory(), null))
                .ShouldBeTrue();
        }
    }

    static Topology Stateless()
    {
        var builder = new StreamBuilder();
        builder.Stream("source", new Topic<long, long>("in", Serdes.Int64, Serdes.Int64))
            .Filter((_, value) => value >= 0)
            .MapValues(value => value + 1)
            .To("sink", new Topic<long, long>("out", Serdes.Int64, Serdes.Int64));
        return builder.Build("stateless");
    }

    static Topology Counting()
    {
        var builder = new StreamBuilder();
        builder.Stream("source", new Topic<long, long>("in", Serdes.Int64, Serdes.Int64))
            .GroupByKey()
            .Count("counts")
            .ToStream()
            .To("sink", new Topic<long, long>("out", Serdes.Int64, Serdes.Int64));
        return builder.Build("counting");
    }

    sealed class Nowhere : IRecordSink
    {
        public void Send(in OutgoingRecord record)
        {
        }
    }
}
