using System.Collections.Frozen;

namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>
/// The versions that the broker serves. Produce names 0 although it serves from 3, since librdkafka before 2.1 turns
/// compression off for a broker that does not name it. EndTxn stops at 4 and AddPartitionsToTxn at 3: higher ones
/// belong to transactions v2 (KIP-890), a feature that the broker does not announce.
/// </summary>
internal static class ApiTable
{
    const short Never = short.MaxValue;

    public static IReadOnlyList<ApiDescriptor> All { get; } =
    [
        Row(ApiKey.Produce, 0, 3, 12, 9, static () => new ProduceRequest()),
        Row(ApiKey.Fetch, 4, 4, 17, 12, static () => new FetchRequest()),
        Row(ApiKey.ListOffsets, 1, 1, 10, 6, static () => new ListOffsetsRequest()),
        Row(ApiKey.Metadata, 0, 0, 12, 9, static () => new MetadataRequest()),
        Row(ApiKey.OffsetCommit, 2, 2, 9, 8, static () => new OffsetCommitRequest()),
        Row(ApiKey.OffsetFetch, 1, 1, 9, 6, static () => new OffsetFetchRequest()),
        Row(ApiKey.FindCoordinator, 0, 0, 5, 3, static () => new FindCoordinatorRequest()),
        Row(ApiKey.JoinGroup, 0, 0, 9, 6, static () => new JoinGroupRequest()),
        Row(ApiKey.Heartbeat, 0, 0, 4, 4, static () => new HeartbeatRequest()),
        Row(ApiKey.LeaveGroup, 0, 0, 5, 4, static () => new LeaveGroupRequest()),
        Row(ApiKey.SyncGroup, 0, 0, 5, 4, static () => new SyncGroupRequest()),
        Row(ApiKey.DescribeGroups, 0, 0, 5, 5, static () => new DescribeGroupsRequest()),
        Row(ApiKey.ListGroups, 0, 0, 5, 3, static () => new ListGroupsRequest()),
        Row(ApiKey.ApiVersions, 0, 0, 4, 3, static () => new ApiVersionsRequest()),
        Row(ApiKey.CreateTopics, 2, 2, 7, 5, static () => new CreateTopicsRequest()),
        Row(ApiKey.DeleteTopics, 1, 1, 6, 4, static () => new DeleteTopicsRequest()),
        Row(ApiKey.DeleteRecords, 0, 0, 2, 2, static () => new DeleteRecordsRequest()),
        Row(ApiKey.InitProducerId, 0, 0, 5, 2, static () => new InitProducerIdRequest()),
        Row(ApiKey.OffsetForLeaderEpoch, 2, 2, 4, 4, static () => new OffsetForLeaderEpochRequest()),
        Row(ApiKey.AddPartitionsToTxn, 0, 0, 3, 3, static () => new AddPartitionsToTxnRequest()),
        Row(ApiKey.AddOffsetsToTxn, 0, 0, 4, 3, static () => new AddOffsetsToTxnRequest()),
        Row(ApiKey.EndTxn, 0, 0, 4, 3, static () => new EndTxnRequest()),
        Row(ApiKey.TxnOffsetCommit, 0, 0, 5, 3, static () => new TxnOffsetCommitRequest()),
        Row(ApiKey.DescribeConfigs, 1, 1, 4, 4, static () => new DescribeConfigsRequest()),
        Row(ApiKey.AlterConfigs, 0, 0, 2, 2, static () => new AlterConfigsRequest()),
        Row(ApiKey.CreatePartitions, 0, 0, 3, 2, static () => new CreatePartitionsRequest()),
        Row(ApiKey.DeleteGroups, 0, 0, 2, 2, static () => new DeleteGroupsRequest()),
        Row(ApiKey.IncrementalAlterConfigs, 0, 0, 1, 1, static () => new IncrementalAlterConfigsRequest()),
        Row(ApiKey.OffsetDelete, 0, 0, 0, Never, static () => new OffsetDeleteRequest()),
        Row(ApiKey.DescribeCluster, 0, 0, 1, 0, static () => new DescribeClusterRequest()),
        Row(ApiKey.DescribeProducers, 0, 0, 0, 0, static () => new DescribeProducersRequest()),
        Row(ApiKey.DescribeTransactions, 0, 0, 0, 0, static () => new DescribeTransactionsRequest()),
        Row(ApiKey.ListTransactions, 0, 0, 1, 0, static () => new ListTransactionsRequest()),
    ];

    static readonly FrozenDictionary<short, ApiDescriptor> ByKey = All.ToFrozenDictionary(api => (short)api.Key);

    public static ApiDescriptor? Find(short key) => ByKey.GetValueOrDefault(key);

    static ApiDescriptor Row(
        ApiKey key, short advertised, short lowest, short highest, short flexible, Func<IMessage> newRequest) =>
        new(key, advertised, lowest, highest, flexible, newRequest);
}
