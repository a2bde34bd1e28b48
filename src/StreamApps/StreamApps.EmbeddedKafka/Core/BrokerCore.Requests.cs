using StreamApps.EmbeddedKafka.Core.Apis;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core;

/// <summary>The way of a request to its API.</summary>
internal sealed partial class BrokerCore
{
    /// <summary>
    /// Handles a request; the reply is called once, now or later, always from within a call into the core.
    /// </summary>
    /// <exception cref="IOException">
    /// The storage failed, and the request has no answer that says so; nothing is acknowledged.
    /// </exception>
    public void Handle(RequestContext context, IMessage request, Action<IMessage> reply)
    {
        switch (request)
        {
            case FetchRequest fetch:
                FetchApi.Handle(this, context, fetch, reply);
                break;
            case JoinGroupRequest join:
                JoinGroupApi.Handle(this, context, join, reply);
                break;
            case SyncGroupRequest sync:
                SyncGroupApi.Handle(this, context, sync, reply);
                break;
            default:
                reply(AnswerOrFail(context, request));
                break;
        }
    }

    IMessage AnswerOrFail(RequestContext context, IMessage request)
    {
        try
        {
            return AnswerAtOnce(context, request);
        }
        catch (IOException) when (StorageFailure.AnswerTo(request) is not null)
        {
            return StorageFailure.AnswerTo(request)!;
        }
    }

    IMessage AnswerAtOnce(RequestContext context, IMessage request) => request switch
    {
        ProduceRequest r => ProduceApi.Handle(this, context, r),
        ListOffsetsRequest r => ListOffsetsApi.Handle(this, r),
        MetadataRequest r => MetadataApi.Handle(this, context, r),
        OffsetForLeaderEpochRequest r => OffsetForLeaderEpochApi.Handle(this, r),
        ApiVersionsRequest => ApiVersionsApi.Handle(),
        FindCoordinatorRequest r => FindCoordinatorApi.Handle(this, context, r),
        HeartbeatRequest r => new HeartbeatResponse { ErrorCode = Groups.Heartbeat(r) },
        LeaveGroupRequest r => LeaveGroupApi.Handle(this, context, r),
        OffsetCommitRequest r => OffsetCommitApi.Handle(this, r),
        OffsetFetchRequest r => OffsetFetchApi.Handle(this, context, r),
        OffsetDeleteRequest r => OffsetDeleteApi.Handle(this, r),
        DescribeGroupsRequest r => DescribeGroupsApi.Handle(this, r),
        ListGroupsRequest r => ListGroupsApi.Handle(this, r),
        DeleteGroupsRequest r => DeleteGroupsApi.Handle(this, r),
        InitProducerIdRequest r => InitProducerIdApi.Handle(this, context, r),
        AddPartitionsToTxnRequest r => AddPartitionsToTxnApi.Handle(this, context, r),
        AddOffsetsToTxnRequest r => AddOffsetsToTxnApi.Handle(this, context, r),
        EndTxnRequest r => EndTxnApi.Handle(this, context, r),
        TxnOffsetCommitRequest r => TxnOffsetCommitApi.Handle(this, r),
        CreateTopicsRequest r => CreateTopicsApi.Handle(this, r),
        DeleteTopicsRequest r => DeleteTopicsApi.Handle(this, context, r),
        DeleteRecordsRequest r => DeleteRecordsApi.Handle(this, r),
        CreatePartitionsRequest r => CreatePartitionsApi.Handle(this, r),
        DescribeConfigsRequest r => DescribeConfigsApi.Handle(this, r),
        AlterConfigsRequest r => AlterConfigsApi.Handle(this, r),
        IncrementalAlterConfigsRequest r => IncrementalAlterConfigsApi.Handle(this, r),
        DescribeClusterRequest r => DescribeClusterApi.Handle(this, r),
        DescribeProducersRequest r => DescribeProducersApi.Handle(this, r),
        DescribeTransactionsRequest r => DescribeTransactionsApi.Handle(this, r),
        ListTransactionsRequest r => ListTransactionsApi.Handle(this, r),
        _ => throw new ProtocolException($"no handler for {request.GetType().Name}"),
    };
}
