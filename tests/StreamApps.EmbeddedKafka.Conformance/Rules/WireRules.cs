using StreamApps.EmbeddedKafka.Conformance.Wire;
using StreamApps.EmbeddedKafka.Core.Log;
using StreamApps.EmbeddedKafka.Protocol;
using StreamApps.EmbeddedKafka.Tests.Brokers;
using StreamApps.EmbeddedKafka.Tests.Core;

namespace StreamApps.EmbeddedKafka.Conformance.Rules;

/// <summary>Protocol-level rules with the calls that they share; each rule runs on both brokers.</summary>
public abstract class WireRules(IBrokerAddress broker) : IAsyncLifetime
{
    static int s_names;

    RawClient? _client;

    internal RawClient Client => _client!;

    protected string Bootstrap { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Bootstrap = await broker.BootstrapAsync();
        _client = await RawClient.ConnectAsync(Bootstrap);
        await FindCoordinatorAsync(keyType: 0);
        await FindCoordinatorAsync(keyType: 1);
    }

    /// <summary>A real broker makes the topics of its coordinators when they are first looked for.</summary>
    async Task FindCoordinatorAsync(sbyte keyType)
    {
        var request = new FindCoordinatorRequest { Key = "k", KeyType = keyType };
        while ((await Client.AskAsync<FindCoordinatorResponse>(3, request)).ErrorCode != ErrorCode.None)
        {
        }
    }

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected static string Name(string prefix) =>
        $"{prefix}-{Environment.ProcessId}-{Interlocked.Increment(ref s_names)}";

    protected static long NowMs => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>
    /// Asks until the answer is as wanted; after ten seconds the last answer, for the assertion to show.
    /// </summary>
    protected static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> wanted)
    {
        var limit = NowMs + 10_000;
        while (true)
        {
            var answer = await ask();
            if (wanted(answer) || NowMs > limit)
                return answer;
        }
    }

    protected async Task<string> NewTopicAsync(int partitions = 1, params (string Name, string Value)[] configs)
    {
        var name = Name("topic");
        (await CreateAsync(name, partitions, 1, configs)).ErrorCode.ShouldBe(ErrorCode.None);
        // A real broker takes a moment to lead what it has created.
        while ((await Client.AskAsync<MetadataResponse>(9, new MetadataRequest { Topics = [new() { Name = name }] }))
            .Topics[0] is not { ErrorCode: ErrorCode.None } || await EndAsync(name) < 0)
        {
        }
        return name;
    }

    internal async Task<CreateTopicsResponse.CreatableTopicResult> CreateAsync(
        string name, int partitions, short replicas, params (string Name, string Value)[] configs)
    {
        var request = new CreateTopicsRequest { TimeoutMs = 10_000 };
        request.Topics.Add(new()
        {
            Name = name,
            NumPartitions = partitions,
            ReplicationFactor = replicas,
            Configs = [.. configs.Select(item => new CreateTopicsRequest.CreatableTopic.CreatableTopicConfig
            {
                Name = item.Name,
                Value = item.Value,
            })],
        });
        return (await Client.AskAsync<CreateTopicsResponse>(7, request)).Topics[0];
    }

    internal async Task<ProduceResponse.TopicProduceResponse.PartitionProduceResponse> ProduceAsync(
        string topic, Memory<byte> batch, string? transactionalId = null, int version = 9, int partition = 0)
    {
        var request = new ProduceRequest { Acks = -1, TimeoutMs = 10_000, TransactionalId = transactionalId };
        request.TopicData.Add(new()
        {
            Name = topic,
            PartitionData = [new() { Index = partition, Records = new RecordSet(batch.ToArray()) }],
        });
        return (await Client.AskAsync<ProduceResponse>(version, request)).Responses[0].PartitionResponses[0];
    }

    internal Task<ProduceResponse.TopicProduceResponse.PartitionProduceResponse> ProduceAsync(
        string topic, (long Id, short Epoch) producer, int sequence, string? transactionalId = null, int version = 9) =>
        ProduceAsync(
            topic,
            Batches.Of(NowMs, producer, sequence, transactionalId is not null, ("k", "v")),
            transactionalId,
            version);

    internal async Task<InitProducerIdResponse> InitAsync(
        string? id, long producerId = -1, short epoch = -1, int timeoutMs = 30_000, int version = 4) =>
        await Client.AskAsync<InitProducerIdResponse>(version, new InitProducerIdRequest
        {
            TransactionalId = id,
            TransactionTimeoutMs = timeoutMs,
            ProducerId = producerId,
            ProducerEpoch = epoch,
        });

    /// <summary>A producer that is ready, after as many tries as its predecessor's abort takes.</summary>
    protected async Task<(long Id, short Epoch)> ProducerAsync(string? id, int timeoutMs = 30_000)
    {
        while (true)
        {
            var answer = await InitAsync(id, timeoutMs: timeoutMs);
            if (answer.ErrorCode is ErrorCode.ConcurrentTransactions or ErrorCode.CoordinatorNotAvailable
                or ErrorCode.NotCoordinator or ErrorCode.CoordinatorLoadInProgress)
            {
                continue;
            }
            answer.ErrorCode.ShouldBe(ErrorCode.None);
            return (answer.ProducerId, answer.ProducerEpoch);
        }
    }

    internal async Task<List<ErrorCode>> AddAsync(
        string id, (long Id, short Epoch) producer, int version, params (string Topic, int Partition)[] partitions)
    {
        while (true)
        {
            var request = new AddPartitionsToTxnRequest
            {
                V3AndBelowTransactionalId = id,
                V3AndBelowProducerId = producer.Id,
                V3AndBelowProducerEpoch = producer.Epoch,
            };
            var topics = partitions.GroupBy(item => item.Topic, StringComparer.Ordinal);
            request.V3AndBelowTopics.AddRange(topics.Select(topic =>
                new AddPartitionsToTxnRequest.AddPartitionsToTxnTopic
                {
                    Name = topic.Key,
                    Partitions = [.. topic.Select(item => item.Partition)],
                }));
            var answer = await Client.AskAsync<AddPartitionsToTxnResponse>(version, request);
            var errors = answer.ResultsByTopicV3AndBelow
                .SelectMany(topic => topic.ResultsByPartition.Select(item => item.PartitionErrorCode)).ToList();
            if (!errors.Contains(ErrorCode.ConcurrentTransactions))
                return errors;
        }
    }

    internal async Task<ErrorCode> EndAsync(string id, (long Id, short Epoch) producer, bool commit, int version = 3)
    {
        while (true)
        {
            var error = (await Client.AskAsync<EndTxnResponse>(version, new EndTxnRequest
            {
                TransactionalId = id,
                ProducerId = producer.Id,
                ProducerEpoch = producer.Epoch,
                Committed = commit,
            })).ErrorCode;
            if (error != ErrorCode.ConcurrentTransactions)
                return error;
        }
    }

    internal async Task<ListOffsetsResponse.ListOffsetsTopicResponse.ListOffsetsPartitionResponse> OffsetAsync(
        string topic, long timestamp, sbyte isolation = 0, int leaderEpoch = -1, int version = 7)
    {
        var request = new ListOffsetsRequest { ReplicaId = -1, IsolationLevel = isolation };
        request.Topics.Add(new()
        {
            Name = topic,
            Partitions = [new() { Timestamp = timestamp, CurrentLeaderEpoch = leaderEpoch }],
        });
        return (await Client.AskAsync<ListOffsetsResponse>(version, request)).Topics[0].Partitions[0];
    }

    /// <summary>The log's end, or the last stable offset; -1 while there is no leader.</summary>
    protected async Task<long> EndAsync(string topic, sbyte isolation = 0) =>
        (await OffsetAsync(topic, -1, isolation)).Offset;

    internal async Task<FetchResponse.FetchableTopicResponse.PartitionData> FetchAsync(
        string topic, long offset, sbyte isolation = 0, int maxBytes = 1 << 20, int leaderEpoch = -1)
    {
        var request = new FetchRequest
        {
            MaxWaitMs = 0,
            MinBytes = 1,
            IsolationLevel = isolation,
            SessionEpoch = -1,
        };
        request.Topics.Add(new()
        {
            Topic = topic,
            Partitions =
                [new() { FetchOffset = offset, PartitionMaxBytes = maxBytes, CurrentLeaderEpoch = leaderEpoch }],
        });
        return (await Client.AskAsync<FetchResponse>(11, request)).Responses[0].Partitions[0];
    }

    internal static List<BatchHeader> HeadersOf(RecordSet records)
    {
        var headers = new List<BatchHeader>();
        for (var rest = records.Bytes; rest.Length >= BatchHeader.Length;)
        {
            var header = BatchHeader.Read(rest.Span);
            if (header.Size > rest.Length)
                break;
            headers.Add(header);
            rest = rest[header.Size..];
        }
        return headers;
    }
}
