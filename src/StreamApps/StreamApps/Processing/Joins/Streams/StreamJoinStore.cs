using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>What both sides of a stream-stream join share.</summary>
internal sealed class StreamJoinStore(StoreOverlay entries, StreamJoinBounds bounds)
{
    readonly JoinBuffer[] _kept =
    [
        new(entries, bounds.Right.Number, bounds.SegmentLength),
        new(entries, bounds.Left.Number, bounds.SegmentLength),
    ];

    /// <summary>All of its entries.</summary>
    public StoreOverlay Entries => entries;

    /// <summary>The kept records of a side.</summary>
    public JoinBuffer Kept(int side) => _kept[side];
}
