using StreamApps.Transport;

namespace StreamApps.LogTransport.Conformance;

/// <content>Readers, as restores have them.</content>
public abstract partial class LogTransportKit
{
    /// <summary>Control records take offsets: a restore or a lag that ignores them never reaches the end.</summary>
    [Fact]
    public void Position_LogEndsWithMarker_ReachesTheTrueEnd()
    {
        var topic = CreateTopic();
        using var producer = Producer("t");
        producer.BeginTransaction();
        Send(producer, topic, "a");
        producer.CommitTransaction(Patience);

        var partition = new TopicPartition(topic, 0);
        using var admin = Transport.CreateAdmin();
        var end = admin.Offsets([partition])[partition].End;
        end.ShouldBe(2);
        using var reader = Transport.CreateReader(ReadIsolation.Committed);
        reader.Assign([new(partition, 0)]);
        Until(() =>
        {
            reader.Poll(new LogRecordBatch(10), Tick);
            return reader.Position(partition) == end;
        });
    }

    /// <summary>A reader that is kept for the next restore would hold what it fetched for the last one.</summary>
    [Fact]
    public void Assign_Nothing_ReadsNothingUntilTheNextAssignment()
    {
        var topic = CreateTopic();
        using var producer = Producer("t");
        producer.BeginTransaction();
        Send(producer, topic, "a");
        Send(producer, topic, "b");
        producer.CommitTransaction(Patience);

        var partition = new TopicPartition(topic, 0);
        using var reader = Transport.CreateReader(ReadIsolation.Committed);
        reader.Assign([new(partition, 0)]);
        var one = new LogRecordBatch(1);
        Until(() => reader.Poll(one, Tick) > 0);

        reader.Assign([]);
        var batch = new LogRecordBatch(10);
        reader.Poll(batch, Tick).ShouldBe(0);
        Should.Throw<ArgumentException>(() => reader.Position(partition));

        reader.Assign([new(partition, 1)]);
        Until(() => reader.Poll(batch, Tick) > 0);
        batch.Records[0].Offset.ShouldBe(1);
    }
}
