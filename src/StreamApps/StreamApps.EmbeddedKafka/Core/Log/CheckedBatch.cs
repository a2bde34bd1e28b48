using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>What the inspection of produced bytes found; the header means something only without an error.</summary>
internal readonly record struct CheckedBatch(
    ErrorCode Error, string? Message, BatchHeader Header, bool HasRecordWithoutKey)
{
    public static CheckedBatch Refused(ErrorCode error, string message) => new(error, message, default, false);
}
