using StreamApps.EmbeddedKafka.Protocol;
using StreamApps.EmbeddedKafka.Tests.Brokers;

namespace StreamApps.EmbeddedKafka.Conformance.Rules;

/// <summary>The transaction coordinator's answers, and what readers see of a transaction.</summary>
public abstract class TransactionWireRules(IBrokerAddress broker) : WireRules(broker)
{
    [Theory]
    [InlineData(7, ErrorCode.InvalidTxnState)]
    [InlineData(9, ErrorCode.InvalidTxnState)]
    [InlineData(11, ErrorCode.TransactionAbortable)]
    internal async Task Produce_PartitionNotInTheTransaction_IsRefused(int version, ErrorCode expected)
    {
        var (topic, id) = (await NewTopicAsync(), Name("tx"));
        var producer = await ProducerAsync(id);
        (await ProduceAsync(topic, producer, 0, id, version)).ErrorCode.ShouldBe(expected);
        (await EndAsync(topic)).ShouldBe(0);
    }

    [Fact]
    public async Task Produce_TransactionalWithoutAnId_IsError53()
    {
        var topic = await NewTopicAsync();
        var producer = await ProducerAsync(Name("tx"));
        var batch = Tests.Core.Batches.Of(NowMs, producer, 0, true, ("k", "v"));
        (await ProduceAsync(topic, batch)).ErrorCode.ShouldBe(ErrorCode.TransactionalIdAuthorizationFailed);
    }

    [Fact]
    public async Task EndTxn_CommitRepeated_IsFine()
    {
        var (topic, id, producer) = await OpenAsync();
        (await EndAsync(id, producer, commit: true)).ShouldBe(ErrorCode.None);
        (await EndAsync(id, producer, commit: true)).ShouldBe(ErrorCode.None);
        (await EndAsync(id, producer, commit: false)).ShouldBe(ErrorCode.InvalidTxnState);
        (await EndAsync(topic)).ShouldBe(2);
    }

    [Fact]
    public async Task EndTxn_AbortRepeated_IsFine()
    {
        var (_, id, producer) = await OpenAsync();
        (await EndAsync(id, producer, commit: false)).ShouldBe(ErrorCode.None);
        (await EndAsync(id, producer, commit: false)).ShouldBe(ErrorCode.None);
        (await EndAsync(id, producer, commit: true)).ShouldBe(ErrorCode.InvalidTxnState);
    }

    [Fact]
    public async Task EndTxn_NothingBegun_IsError48()
    {
        var id = Name("tx");
        (await EndAsync(id, await ProducerAsync(id), commit: true)).ShouldBe(ErrorCode.InvalidTxnState);
    }

    [Fact]
    public async Task EndTxn_UnknownId_IsError49() =>
        (await EndAsync(Name("tx"), (1, 0), commit: true)).ShouldBe(ErrorCode.InvalidProducerIdMapping);

    [Theory]
    [InlineData(1, ErrorCode.InvalidProducerEpoch)]
    [InlineData(2, ErrorCode.ProducerFenced)]
    internal async Task EndTxn_OldEpoch_IsFencedInTheVersionsWords(int version, ErrorCode expected)
    {
        var (_, id, producer) = await OpenAsync();
        await ProducerAsync(id);
        (await EndAsync(id, producer, commit: true, version)).ShouldBe(expected);
    }

    [Theory]
    [InlineData(1, ErrorCode.InvalidProducerEpoch)]
    [InlineData(2, ErrorCode.ProducerFenced)]
    internal async Task AddPartitions_OldEpoch_IsFencedInTheVersionsWords(int version, ErrorCode expected)
    {
        var (topic, id) = (await NewTopicAsync(), Name("tx"));
        var old = await ProducerAsync(id);
        await ProducerAsync(id);
        (await AddAsync(id, old, version, (topic, 0))).ShouldBe([expected]);
    }

    [Fact]
    public async Task AddPartitions_OneMissing_AddsNone()
    {
        var (topic, id) = (await NewTopicAsync(), Name("tx"));
        var producer = await ProducerAsync(id);
        // A broker is free to answer for the partitions in any order.
        (await AddAsync(id, producer, 3, (topic, 0), (topic, 7)))
            .ShouldBe([ErrorCode.OperationNotAttempted, ErrorCode.UnknownTopicOrPartition], ignoreOrder: true);
    }

    [Fact]
    public async Task InitProducerId_EmptyId_IsError42() =>
        (await InitAsync("")).ErrorCode.ShouldBe(ErrorCode.InvalidRequest);

    [Theory]
    [InlineData(0)]
    [InlineData(900_001)]
    public async Task InitProducerId_TimeoutOutOfRange_IsError50(int timeoutMs)
    {
        var id = Name("tx");
        await ProducerAsync(id);
        (await InitAsync(id, timeoutMs: timeoutMs)).ErrorCode.ShouldBe(ErrorCode.InvalidTransactionTimeout);
    }

    [Fact]
    public async Task InitProducerId_Again_BumpsTheEpoch()
    {
        var id = Name("tx");
        var first = await ProducerAsync(id);
        var second = await ProducerAsync(id);
        second.Id.ShouldBe(first.Id);
        second.Epoch.ShouldBe((short)(first.Epoch + 1));
    }

    [Fact]
    public async Task InitProducerId_TransactionOpen_AbortsItAndAsksToComeAgain()
    {
        var (topic, id, _) = await OpenAsync();
        (await InitAsync(id)).ErrorCode.ShouldBe(ErrorCode.ConcurrentTransactions);
        await ProducerAsync(id);
        (await EndAsync(topic, isolation: 1)).ShouldBe(await EndAsync(topic));
        (await FetchAsync(topic, 0, isolation: 1)).AbortedTransactions!.Count.ShouldBe(1);
    }

    /// <summary>
    /// KIP-360: a producer bumps its own epoch, may repeat that, and nobody else can with an old one.
    /// </summary>
    [Theory]
    [InlineData(3, ErrorCode.InvalidProducerEpoch)]
    [InlineData(4, ErrorCode.ProducerFenced)]
    internal async Task InitProducerId_WithEpoch_BumpsOnceAndFencesStaleOnes(int version, ErrorCode fenced)
    {
        var id = Name("tx");
        var first = await ProducerAsync(id);
        var bumped = await InitAsync(id, first.Id, first.Epoch, version: version);
        bumped.ErrorCode.ShouldBe(ErrorCode.None);
        bumped.ProducerEpoch.ShouldBe((short)(first.Epoch + 1));
        var repeated = await InitAsync(id, first.Id, first.Epoch, version: version);
        repeated.ErrorCode.ShouldBe(ErrorCode.None);
        repeated.ProducerEpoch.ShouldBe(bumped.ProducerEpoch);
        await InitAsync(id, first.Id, bumped.ProducerEpoch, version: version);
        (await InitAsync(id, first.Id, first.Epoch, version: version)).ErrorCode.ShouldBe(fenced);
    }

    [Fact]
    public async Task InitProducerId_WithoutTransaction_GivesNewIds() =>
        (await ProducerAsync(null)).Id.ShouldNotBe((await ProducerAsync(null)).Id);

    [Fact]
    public async Task Fetch_OpenTransaction_EndsAtTheLastStableOffset()
    {
        var (topic, id, producer) = await OpenAsync();
        var committed = await FetchAsync(topic, 0, isolation: 1);
        committed.LastStableOffset.ShouldBe(0);
        committed.HighWatermark.ShouldBe(1);
        committed.Records.Length.ShouldBe(0);
        (await FetchAsync(topic, 0)).Records.Length.ShouldBeGreaterThan(0);
        (await EndAsync(topic, isolation: 1)).ShouldBe(0);
        await EndAndSettleAsync(topic, id, producer, commit: true);
        (await EndAsync(topic, isolation: 1)).ShouldBe(2);
    }

    [Fact]
    public async Task Fetch_AbortedTransaction_IsListedForCommittedReadersAlone()
    {
        var (topic, id, producer) = await OpenAsync();
        await EndAndSettleAsync(topic, id, producer, commit: false);
        var committed = await FetchAsync(topic, 0, isolation: 1);
        var aborted = committed.AbortedTransactions.ShouldNotBeNull().ShouldHaveSingleItem();
        aborted.ProducerId.ShouldBe(producer.Id);
        aborted.FirstOffset.ShouldBe(0);
        HeadersOf(committed.Records).Select(header => header.IsControl).ShouldBe([false, true]);
        (await FetchAsync(topic, 0)).AbortedTransactions.ShouldBeNull();
    }

    [Fact]
    public async Task Fetch_CommitMarker_TakesAnOffset()
    {
        var (topic, id, producer) = await OpenAsync();
        await EndAndSettleAsync(topic, id, producer, commit: true);
        var headers = HeadersOf((await FetchAsync(topic, 0)).Records);
        headers.Select(header => (header.BaseOffset, header.IsControl)).ShouldBe([(0, false), (1, true)]);
        headers[1].ProducerId.ShouldBe(producer.Id);
    }

    [Fact]
    public async Task DescribeTransactions_Open_NamesStateAndPartitions()
    {
        var (topic, id, producer) = await OpenAsync();
        var answer = (await Client.AskAsync<DescribeTransactionsResponse>(
            0, new DescribeTransactionsRequest { TransactionalIds = [id, Name("none")] })).TransactionStates;
        answer[0].TransactionState.ShouldBe("Ongoing");
        answer[0].ProducerId.ShouldBe(producer.Id);
        answer[0].Topics.ShouldHaveSingleItem().Topic.ShouldBe(topic);
        answer[1].ErrorCode.ShouldBe(ErrorCode.TransactionalIdNotFound);
    }

    [Fact]
    public async Task ListTransactions_ByState_FindsTheOpenOne()
    {
        var (_, id, _) = await OpenAsync();
        var answer = await Client.AskAsync<ListTransactionsResponse>(
            1, new ListTransactionsRequest { StateFilters = ["Ongoing", "Nonsense"] });
        answer.TransactionStates.ShouldContain(item => item.TransactionalId == id);
        answer.UnknownStateFilters.ShouldBe(["Nonsense"]);
    }

    [Fact]
    public async Task DescribeProducers_Open_NamesTheTransactionsStart()
    {
        var (topic, _, producer) = await OpenAsync();
        var answer = await Client.AskAsync<DescribeProducersResponse>(
            0, new DescribeProducersRequest { Topics = [new() { Name = topic, PartitionIndexes = [0] }] });
        var state = answer.Topics[0].Partitions[0].ActiveProducers.ShouldHaveSingleItem();
        state.ProducerId.ShouldBe(producer.Id);
        state.CurrentTxnStartOffset.ShouldBe(0);
        state.LastSequence.ShouldBe(0);
    }

    /// <summary>A real broker answers EndTxn before the markers are written.</summary>
    async Task EndAndSettleAsync(string topic, string id, (long Id, short Epoch) producer, bool commit)
    {
        (await EndAsync(id, producer, commit)).ShouldBe(ErrorCode.None);
        while (await EndAsync(topic, isolation: 1) == 0)
        {
        }
    }

    async Task<(string Topic, string Id, (long Id, short Epoch) Producer)> OpenAsync()
    {
        var (topic, id) = (await NewTopicAsync(), Name("tx"));
        var producer = await ProducerAsync(id);
        (await AddAsync(id, producer, 3, (topic, 0))).ShouldBe([ErrorCode.None]);
        (await ProduceAsync(topic, producer, 0, id)).ErrorCode.ShouldBe(ErrorCode.None);
        return (topic, id, producer);
    }
}

/// <summary>The rules on the embedded broker.</summary>
public sealed class EmbeddedTransactionWireTests(EmbeddedKafkaFixture broker)
    : TransactionWireRules(broker), IClassFixture<EmbeddedKafkaFixture>;

/// <summary>The rules on Apache Kafka.</summary>
public sealed class ApacheTransactionWireTests(ApacheKafkaFixture broker) : TransactionWireRules(broker);
