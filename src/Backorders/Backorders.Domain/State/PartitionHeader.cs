namespace Backorders.Domain.State;

/// <summary>
/// What a partition knows besides its SKUs. Small and rewritten for every record, so an implementation keeps it in
/// memory and stores it once per record.
/// </summary>
/// <param name="LogTime">The largest valid timestamp seen, in ms since 1970-01-01T00:00Z; 0 at first.</param>
/// <param name="Sequence">The number of events of the scope <c>*</c>.</param>
/// <param name="NextIdExpiry">
/// No remembered event id is to be deleted before this log time; <see cref="long.MaxValue"/> when there is none. It
/// spares a scan for every record.
/// </param>
/// <param name="NextForget">As <paramref name="NextIdExpiry"/>, for closed lines.</param>
public readonly record struct PartitionHeader(long LogTime, long Sequence, long NextIdExpiry, long NextForget)
{
    /// <summary>A partition without records.</summary>
    public static PartitionHeader Empty { get; } = new(0, 0, long.MaxValue, long.MaxValue);
}
