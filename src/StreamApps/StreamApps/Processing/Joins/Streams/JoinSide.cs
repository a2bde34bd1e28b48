namespace StreamApps.Processing;

/// <summary>One side of a stream-stream join, as its records see the window.</summary>
/// <param name="Number">0 is right and 1 left: at one time, what is unmatched comes out in this order.</param>
/// <param name="Back">How much earlier a partner may be, in milliseconds.</param>
/// <param name="Ahead">How much later a partner may be, in milliseconds.</param>
/// <param name="KeepsUnmatched">Whether its unmatched records come out.</param>
/// <param name="OtherKeepsUnmatched">Whether those of the other side do.</param>
/// <param name="Bounds">The join.</param>
internal sealed record JoinSide(
    int Number, long Back, long Ahead, bool KeepsUnmatched, bool OtherKeepsUnmatched, StreamJoinBounds Bounds)
{
    /// <summary>The number of the other side.</summary>
    public int OtherNumber => 1 - Number;

    /// <summary>Stream time at which the window of a record of this side is still open, at most.</summary>
    public long Closes(long timestamp) => timestamp + Ahead + Bounds.Grace;

    /// <summary>As <see cref="Closes"/>, for a record of the other side.</summary>
    public long OtherCloses(long timestamp) => timestamp + Back + Bounds.Grace;
}
