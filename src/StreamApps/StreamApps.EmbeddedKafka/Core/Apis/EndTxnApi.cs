using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>EndTxn: commit or abort, answered when all markers are written.</summary>
internal static class EndTxnApi
{
    const short FencedSince = 2;

    public static EndTxnResponse Handle(BrokerCore core, RequestContext context, EndTxnRequest request)
    {
        var error = core.Transactions.End(
            request.TransactionalId, request.ProducerId, request.ProducerEpoch, request.Committed);
        return new EndTxnResponse { ErrorCode = FencedProducer.ErrorFor(error, context.Version, FencedSince) };
    }
}
