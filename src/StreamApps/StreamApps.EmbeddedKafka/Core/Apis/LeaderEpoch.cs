using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>There is one leader for ever: its epoch is 0 in every partition.</summary>
internal static class LeaderEpoch
{
    public const int Current = 0;

    /// <summary>Judges the epoch that a client believes in; -1 asks for no check.</summary>
    public static ErrorCode Check(int epoch) => epoch > Current ? ErrorCode.UnknownLeaderEpoch : ErrorCode.None;
}
