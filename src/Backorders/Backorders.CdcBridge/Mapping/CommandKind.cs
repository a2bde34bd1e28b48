namespace Backorders.CdcBridge.Mapping;

/// <summary>The commands that rows can become.</summary>
enum CommandKind
{
    /// <summary>Stock at a site differs by a quantity.</summary>
    AdjustStock,

    /// <summary>Stock came.</summary>
    ReceiveStock,

    /// <summary>Stock of an order line left.</summary>
    ConfirmShipment,

    /// <summary>An order line wants stock.</summary>
    PlaceDemand,

    /// <summary>Stock will come.</summary>
    ExpectSupply,
}
