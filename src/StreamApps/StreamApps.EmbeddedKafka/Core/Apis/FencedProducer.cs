using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>Older request versions know a fenced producer only by INVALID_PRODUCER_EPOCH.</summary>
internal static class FencedProducer
{
    public static ErrorCode ErrorFor(ErrorCode error, short version, short fencedSince) =>
        error == ErrorCode.ProducerFenced && version < fencedSince ? ErrorCode.InvalidProducerEpoch : error;
}
