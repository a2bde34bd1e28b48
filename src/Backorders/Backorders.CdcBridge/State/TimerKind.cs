namespace Backorders.CdcBridge.State;

/// <summary>What is due at a time. The numbers are part of the stored form.</summary>
enum TimerKind : byte
{
    /// <summary>A row has waited long enough for its lookup.</summary>
    Lookup = 1,

    /// <summary>Half of a change of a key has waited long enough for the other.</summary>
    Move = 2,

    /// <summary>A balance has waited long enough for its ledgers.</summary>
    Remainder = 3,

    /// <summary>A snapshot's last reads have come.</summary>
    Snapshot = 4,

    /// <summary>A transaction has waited long enough for its end.</summary>
    Transaction = 5,

    /// <summary>No more changes come that a snapshot's reads may hold.</summary>
    Held = 6,
}
