using StreamApps.EmbeddedKafka.Protocol;
using StreamApps.EmbeddedKafka.Tests.Core;

namespace StreamApps.EmbeddedKafka.Conformance.Wire;

/// <summary>A request of each API that changes nothing, with something in every array.</summary>
static class SampleRequests
{
    static readonly Guid s_unknown = new("8d7a1b6c-2f4e-4d0f-9f59-0a3a1f0e7c11");

    public static async Task<IMessage> AskAsync(RawClient client, ApiKey api, int version) => api switch
    {
        ApiKey.Produce => await client.AskAsync<ProduceResponse>(
            version,
            new ProduceRequest
            {
                Acks = -1,
                TopicData = [new()
                {
                    Name = "none",
                    PartitionData = [new() { Records = new RecordSet(Batches.Of(0, null, -1, false, ("k", "v"))) }],
                }],
            }),
        ApiKey.Fetch => await client.AskAsync<FetchResponse>(
            version,
            new FetchRequest
            {
                MinBytes = 1,
                SessionEpoch = -1,
                Topics =
                    [new() { Topic = "none", TopicId = s_unknown, Partitions = [new() { PartitionMaxBytes = 1 }] }],
            }),
        ApiKey.ListOffsets => await client.AskAsync<ListOffsetsResponse>(
            version,
            new ListOffsetsRequest
            {
                ReplicaId = -1,
                Topics = [new() { Name = "none", Partitions = [new() { Timestamp = -1 }] }],
            }),
        ApiKey.Metadata => await client.AskAsync<MetadataResponse>(
            version,
            new MetadataRequest
            {
                Topics = [new() { Name = "none" }],
                AllowAutoTopicCreation = false,
            }),
        ApiKey.OffsetCommit => await client.AskAsync<OffsetCommitResponse>(
            version,
            new OffsetCommitRequest
            {
                GroupId = "none",
                Topics = [new() { Name = "none", Partitions = [new()] }],
            }),
        ApiKey.OffsetFetch => await client.AskAsync<OffsetFetchResponse>(
            version,
            new OffsetFetchRequest
            {
                GroupId = "none",
                Topics = [new() { Name = "none", PartitionIndexes = [0] }],
                Groups = [new() { GroupId = "none", Topics = [new() { Name = "none", PartitionIndexes = [0] }] }],
            }),
        ApiKey.FindCoordinator => await client.AskAsync<FindCoordinatorResponse>(
            version,
            new FindCoordinatorRequest { Key = "g", CoordinatorKeys = ["g"] }),
        ApiKey.JoinGroup => await client.AskAsync<JoinGroupResponse>(
            version,
            new JoinGroupRequest
            {
                GroupId = "none",
                MemberId = "none",
                SessionTimeoutMs = 10_000,
                ProtocolType = "consumer",
                Protocols = [new() { Name = "range" }],
            }),
        ApiKey.Heartbeat => await client.AskAsync<HeartbeatResponse>(
            version,
            new HeartbeatRequest { GroupId = "none", MemberId = "none" }),
        ApiKey.LeaveGroup => await client.AskAsync<LeaveGroupResponse>(
            version,
            new LeaveGroupRequest
            {
                GroupId = "none",
                MemberId = "none",
                Members = [new() { MemberId = "none" }],
            }),
        ApiKey.SyncGroup => await client.AskAsync<SyncGroupResponse>(
            version,
            new SyncGroupRequest
            {
                GroupId = "none",
                MemberId = "none",
                ProtocolType = "consumer",
                ProtocolName = "range",
                Assignments = [new() { MemberId = "none" }],
            }),
        ApiKey.DescribeGroups => await client.AskAsync<DescribeGroupsResponse>(
            version,
            new DescribeGroupsRequest { Groups = ["none"] }),
        ApiKey.ListGroups => await client.AskAsync<ListGroupsResponse>(
            version,
            new ListGroupsRequest()),
        ApiKey.ApiVersions => await client.AskAsync<ApiVersionsResponse>(
            version,
            new ApiVersionsRequest { ClientSoftwareName = "kit", ClientSoftwareVersion = "1" }),
        ApiKey.CreateTopics => await client.AskAsync<CreateTopicsResponse>(
            version,
            new CreateTopicsRequest
            {
                TimeoutMs = 1000,
                Topics = [new()
                {
                    Name = "bad name",
                    NumPartitions = 1,
                    ReplicationFactor = 1,
                    Configs = [new() { Name = "retention.ms", Value = "1" }],
                }],
            }),
        ApiKey.DeleteTopics => await client.AskAsync<DeleteTopicsResponse>(
            version,
            new DeleteTopicsRequest
            {
                TimeoutMs = 1000,
                Topics = [new() { Name = "none" }],
                TopicNames = ["none"],
            }),
        ApiKey.DeleteRecords => await client.AskAsync<DeleteRecordsResponse>(
            version,
            new DeleteRecordsRequest
            {
                TimeoutMs = 1000,
                Topics = [new() { Name = "none", Partitions = [new()] }],
            }),
        ApiKey.InitProducerId => await client.AskAsync<InitProducerIdResponse>(
            version,
            new InitProducerIdRequest { TransactionTimeoutMs = 1000 }),
        ApiKey.OffsetForLeaderEpoch => await client.AskAsync<OffsetForLeaderEpochResponse>(
            version,
            new OffsetForLeaderEpochRequest
            {
                ReplicaId = -1,
                Topics = [new() { Topic = "none", Partitions = [new()] }],
            }),
        ApiKey.AddPartitionsToTxn => await client.AskAsync<AddPartitionsToTxnResponse>(
            version,
            new AddPartitionsToTxnRequest
            {
                V3AndBelowTransactionalId = "none",
                V3AndBelowTopics = [new() { Name = "none", Partitions = [0] }],
            }),
        ApiKey.AddOffsetsToTxn => await client.AskAsync<AddOffsetsToTxnResponse>(
            version,
            new AddOffsetsToTxnRequest { TransactionalId = "none", GroupId = "none" }),
        ApiKey.EndTxn => await client.AskAsync<EndTxnResponse>(
            version,
            new EndTxnRequest { TransactionalId = "none" }),
        ApiKey.TxnOffsetCommit => await client.AskAsync<TxnOffsetCommitResponse>(
            version,
            new TxnOffsetCommitRequest
            {
                TransactionalId = "none",
                GroupId = "none",
                Topics = [new() { Name = "none", Partitions = [new()] }],
            }),
        ApiKey.DescribeConfigs => await client.AskAsync<DescribeConfigsResponse>(
            version,
            new DescribeConfigsRequest
            {
                Resources =
                    [new() { ResourceType = 2, ResourceName = "none" }, new() { ResourceType = 4, ResourceName = "1" }],
            }),
        ApiKey.AlterConfigs => await client.AskAsync<AlterConfigsResponse>(
            version,
            new AlterConfigsRequest
            {
                Resources = [new()
                {
                    ResourceType = 2,
                    ResourceName = "none",
                    Configs = [new() { Name = "retention.ms", Value = "1" }],
                }],
            }),
        ApiKey.CreatePartitions => await client.AskAsync<CreatePartitionsResponse>(
            version,
            new CreatePartitionsRequest
            {
                TimeoutMs = 1000,
                Topics = [new() { Name = "none", Count = 2 }],
            }),
        ApiKey.DeleteGroups => await client.AskAsync<DeleteGroupsResponse>(
            version,
            new DeleteGroupsRequest { GroupsNames = ["none"] }),
        ApiKey.IncrementalAlterConfigs => await client.AskAsync<IncrementalAlterConfigsResponse>(
            version,
            new IncrementalAlterConfigsRequest
            {
                Resources = [new()
                {
                    ResourceType = 2,
                    ResourceName = "none",
                    Configs = [new() { Name = "retention.ms", Value = "1" }],
                }],
            }),
        ApiKey.OffsetDelete => await client.AskAsync<OffsetDeleteResponse>(
            version,
            new OffsetDeleteRequest
            {
                GroupId = "none",
                Topics = [new() { Name = "none", Partitions = [new()] }],
            }),
        ApiKey.DescribeCluster => await client.AskAsync<DescribeClusterResponse>(
            version,
            new DescribeClusterRequest()),
        ApiKey.DescribeProducers => await client.AskAsync<DescribeProducersResponse>(
            version,
            new DescribeProducersRequest
            {
                Topics = [new() { Name = "none", PartitionIndexes = [0] }],
            }),
        ApiKey.DescribeTransactions => await client.AskAsync<DescribeTransactionsResponse>(
            version,
            new DescribeTransactionsRequest { TransactionalIds = ["none"] }),
        ApiKey.ListTransactions => await client.AskAsync<ListTransactionsResponse>(
            version,
            new ListTransactionsRequest()),
        _ => throw new ArgumentOutOfRangeException(nameof(api), api, "no sample"),
    };
}
