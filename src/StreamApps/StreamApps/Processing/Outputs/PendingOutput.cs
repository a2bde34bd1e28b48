using System.Runtime.InteropServices;

namespace StreamApps.Processing;

/// <summary>An output of the record being processed; its bytes are in the buffer.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PendingOutput(
    string Topic,
    int? Partition,
    Range? Key,
    Range? Value,
    RecordHeaders? Headers,
    long? Timestamp)
{
    /// <summary>How many headers there were: what is added to them later belongs to other outputs.</summary>
    public int HeaderCount { get; } = Headers?.Count ?? 0;
}
