using Backorders.CdcBridge.Mapping;

namespace Backorders.CdcBridge.Images;

/// <summary>
/// What a row stands for in the command log by one rule. Commands are the difference between what it stands for now and
/// what it stood for before, whatever the change says of itself.
/// </summary>
/// <param name="Command">The rule's command.</param>
/// <param name="Sku">The SKU.</param>
/// <param name="Site">The site; empty for a demand without shipments.</param>
/// <param name="Order">The order, or empty.</param>
/// <param name="Line">The order's line, or the reference of a supply, or empty.</param>
/// <param name="Quantity">Base units; of a shipment, those that left.</param>
/// <param name="Cancelled">Of a demand.</param>
/// <param name="Shipped">Of a demand.</param>
/// <param name="Date">The requested date, or that of a supply, or empty.</param>
/// <param name="Priority">The priority class of a demand; -1 for none.</param>
/// <param name="Sites">The site preference of a demand, each behind a line feed.</param>
sealed record Contribution(
    CommandKind Command,
    string Sku,
    string Site,
    string Order,
    string Line,
    long Quantity,
    long Cancelled = 0,
    long Shipped = 0,
    string Date = "",
    int Priority = -1,
    string Sites = "")
{
    /// <summary>What it adds to the stock of its SKU at its site.</summary>
    public long Stock => Command switch
    {
        CommandKind.AdjustStock or CommandKind.ReceiveStock => Quantity,
        CommandKind.ConfirmShipment => -Quantity,
        CommandKind.PlaceDemand => -Shipped,
        _ => 0,
    };

    /// <summary>Whether both are of one thing, so that their difference is one command.</summary>
    public bool IsSamePlace(Contribution other) =>
        Command == other.Command
        && string.Equals(Sku, other.Sku, StringComparison.Ordinal)
        && (Command == CommandKind.PlaceDemand || string.Equals(Site, other.Site, StringComparison.Ordinal))
        && string.Equals(Order, other.Order, StringComparison.Ordinal)
        && string.Equals(Line, other.Line, StringComparison.Ordinal);
}
