namespace Backorders.Topologies.Allocation.State;

/// <summary>
/// The kinds of entries in the allocation store: the first byte of each key. The values are on disk: they never change.
/// </summary>
enum Table : byte
{
    Partition = 1,
    SkuHeader = 2,
    Policy = 3,
    Line = 4,
    Waiting = 5,
    WholeNeed = 6,
    Holder = 7,
    Promised = 8,
    Supply = 9,
    SupplyByDate = 10,
    Pending = 11,
    PendingByExpiry = 12,
    Remembered = 13,
    RememberedByExpiry = 14,
    Forget = 15,
    Deadline = 16,
    Epoch = 17,
    CdcWatermark = 18,
    WaitingSku = 19,
    RememberedPage = 20,
    RememberedOpenPage = 21,
    ForgetPage = 22,
    ForgetOpenPage = 23,
}
