using StreamApps.EmbeddedKafka.Protocol;
using StreamApps.EmbeddedKafka.Tests.Brokers;
using StreamApps.EmbeddedKafka.Tests.Core;

namespace StreamApps.EmbeddedKafka.Conformance.Rules;

/// <summary>Topics, their settings, offsets by time, and fetches.</summary>
public abstract class TopicWireRules(IBrokerAddress broker) : WireRules(broker)
{
    [Theory]
    [InlineData("bad name", 1, 1, 17)]
    [InlineData("", 1, 1, 17)]
    [InlineData("..", 1, 1, 17)]
    [InlineData("fine-0", 0, 1, 37)]
    [InlineData("fine-1", -2, 1, 37)]
    [InlineData("fine-2", 1, 2, 38)]
    [InlineData("fine-3", 1, 0, 38)]
    public async Task CreateTopics_WrongShape_IsRefused(string name, int partitions, short replicas, int expected) =>
        ((int)(await CreateAsync(name, partitions, replicas)).ErrorCode).ShouldBe(expected);

    [Theory]
    [InlineData("no.such.setting", "1")]
    [InlineData("retention.ms", "soon")]
    [InlineData("cleanup.policy", "burn")]
    [InlineData("segment.bytes", "-5")]
    public async Task CreateTopics_WrongSetting_IsError40(string setting, string value) =>
        (await CreateAsync(Name("t"), 1, 1, (setting, value))).ErrorCode.ShouldBe(ErrorCode.InvalidConfig);

    [Fact]
    public async Task CreateTopics_Existing_IsError36() =>
        (await CreateAsync(await NewTopicAsync(), 1, 1)).ErrorCode.ShouldBe(ErrorCode.TopicAlreadyExists);

    [Fact]
    public async Task Metadata_UnknownTopic_IsError3()
    {
        var answer = await Client.AskAsync<MetadataResponse>(
            9, new MetadataRequest { Topics = [new() { Name = Name("none") }], AllowAutoTopicCreation = false });
        answer.Topics[0].ErrorCode.ShouldBe(ErrorCode.UnknownTopicOrPartition);
    }

    [Fact]
    public async Task Metadata_ById_FindsTheTopicAndRefusesOthers()
    {
        var topic = await NewTopicAsync();
        var byName = await Client.AskAsync<MetadataResponse>(
            12, new MetadataRequest { Topics = [new() { Name = topic }] });
        var id = byName.Topics[0].TopicId;
        id.ShouldNotBe(Guid.Empty);
        var byId = await Client.AskAsync<MetadataResponse>(
            12, new MetadataRequest
            {
                Topics = [new() { TopicId = id }, new() { TopicId = new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) }],
            });
        byId.Topics.Single(item => item.TopicId == id).Name.ShouldBe(topic);
        byId.Topics.Single(item => item.TopicId != id).ErrorCode.ShouldBe(ErrorCode.UnknownTopicId);
    }

    [Fact]
    public async Task CreatePartitions_FewerOrUnknown_IsRefused()
    {
        var topic = await NewTopicAsync(2);
        var answer = await Client.AskAsync<CreatePartitionsResponse>(2, new CreatePartitionsRequest
        {
            TimeoutMs = 5000,
            Topics = [new() { Name = topic, Count = 1 }, new() { Name = "none", Count = 2 }],
        });
        answer.Results.Single(item => item.Name == topic).ErrorCode.ShouldBe(ErrorCode.InvalidPartitions);
        answer.Results.Single(item => item.Name != topic).ErrorCode.ShouldBe(ErrorCode.UnknownTopicOrPartition);
    }

    [Fact]
    public async Task DeleteRecords_BehindTheEnd_IsError1()
    {
        var topic = await NewTopicAsync();
        await FillAsync(topic, 3);
        (await DeleteRecordsAsync(topic, 4)).ErrorCode.ShouldBe(ErrorCode.OffsetOutOfRange);
        (await DeleteRecordsAsync(topic, 2)).LowWatermark.ShouldBe(2);
        (await DeleteRecordsAsync(topic, -1)).LowWatermark.ShouldBe(3);
    }

    [Fact]
    public async Task DeleteRecords_CompactedTopic_IsError44() =>
        (await DeleteRecordsAsync(await NewTopicAsync(1, ("cleanup.policy", "compact")), 0)).ErrorCode
            .ShouldBe(ErrorCode.PolicyViolation);

    [Fact]
    public async Task Fetch_OutOfRange_IsError1()
    {
        var topic = await NewTopicAsync();
        await FillAsync(topic, 3);
        (await FetchAsync(topic, 4)).ErrorCode.ShouldBe(ErrorCode.OffsetOutOfRange);
        (await FetchAsync(topic, 3)).ErrorCode.ShouldBe(ErrorCode.None);
        await DeleteRecordsAsync(topic, 2);
        (await FetchAsync(topic, 1)).ErrorCode.ShouldBe(ErrorCode.OffsetOutOfRange);
    }

    [Fact]
    public async Task Fetch_InsideABatch_GivesTheWholeBatch()
    {
        var topic = await NewTopicAsync();
        await ProduceAsync(topic, Batches.Of(NowMs, null, -1, false, ("a", "1"), ("b", "2"), ("c", "3")));
        HeadersOf((await FetchAsync(topic, 1)).Records)[0].BaseOffset.ShouldBe(0);
    }

    [Fact]
    public async Task Fetch_LimitBelowOneBatch_StillGivesOne()
    {
        var topic = await NewTopicAsync();
        await FillAsync(topic, 3);
        HeadersOf((await FetchAsync(topic, 1, maxBytes: 1)).Records).ShouldHaveSingleItem().BaseOffset.ShouldBe(1);
    }

    [Fact]
    public async Task Fetch_NewerLeaderEpoch_IsError75() =>
        (await FetchAsync(await NewTopicAsync(), 0, leaderEpoch: 9)).ErrorCode.ShouldBe(ErrorCode.UnknownLeaderEpoch);

    [Fact]
    public async Task ListOffsets_StartEndAndTimes_AreTheRecords()
    {
        var topic = await NewTopicAsync();
        var start = NowMs - 100_000;
        for (var i = 0; i < 3; i++)
            await ProduceAsync(topic, Batches.Of(start + i * 10, null, -1, false, ("k", "v")));
        (await OffsetAsync(topic, -2)).Offset.ShouldBe(0);
        (await OffsetAsync(topic, -1)).Offset.ShouldBe(3);
        var found = await OffsetAsync(topic, start + 5);
        (found.Offset, found.Timestamp).ShouldBe((1, start + 10));
        var max = await OffsetAsync(topic, -3);
        (max.Offset, max.Timestamp).ShouldBe((2, start + 20));
        (await OffsetAsync(topic, start + 1000)).Offset.ShouldBe(-1);
    }

    [Fact]
    public async Task ListOffsets_NewerLeaderEpoch_IsError75() =>
        (await OffsetAsync(await NewTopicAsync(), -1, leaderEpoch: 9)).ErrorCode.ShouldBe(ErrorCode.UnknownLeaderEpoch);

    [Fact]
    public async Task DescribeConfigs_SetAndDefault_NameTheirSource()
    {
        var topic = await NewTopicAsync(1, ("retention.ms", "1234"));
        var answer = await Client.AskAsync<DescribeConfigsResponse>(4, new DescribeConfigsRequest
        {
            Resources = [new()
            {
                ResourceType = 2,
                ResourceName = topic,
                ConfigurationKeys = ["retention.ms", "cleanup.policy"],
            }],
        });
        var entries = answer.Results[0].Configs.ToDictionary(item => item.Name, StringComparer.Ordinal);
        entries.Count.ShouldBe(2);
        (entries["retention.ms"].Value, entries["retention.ms"].ConfigSource).ShouldBe(("1234", (sbyte)1));
        (entries["cleanup.policy"].Value, entries["cleanup.policy"].ConfigSource).ShouldBe(("delete", (sbyte)5));
    }

    [Fact]
    public async Task IncrementalAlterConfigs_SetAppendDelete_TakeEffect()
    {
        var topic = await NewTopicAsync(1, ("retention.ms", "1234"));
        (await AlterAsync(topic, ("cleanup.policy", 2, "compact"), ("retention.ms", 1, null))).ShouldBe(ErrorCode.None);
        // A real broker answers once the change is decided, and reads its own copy, which follows a moment later.
        var entries = await UntilAsync(
            async () => (await Client.AskAsync<DescribeConfigsResponse>(4, new DescribeConfigsRequest
            {
                Resources =
                [
                    new()
                    {
                        ResourceType = 2,
                        ResourceName = topic,
                        ConfigurationKeys = ["retention.ms", "cleanup.policy"],
                    },
                ],
            })).Results[0].Configs.ToDictionary(item => item.Name, item => item.Value, StringComparer.Ordinal),
            configs => configs["cleanup.policy"] != "delete");
        entries["cleanup.policy"].ShouldBe("delete,compact");
        entries["retention.ms"].ShouldBe("604800000");
        (await AlterAsync(topic, ("retention.ms", 0, "x"))).ShouldBe(ErrorCode.InvalidConfig);
        (await AlterAsync(Name("none"), ("retention.ms", 0, "1"))).ShouldBe(ErrorCode.UnknownTopicOrPartition);
    }

    internal async Task<ErrorCode> AlterAsync(
        string topic, params (string Name, sbyte Operation, string? Value)[] changes) =>
        (await Client.AskAsync<IncrementalAlterConfigsResponse>(1, new IncrementalAlterConfigsRequest
        {
            Resources =
            [
                new()
                {
                    ResourceType = 2,
                    ResourceName = topic,
                    Configs = [.. changes.Select(item =>
                        new IncrementalAlterConfigsRequest.AlterConfigsResource.AlterableConfig
                        {
                            Name = item.Name,
                            ConfigOperation = item.Operation,
                            Value = item.Value,
                        })],
                },
            ],
        })).Responses[0].ErrorCode;

    async Task FillAsync(string topic, int count)
    {
        for (var i = 0; i < count; i++)
            (await ProduceAsync(topic, Batches.Of(NowMs, null, -1, false, ("k", $"{i}")))).ErrorCode.ShouldBe(
                ErrorCode.None);
    }

    internal async Task<DeleteRecordsResponse.DeleteRecordsTopicResult.DeleteRecordsPartitionResult> DeleteRecordsAsync(
        string topic, long offset) =>
        (await Client.AskAsync<DeleteRecordsResponse>(2, new DeleteRecordsRequest
        {
            TimeoutMs = 5000,
            Topics = [new() { Name = topic, Partitions = [new() { Offset = offset }] }],
        })).Topics[0].Partitions[0];
}

/// <summary>The rules on the embedded broker.</summary>
public sealed class EmbeddedTopicWireTests(EmbeddedKafkaFixture broker)
    : TopicWireRules(broker), IClassFixture<EmbeddedKafkaFixture>;

/// <summary>The rules on Apache Kafka.</summary>
public sealed class ApacheTopicWireTests(ApacheKafkaFixture broker) : TopicWireRules(broker);
