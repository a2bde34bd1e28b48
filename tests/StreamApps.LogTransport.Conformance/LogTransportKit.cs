using StreamApps.Transport;

namespace StreamApps.LogTransport.Conformance;

/// <summary>
/// What the runtime relies on of a log, as assertions that every log must pass. A subclass says which log; each test
/// has topics, groups and transactional ids of its own.
/// </summary>
public abstract partial class LogTransportKit
{
    /// <summary>Without this, a dead worker's successor would wait for its transaction to time out.</summary>
    [Fact]
    public void InitTransactions_PredecessorHasOpenTransaction_FencesItAndAbortsWhatItLeft()
    {
        var topic = CreateTopic();
        using var first = Producer("t");
        first.BeginTransaction();
        Send(first, topic, "lost");
        first.Flush(Patience);

        using var second = Producer("t");
        second.BeginTransaction();
        Send(second, topic, "kept");
        second.CommitTransaction(Patience);

        ReadAll(topic, ReadIsolation.Committed).ShouldBe(["kept"]);
        var fenced = Should.Throw<LogTransportException>(() =>
        {
            Send(first, topic, "zombie");
            first.CommitTransaction(Patience);
        });
        fenced.Kind.ShouldBe(LogErrorKind.Fenced);
        ReadAll(topic, ReadIsolation.Committed).ShouldBe(["kept"]);
    }

    /// <summary>Readers would act on allocations that never happened.</summary>
    [Fact]
    public void AbortTransaction_AfterSends_ReadersNeverSeeThem()
    {
        var topic = CreateTopic();
        using var producer = Producer("t");
        producer.BeginTransaction();
        Send(producer, topic, "aborted");
        producer.Flush(Patience);
        producer.AbortTransaction(Patience);
        producer.BeginTransaction();
        Send(producer, topic, "committed");
        producer.CommitTransaction(Patience);

        ReadAll(topic, ReadIsolation.Committed).ShouldBe(["committed"]);
    }

    /// <summary>A restore that ended before the log's true end would lose the state of the last commit.</summary>
    [Fact]
    public void Offsets_TransactionIsOpen_EndCountsItsRecords()
    {
        var topic = CreateTopic();
        using var producer = Producer("t");
        producer.BeginTransaction();
        Send(producer, topic, "open");
        producer.Flush(Patience);

        using var admin = Transport.CreateAdmin();
        var partition = new TopicPartition(topic, 0);
        admin.Offsets([partition])[partition].End.ShouldBe(1);
        producer.AbortTransaction(Patience);
    }

    /// <summary>What is purged must be all before the offset and nothing behind it.</summary>
    [Fact]
    public void DeleteRecords_BeforeAnOffset_MovesTheStart()
    {
        var topic = CreateTopic();
        using var producer = Producer("t");
        producer.BeginTransaction();
        Send(producer, topic, "a");
        Send(producer, topic, "b");
        Send(producer, topic, "c");
        producer.CommitTransaction(Patience);

        using var admin = Transport.CreateAdmin();
        var partition = new TopicPartition(topic, 0);
        admin.DeleteRecords([new(partition, 2)]);
        admin.Offsets([partition])[partition].ShouldBe(new OffsetRange(2, 4));
    }

    /// <summary>
    /// The changelog position of the local state comes from here: off by one, and a restart repeats or skips.
    /// </summary>
    [Fact]
    public void DeliveredOffset_TrackedSend_IsTheRecordsOffset()
    {
        var topic = CreateTopic();
        using var producer = Producer("t");
        producer.BeginTransaction();
        Send(producer, topic, "a");
        Send(producer, topic, "b", track: true);
        producer.CommitTransaction(Patience);

        producer.DeliveredOffset(new TopicPartition(topic, 0)).ShouldBe(1);
    }

    /// <summary>Work read before a rebalance must not be committed over the new owner's.</summary>
    [Fact]
    public void SendOffsets_MetadataOfFormerGeneration_IsRefused()
    {
        var topic = CreateTopic(partitions: 2);
        using var first = Join(topic, "a", out var firstListener);
        Until(() => Polled(first) && firstListener.Owned.Count == 2);
        var former = first.CaptureGroupMetadata();

        using var second = Join(topic, "b", out var secondListener);
        Until(
            () => Polled(first) && Polled(second) && secondListener.Owned.Count == 1 && firstListener.Owned.Count == 1);

        using var producer = Producer("t");
        producer.BeginTransaction();
        var refused = Should.Throw<LogTransportException>(() =>
        {
            producer.SendOffsets([new(new TopicPartition(topic, 0), 7)], former, Patience);
            producer.CommitTransaction(Patience);
        });
        refused.Kind.ShouldBe(LogErrorKind.Abortable);
        producer.AbortTransaction(Patience);
        Committed(new TopicPartition(topic, 0)).ShouldBeEmpty();
    }

    /// <summary>The broker accepts offsets of no member unchecked; the port must not send them.</summary>
    [Fact]
    public void SendOffsets_ConsumerHasNotJoined_IsRefusedLocally()
    {
        var topic = CreateTopic();
        using var consumer = Transport.CreateConsumer(new(_name, "a", TimeSpan.FromSeconds(6)));
        using var producer = Producer("t");
        producer.BeginTransaction();

        var metadata = consumer.CaptureGroupMetadata();
        metadata.IsMember.ShouldBeFalse();
        Should.Throw<LogTransportException>(
            () => producer.SendOffsets([new(new TopicPartition(topic, 0), 7)], metadata, Patience));
        producer.AbortTransaction(Patience);
        Committed(new TopicPartition(topic, 0)).ShouldBeEmpty();
    }

    /// <summary>Offsets and outputs are one: a committed transaction moves both, an aborted one neither.</summary>
    [Fact]
    public void SendOffsets_TransactionEnds_OffsetsFollowItsOutcome()
    {
        var topic = CreateTopic();
        var partition = new TopicPartition(topic, 0);
        using var consumer = Join(topic, "a", out var listener);
        Until(() => Polled(consumer) && listener.Owned.Count == 1);
        using var producer = Producer("t");
        producer.BeginTransaction();
        producer.SendOffsets([new(partition, 3)], consumer.CaptureGroupMetadata(), Patience);
        producer.AbortTransaction(Patience);
        Committed(partition).ShouldBeEmpty();

        producer.BeginTransaction();
        producer.SendOffsets([new(partition, 5)], consumer.CaptureGroupMetadata(), Patience);
        producer.CommitTransaction(Patience);
        Committed(partition)[partition].ShouldBe(5);
    }

    /// <summary>
    /// A restarted worker with its old instance id gets its partitions back without a rebalance of the others.
    /// </summary>
    [Fact]
    public void Join_StaticMemberComesBack_GetsItsPartitionsWithoutMovingOthers()
    {
        var topic = CreateTopic(partitions: 2);
        using var other = Join(topic, "b", out var otherListener);
        var first = Join(topic, "a", out var firstListener);
        Until(() => Polled(first) && Polled(other) && firstListener.Owned.Count == 1 && otherListener.Owned.Count == 1);
        var owned = firstListener.Owned.Single();
        var rebalances = otherListener.Changes;
        first.Close(leave: false);
        first.Dispose();

        using var back = Join(topic, "a", out var backListener);
        Until(() => Polled(back) && Polled(other) && backListener.Owned.Count == 1);
        backListener.Owned.ShouldBe([owned]);
        otherListener.Changes.ShouldBe(rebalances);
    }

    /// <summary>
    /// A position that retention removed must be an error: going on elsewhere would lose records unseen.
    /// </summary>
    [Fact]
    public void ReadFrom_BeyondTheEnd_IsAnErrorAndNotASilentReset()
    {
        var topic = CreateTopic();
        using var consumer = Join(topic, "a", out var listener);
        Until(() => Polled(consumer) && listener.Owned.Count == 1);
        consumer.ReadFrom([new(new TopicPartition(topic, 0), 1000)]);

        Should.Throw<LogTransportException>(() => Until(() => consumer.Poll(new LogRecordBatch(1), Tick) > 0))
            .Message.ShouldContain(topic);
    }

    /// <summary>
    /// A task starts at its own position, however shortly after the assignment: read from elsewhere, records are lost.
    /// </summary>
    [Fact]
    public void ReadFrom_RightAfterTheAssignment_ReturnsEveryRecordFromThere()
    {
        var topic = CreateTopic();
        using var producer = Producer("t");
        producer.BeginTransaction();
        for (var number = 0; number < 5; number++)
            Send(producer, topic, $"{number}");
        producer.CommitTransaction(Patience);
        using var consumer = Join(topic, "a", out var listener);
        Until(() => Polled(consumer) && listener.Owned.Count == 1);

        consumer.ReadFrom([new(new TopicPartition(topic, 0), 2)]);
        var batch = new LogRecordBatch(10);
        Until(() =>
        {
            consumer.Poll(batch, Tick);
            return batch.Count >= 3;
        });
        batch.Records.ToArray().Select(record => record.Offset).ShouldBe([2, 3, 4]);
    }

    /// <summary>Tombstones, empty keys and headers mean different things and must arrive as they were sent.</summary>
    [Fact]
    public void Poll_NullAndEmptyParts_AreToldApart()
    {
        var topic = CreateTopic();
        using var producer = Producer("t");
        producer.BeginTransaction();
        producer.Send(new OutgoingRecord { Topic = topic, Partition = 0, HasKey = true, HasValue = false });
        producer.Send(new OutgoingRecord
        {
            Topic = topic,
            Partition = 0,
            HasValue = true,
            Headers = new RecordHeaders().Add("n", "v"),
            Timestamp = 42,
        });
        producer.CommitTransaction(Patience);

        var records = Read(topic, ReadIsolation.Committed);
        records[0].Key.ShouldNotBeNull().Length.ShouldBe(0);
        records[0].Value.ShouldBeNull();
        records[1].Key.ShouldBeNull();
        records[1].Value.ShouldNotBeNull().Length.ShouldBe(0);
        records[1].Headers!.LastText("n").ShouldBe("v");
        records[1].Timestamp.ShouldBe(42);
    }

    /// <summary>Every producer of a key, in any language, must choose the same partition.</summary>
    [Fact]
    public void Send_WithoutPartition_GoesWhereTheMurmur2PartitionerSays()
    {
        var topic = CreateTopic(partitions: 7);
        using var producer = Producer("t");
        producer.BeginTransaction();
        for (var number = 0; number < 40; number++)
            Send(producer, topic, $"key-{number}", partition: null);
        producer.CommitTransaction(Patience);

        var records = Read(topic, ReadIsolation.Committed, partitions: 7);
        records.Count.ShouldBe(40);
        foreach (var record in records)
            record.Source.Partition.ShouldBe(Murmur2Partitioner.PartitionOf(record.Key!.Value.Span, 7));
    }
}
