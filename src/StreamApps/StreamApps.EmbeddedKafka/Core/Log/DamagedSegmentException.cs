namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>A segment holds bytes that nobody wrote: its partition is taken out of service.</summary>
internal sealed class DamagedSegmentException(Segment segment, long position)
    : Exception(FormattableString.Invariant($"{segment.Name} is damaged at byte {position}"))
{
    public Segment Segment { get; } = segment;
}
