using StreamApps.EmbeddedKafka.Core;
using StreamApps.EmbeddedKafka.Core.Groups;
using StreamApps.EmbeddedKafka.Core.Log;
using StreamApps.EmbeddedKafka.Protocol;
using StreamApps.EmbeddedKafka.Storage;

namespace StreamApps.EmbeddedKafka.Tests.Core;

/// <summary>Drives the core without sockets: requests in, answers out, time by hand.</summary>
sealed class CoreDriver
{
    public const string Topic = "t";

    readonly BrokerCore _core;

    public CoreDriver(IStorage storage, ManualTime? time = null)
    {
        Time = time ?? new ManualTime();
        _core = new BrokerCore(new CoreOptions("127.0.0.1", 9092, 1, AutoCreateTopics: false, FlushEveryWrite: false)
        {
            Report = Reports.Add,
        }, storage, Time, seed: 1);
    }

    public ManualTime Time { get; }

    /// <summary>The lines that a person would read in the broker's log.</summary>
    public List<string> Reports { get; } = [];

    public BrokerCore Core => _core;

    public PartitionLog Log(string topic = Topic) => _core.Topics.FindPartition(topic, 0)!;

    public T Ask<T>(IMessage request, short version)
        where T : IMessage
    {
        IMessage? answer = null;
        _core.Handle(new RequestContext(version, "client", "host"), request, response => answer = response);
        return answer.ShouldBeOfType<T>();
    }

    public void CreateTopic(string name = Topic, params (string Name, string Value)[] configs)
    {
        var request = new CreateTopicsRequest();
        request.Topics.Add(new()
        {
            Name = name,
            NumPartitions = 1,
            ReplicationFactor = 1,
            Configs = [.. configs.Select(item => new CreateTopicsRequest.CreatableTopic.CreatableTopicConfig
            {
                Name = item.Name,
                Value = item.Value,
            })],
        });
        Ask<CreateTopicsResponse>(request, 7).Topics[0].ErrorCode.ShouldBe(ErrorCode.None);
    }

    public (long Id, short Epoch) InitProducer(string? transactionalId, int timeoutMs = 60_000)
    {
        var answer = Ask<InitProducerIdResponse>(
            new InitProducerIdRequest { TransactionalId = transactionalId, TransactionTimeoutMs = timeoutMs }, 5);
        answer.ErrorCode.ShouldBe(ErrorCode.None);
        return (answer.ProducerId, answer.ProducerEpoch);
    }

    public ErrorCode InitProducerError(string transactionalId) => Ask<InitProducerIdResponse>(
        new InitProducerIdRequest { TransactionalId = transactionalId, TransactionTimeoutMs = 60_000 }, 5).ErrorCode;

    public ErrorCode AddPartition(string id, (long Id, short Epoch) producer, string topic = Topic)
    {
        var request = new AddPartitionsToTxnRequest
        {
            V3AndBelowTransactionalId = id,
            V3AndBelowProducerId = producer.Id,
            V3AndBelowProducerEpoch = producer.Epoch,
        };
        request.V3AndBelowTopics.Add(new() { Name = topic, Partitions = [0] });
        return Ask<AddPartitionsToTxnResponse>(
            request, 3).ResultsByTopicV3AndBelow[0].ResultsByPartition[0].PartitionErrorCode;
    }

    public ErrorCode AddOffsets(string id, (long Id, short Epoch) producer, string group) =>
        Ask<AddOffsetsToTxnResponse>(
            new AddOffsetsToTxnRequest
            {
                TransactionalId = id,
                ProducerId = producer.Id,
                ProducerEpoch = producer.Epoch,
                GroupId = group,
            },
            3).ErrorCode;

    public ErrorCode CommitOffsetInTransaction(string id, (long Id, short Epoch) producer, string group, long offset)
    {
        var request = new TxnOffsetCommitRequest
        {
            TransactionalId = id,
            ProducerId = producer.Id,
            ProducerEpoch = producer.Epoch,
            GroupId = group,
        };
        request.Topics.Add(
            new() { Name = Topic, Partitions = [new() { PartitionIndex = 0, CommittedOffset = offset }] });
        return Ask<TxnOffsetCommitResponse>(request, 3).Topics[0].Partitions[0].ErrorCode;
    }

    public ErrorCode End(string id, (long Id, short Epoch) producer, bool commit) =>
        Ask<EndTxnResponse>(
            new EndTxnRequest
            {
                TransactionalId = id,
                ProducerId = producer.Id,
                ProducerEpoch = producer.Epoch,
                Committed = commit,
            },
            3).ErrorCode;

    public (ErrorCode Error, long Offset) Produce(
        string value, (long Id, short Epoch)? producer = null, int sequence = -1, string? transactionalId = null,
        string? key = "k", string topic = Topic)
    {
        var batch = Batches.Of(Core.NowMs, producer, sequence, transactionalId is not null, (key, value));
        var request = new ProduceRequest { Acks = -1, TransactionalId = transactionalId };
        request.TopicData.Add(
            new() { Name = topic, PartitionData = [new() { Index = 0, Records = new RecordSet(batch) }] });
        var answer = Ask<ProduceResponse>(request, 9).Responses[0].PartitionResponses[0];
        return (answer.ErrorCode, answer.BaseOffset);
    }

    public long? Committed(string group) =>
        Core.Groups.Find(group)?.Offsets.TryGetValue(new TopicPartition(Topic, 0), out var offset) == true
            ? offset.Offset
            : null;

    /// <summary>The values that a reader sees, applied with the aborted list as a client does.</summary>
    public List<string> Read(bool committed, string topic = Topic)
    {
        var log = Log(topic);
        var aborted = log.Aborted.ToList();
        var values = new List<string>();
        foreach (var (header, bytes) in log.Batches(log.StartOffset))
        {
            var dropped = header.IsTransactional && aborted.Exists(item => item.ProducerId == header.ProducerId
                && header.BaseOffset >= item.FirstOffset && header.BaseOffset < item.MarkerOffset);
            if (header.IsControl || (committed && (dropped || header.BaseOffset >= log.LastStableOffset)))
                continue;
            values.AddRange(Batches.ValuesOf(bytes));
        }
        return values;
    }
}
