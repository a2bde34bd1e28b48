namespace Backorders.CdcBridge.Decoding;

/// <summary>Where in a snapshot a read stands, as far as it matters.</summary>
enum SnapshotMarker
{
    /// <summary>In no snapshot.</summary>
    None,

    /// <summary>Within one.</summary>
    Within,

    /// <summary>The last read of its table.</summary>
    LastOfTable,

    /// <summary>The last read of one.</summary>
    Last,

    /// <summary>In a chunk of an incremental snapshot, which has no end.</summary>
    Incremental,
}
