using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>Where a batch stands in the log, or why it was refused.</summary>
internal readonly record struct AppendResult(ErrorCode Error, long BaseOffset)
{
    public static AppendResult Refused(ErrorCode error) => new(error, -1);
}
