using StreamApps.EmbeddedKafka.Core.Groups;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>AddOffsetsToTxn: takes the offsets topic into the transaction.</summary>
internal static class AddOffsetsToTxnApi
{
    const short FencedSince = 2;

    public static AddOffsetsToTxnResponse Handle(
        BrokerCore core, RequestContext context, AddOffsetsToTxnRequest request)
    {
        var error = core.Transactions.AddPartitions(
            request.TransactionalId, request.ProducerId, request.ProducerEpoch, [new(OffsetsJournal.TopicName, 0)]);
        return new AddOffsetsToTxnResponse { ErrorCode = FencedProducer.ErrorFor(error, context.Version, FencedSince) };
    }
}
