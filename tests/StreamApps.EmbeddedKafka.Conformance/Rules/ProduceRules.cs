using System.Buffers.Binary;
using StreamApps.EmbeddedKafka.Core.Log;
using StreamApps.EmbeddedKafka.Protocol;
using StreamApps.EmbeddedKafka.Tests.Brokers;
using StreamApps.EmbeddedKafka.Tests.Core;

namespace StreamApps.EmbeddedKafka.Conformance.Rules;

/// <summary>What a broker takes into a log, and the code that it refuses the rest with.</summary>
public abstract class ProduceRules(IBrokerAddress broker) : WireRules(broker)
{
    [Theory]
    [InlineData("magic 0", 87)]
    [InlineData("magic 1", 87)]
    [InlineData("magic 3", 2)]
    [InlineData("two batches", 87)]
    [InlineData("empty", 87)]
    [InlineData("record count 2", 87)]
    [InlineData("last delta 1", 87)]
    [InlineData("truncated", 87)]
    [InlineData("control", 87)]
    [InlineData("base offset 5", 87)]
    [InlineData("crc", 2)]
    [InlineData("length 10", 2)]
    [InlineData("length -1", 2)]
    [InlineData("codec 7", -1)]
    [InlineData("record beyond the batch", 87)]
    [InlineData("endless varint", -1)]
    public async Task Produce_BrokenBatch_IsRefusedAndNothingIsAppended(string fault, int expected)
    {
        var topic = await NewTopicAsync();
        var answer = await ProduceAsync(topic, Broken(fault));
        ((int)answer.ErrorCode).ShouldBe(expected);
        (await EndAsync(topic)).ShouldBe(0);
    }

    [Fact]
    public async Task Produce_UnknownTopic_IsError3() =>
        (await ProduceAsync(Name("none"), Batches.Of(NowMs, null, -1, false, ("k", "v")))).ErrorCode
            .ShouldBe(ErrorCode.UnknownTopicOrPartition);

    [Fact]
    public async Task Produce_UnknownPartition_IsError3() =>
        (await ProduceAsync(
            await NewTopicAsync(), Batches.Of(NowMs, null, -1, false, ("k", "v")), partition: 9)).ErrorCode
            .ShouldBe(ErrorCode.UnknownTopicOrPartition);

    [Fact]
    public async Task Produce_LargerThanMaxMessageBytes_IsError10() =>
        (await ProduceAsync(
            await NewTopicAsync(1, ("max.message.bytes", "100")),
            Batches.Of(NowMs, null, -1, false, ("k", new string('x', 200))))).ErrorCode
            .ShouldBe(ErrorCode.MessageTooLarge);

    [Fact]
    public async Task Produce_NoKeyOnACompactedTopic_IsError87() =>
        (await ProduceAsync(
            await NewTopicAsync(1, ("cleanup.policy", "compact")),
            Batches.Of(NowMs, null, -1, false, (null, "v")))).ErrorCode
            .ShouldBe(ErrorCode.InvalidRecord);

    [Fact]
    public async Task Produce_MoreThanAnHourAhead_IsError32() =>
        (await ProduceAsync(
            await NewTopicAsync(), Batches.Of(NowMs + 3_700_000, null, -1, false, ("k", "v")))).ErrorCode
            .ShouldBe(ErrorCode.InvalidTimestamp);

    [Fact]
    public async Task Produce_BatchesOfSeveral_GetConsecutiveOffsets()
    {
        var topic = await NewTopicAsync();
        (await ProduceAsync(topic, Batches.Of(NowMs, null, -1, false, ("a", "1"), ("b", "2")))).BaseOffset.ShouldBe(0);
        (await ProduceAsync(topic, Batches.Of(NowMs, null, -1, false, ("c", "3")))).BaseOffset.ShouldBe(2);
        (await EndAsync(topic)).ShouldBe(3);
    }

    [Fact]
    public async Task Produce_DuplicateOfOneOfTheLastFive_AnswersItsOldOffset()
    {
        var (topic, producer) = (await NewTopicAsync(), await ProducerAsync(null));
        for (var i = 0; i < 5; i++)
            (await ProduceAsync(topic, producer, i)).BaseOffset.ShouldBe(i);
        for (var i = 0; i < 5; i++)
        {
            var again = await ProduceAsync(topic, producer, i);
            again.ErrorCode.ShouldBe(ErrorCode.None);
            again.BaseOffset.ShouldBe(i);
        }
        (await EndAsync(topic)).ShouldBe(5);
    }

    [Fact]
    public async Task Produce_DuplicateOlderThanTheWindow_IsError45()
    {
        var (topic, producer) = (await NewTopicAsync(), await ProducerAsync(null));
        for (var i = 0; i < 6; i++)
            await ProduceAsync(topic, producer, i);
        (await ProduceAsync(topic, producer, 0)).ErrorCode.ShouldBe(ErrorCode.OutOfOrderSequenceNumber);
    }

    [Fact]
    public async Task Produce_SequenceGap_IsError45()
    {
        var (topic, producer) = (await NewTopicAsync(), await ProducerAsync(null));
        await ProduceAsync(topic, producer, 0);
        (await ProduceAsync(topic, producer, 2)).ErrorCode.ShouldBe(ErrorCode.OutOfOrderSequenceNumber);
    }

    [Fact]
    public async Task Produce_OlderEpoch_IsError47()
    {
        var (topic, producer) = (await NewTopicAsync(), await ProducerAsync(null));
        await ProduceAsync(topic, (producer.Id, 3), 0);
        (await ProduceAsync(topic, (producer.Id, 2), 1)).ErrorCode.ShouldBe(ErrorCode.InvalidProducerEpoch);
    }

    [Fact]
    public async Task Produce_NewerEpoch_MustStartAtZero()
    {
        var (topic, producer) = (await NewTopicAsync(), await ProducerAsync(null));
        await ProduceAsync(topic, (producer.Id, 0), 0);
        (await ProduceAsync(topic, (producer.Id, 1), 1)).ErrorCode.ShouldBe(ErrorCode.OutOfOrderSequenceNumber);
        (await ProduceAsync(topic, (producer.Id, 1), 0)).ErrorCode.ShouldBe(ErrorCode.None);
    }

    [Fact]
    public async Task Produce_UnknownProducer_MayStartAnywhere()
    {
        var (topic, producer) = (await NewTopicAsync(), await ProducerAsync(null));
        (await ProduceAsync(topic, producer, 17)).ErrorCode.ShouldBe(ErrorCode.None);
        (await ProduceAsync(topic, producer, 18)).ErrorCode.ShouldBe(ErrorCode.None);
    }

    /// <summary>After 2,147,483,647 comes 0.</summary>
    [Fact]
    public async Task Produce_SequenceWraps_GoesOnAtZero()
    {
        var (topic, producer) = (await NewTopicAsync(), await ProducerAsync(null));
        (await ProduceAsync(topic, producer, int.MaxValue)).ErrorCode.ShouldBe(ErrorCode.None);
        (await ProduceAsync(topic, producer, 0)).ErrorCode.ShouldBe(ErrorCode.None);
        (await ProduceAsync(topic, producer, 1)).ErrorCode.ShouldBe(ErrorCode.None);
    }

    static Memory<byte> Broken(string fault)
    {
        var batch = Batches.Of(NowMs, null, -1, false, ("k", "v")).ToArray();
        var header = BatchHeader.Read(batch);
        switch (fault)
        {
            case "magic 0": batch[16] = 0; return batch;
            case "magic 1": batch[16] = 1; return batch;
            case "magic 3": batch[16] = 3; return batch;
            case "two batches": return (byte[])[.. batch, .. batch];
            case "empty": return Array.Empty<byte>();
            case "record count 2": (header with { RecordCount = 2 }).Write(batch); return batch;
            case "last delta 1": (header with { LastOffsetDelta = 1 }).Write(batch); return batch;
            case "truncated": return batch.AsMemory(0, batch.Length - 2);
            case "control": (header with { Attributes = 0x20 }).Write(batch); return batch;
            case "base offset 5": (header with { BaseOffset = 5 }).Write(batch); return batch;
            case "crc": batch[17] ^= 0xFF; return batch;
            case "length 10": BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(8), 10); return batch;
            case "length -1": BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(8), -1); return batch;
            case "codec 7": (header with { Attributes = 7 }).Write(batch); return batch;
            case "record beyond the batch": batch[61] = 0x7E; header.Write(batch); return batch;
            case "endless varint": batch.AsSpan(61).Fill(0xFF); header.Write(batch); return batch;
            default: throw new ArgumentOutOfRangeException(nameof(fault), fault, "no such fault");
        }
    }
}

/// <summary>The rules on the embedded broker.</summary>
public sealed class EmbeddedProduceTests(EmbeddedKafkaFixture broker)
    : ProduceRules(broker), IClassFixture<EmbeddedKafkaFixture>;

/// <summary>The rules on Apache Kafka.</summary>
public sealed class ApacheProduceTests(ApacheKafkaFixture broker) : ProduceRules(broker);
