using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Transactions;

/// <summary>The answer to InitProducerId.</summary>
internal readonly record struct InitializedProducer(ErrorCode Error, long ProducerId, short Epoch)
{
    public static InitializedProducer Refused(ErrorCode error) => new(error, -1, -1);
}
