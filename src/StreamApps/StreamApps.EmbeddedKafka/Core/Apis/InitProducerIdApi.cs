using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>InitProducerId.</summary>
internal static class InitProducerIdApi
{
    const short FencedSince = 4;

    public static InitProducerIdResponse Handle(BrokerCore core, RequestContext context, InitProducerIdRequest request)
    {
        if (request.ProducerId >= 0 != request.ProducerEpoch >= 0)
            return new InitProducerIdResponse { ErrorCode = ErrorCode.InvalidRequest, ProducerEpoch = -1 };
        var (error, id, epoch) = core.Transactions.Initialize(
            request.TransactionalId, request.TransactionTimeoutMs, request.ProducerId, request.ProducerEpoch);
        return new InitProducerIdResponse
        {
            ErrorCode = FencedProducer.ErrorFor(error, context.Version, FencedSince),
            ProducerId = id,
            ProducerEpoch = epoch,
        };
    }
}
