using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>
/// Answers to requests that the storage failed, a full disk above all: nothing of them was done, and the code tells
/// the client to try again.
/// </summary>
internal static class StorageFailure
{
    /// <summary>
    /// Null for a request without such a code: its connection is closed instead, which clients retry as well.
    /// </summary>
    public static IMessage? AnswerTo(IMessage request) => request switch
    {
        InitProducerIdRequest => new InitProducerIdResponse
        {
            ErrorCode = ErrorCode.CoordinatorNotAvailable,
            ProducerId = -1,
            ProducerEpoch = -1,
        },
        AddOffsetsToTxnRequest => new AddOffsetsToTxnResponse { ErrorCode = ErrorCode.CoordinatorNotAvailable },
        EndTxnRequest => new EndTxnResponse { ErrorCode = ErrorCode.CoordinatorNotAvailable },
        AddPartitionsToTxnRequest r => new AddPartitionsToTxnResponse
        {
            ResultsByTopicV3AndBelow =
                [.. r.V3AndBelowTopics.Select(topic => new AddPartitionsToTxnResponse.AddPartitionsToTxnTopicResult
            {
                Name = topic.Name,
                ResultsByPartition = [.. topic.Partitions.Select(index =>
                    new AddPartitionsToTxnResponse.AddPartitionsToTxnTopicResult.AddPartitionsToTxnPartitionResult
                    {
                        PartitionIndex = index,
                        PartitionErrorCode = ErrorCode.CoordinatorNotAvailable,
                    })],
            })],
        },
        OffsetCommitRequest r => new OffsetCommitResponse
        {
            Topics = [.. r.Topics.Select(topic => new OffsetCommitResponse.OffsetCommitResponseTopic
            {
                Name = topic.Name,
                Partitions = [.. topic.Partitions.Select(item =>
                    new OffsetCommitResponse.OffsetCommitResponseTopic.OffsetCommitResponsePartition
                    {
                        PartitionIndex = item.PartitionIndex,
                        ErrorCode = ErrorCode.CoordinatorNotAvailable,
                    })],
            })],
        },
        TxnOffsetCommitRequest r => new TxnOffsetCommitResponse
        {
            Topics = [.. r.Topics.Select(topic => new TxnOffsetCommitResponse.TxnOffsetCommitResponseTopic
            {
                Name = topic.Name,
                Partitions = [.. topic.Partitions.Select(item =>
                    new TxnOffsetCommitResponse.TxnOffsetCommitResponseTopic.TxnOffsetCommitResponsePartition
                    {
                        PartitionIndex = item.PartitionIndex,
                        ErrorCode = ErrorCode.CoordinatorNotAvailable,
                    })],
            })],
        },
        _ => null,
    };
}
