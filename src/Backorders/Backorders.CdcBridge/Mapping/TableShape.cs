namespace Backorders.CdcBridge.Mapping;

/// <summary>The shape of a table's messages.</summary>
enum TableShape
{
    /// <summary>Change events, with or without envelope: each message is recognised.</summary>
    Change,

    /// <summary>Messages of the outbox event router.</summary>
    Outbox,
}
