namespace Backorders.CdcBridge.Mapping;

/// <summary>What the rows of a table are.</summary>
enum TableKind
{
    /// <summary>One row is one event: a receipt, a pick, a movement.</summary>
    Ledger,

    /// <summary>A row is the state of something: the stock of an item at a site, an order line.</summary>
    Balance,

    /// <summary>Rows that other tables look up.</summary>
    Lookup,
}
