namespace Backorders.CdcBridge.Decoding;

/// <summary>What happened to a row.</summary>
enum RowOperation
{
    /// <summary>It was read by a snapshot.</summary>
    Read,

    /// <summary>It was inserted.</summary>
    Create,

    /// <summary>It was updated.</summary>
    Update,

    /// <summary>It was deleted.</summary>
    Delete,
}
