namespace StreamApps.State;

/// <summary>The store of each task database in which the runtime keeps its own two entries.</summary>
internal static class ReservedStore
{
    public const string Name = "__task";

    public static ReadOnlySpan<byte> TaskRecordKey => "record"u8;

    public static ReadOnlySpan<byte> PositionKey => "position"u8;
}
