namespace Backorders.CdcBridge.Mapping;

/// <summary>How long the bridge waits, and how much it keeps. Times are those of the records.</summary>
/// <param name="LookupWait">How long a row waits for the row that it looks up.</param>
/// <param name="WaitingRows">How many rows may wait at once.</param>
/// <param name="MoveWait">How long the first half of a change of a key waits for the second.</param>
/// <param name="Settle">How long a balance waits for the ledger rows that explain it.</param>
/// <param name="SnapshotQuiet">How long after the end of a snapshot its last reads are waited for.</param>
/// <param name="MaxValueBytes">The largest value that is read.</param>
sealed record BridgeLimits(
    TimeSpan LookupWait, int WaitingRows, TimeSpan MoveWait, TimeSpan Settle, TimeSpan SnapshotQuiet, int MaxValueBytes)
{
    public static BridgeLimits Default { get; } = new(
        TimeSpan.FromSeconds(
            60), 10_000, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), 4 << 20);
}
