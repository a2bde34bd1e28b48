using StreamApps.EmbeddedKafka.Core.Log;
using StreamApps.EmbeddedKafka.Protocol;
using StreamApps.EmbeddedKafka.Tests.Brokers;
using StreamApps.EmbeddedKafka.Tests.Core;

namespace StreamApps.EmbeddedKafka.Conformance.Rules;

/// <summary>Topic settings whose effect a client sees.</summary>
public abstract class TopicSettingRules(IBrokerAddress broker) : WireRules(broker)
{
    const long AnHour = 3_600_000;

    [Fact]
    public async Task Produce_LogAppendTime_IsStampedAndAnswered()
    {
        var topic = await NewTopicAsync(1, ("message.timestamp.type", "LogAppendTime"));
        var before = NowMs;
        var answer = await ProduceAsync(topic, Batches.Of(before - AnHour, null, -1, false, ("k", "v"), ("k", "w")));
        answer.ErrorCode.ShouldBe(ErrorCode.None);
        answer.LogAppendTimeMs.ShouldBeInRange(before, NowMs);
        var records = (await FetchAsync(topic, 0)).Records;
        var header = HeadersOf(records).ShouldHaveSingleItem();
        header.MaxTimestamp.ShouldBe(answer.LogAppendTimeMs);
        header.HasAppendTime.ShouldBeTrue();
        BatchInspector.WholeBatch(records.Bytes.Span).ShouldBe(records.Length);
        (await OffsetAsync(topic, before)).Offset.ShouldBe(0);
        (await OffsetAsync(topic, NowMs + AnHour)).Offset.ShouldBe(-1);
    }

    [Fact]
    public async Task Produce_CreateTime_AnswersNoAppendTime()
    {
        var topic = await NewTopicAsync();
        (await ProduceAsync(topic, Batches.Of(NowMs, null, -1, false, ("k", "v")))).LogAppendTimeMs.ShouldBe(-1);
    }

    /// <summary>Records from the future pass a topic that stamps them itself.</summary>
    [Fact]
    public async Task Produce_FutureTime_PassesOnlyWhereItIsOverwritten()
    {
        var future = NowMs + (10 * AnHour);
        var plain = await NewTopicAsync();
        (await ProduceAsync(plain, Batches.Of(future, null, -1, false, ("k", "v")))).ErrorCode.ShouldBe(
            ErrorCode.InvalidTimestamp);
        var stamped = await NewTopicAsync(1, ("message.timestamp.type", "LogAppendTime"));
        (await ProduceAsync(stamped, Batches.Of(future, null, -1, false, ("k", "v")))).ErrorCode.ShouldBe(
            ErrorCode.None);
    }

    [Theory]
    [InlineData("message.timestamp.type", "Sometimes")]
    [InlineData("compression.type", "rar")]
    [InlineData("segment.ms", "0")]
    [InlineData("min.insync.replicas", "0")]
    [InlineData("flush.messages", "0")]
    public async Task CreateTopics_WrongValue_IsError40(string name, string value) =>
        (await CreateAsync(Name("topic"), 1, 1, (name, value))).ErrorCode.ShouldBe(ErrorCode.InvalidConfig);

    /// <summary>
    /// A tool that looks for the newest record of a topic that is written in transactions must find one.
    /// </summary>
    [Fact]
    public async Task ListOffsets_MaxTimestampBehindAMarker_FindsAnOffset()
    {
        var (topic, id) = (await NewTopicAsync(), Name("tx"));
        var producer = await ProducerAsync(id);
        await AddAsync(id, producer, 3, (topic, 0));
        var batch = Batches.Of(NowMs - AnHour, producer, 0, true, ("k", "v"));
        (await ProduceAsync(topic, batch, id)).ErrorCode.ShouldBe(ErrorCode.None);
        (await EndAsync(id, producer, commit: true)).ShouldBe(ErrorCode.None);
        while (await EndAsync(topic, isolation: 1) < 2)
        {
        }
        (await OffsetAsync(topic, -3)).Offset.ShouldBe(1);
        (await OffsetAsync(topic, NowMs - 600_000)).Offset.ShouldBe(1);
    }
}

/// <summary>The rules on the embedded broker.</summary>
public sealed class EmbeddedTopicSettingTests(EmbeddedKafkaFixture broker)
    : TopicSettingRules(broker), IClassFixture<EmbeddedKafkaFixture>;

/// <summary>The rules on Apache Kafka.</summary>
public sealed class ApacheTopicSettingTests(ApacheKafkaFixture broker) : TopicSettingRules(broker);
