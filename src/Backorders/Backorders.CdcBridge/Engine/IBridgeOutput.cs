using Backorders.CdcBridge.Decoding;
using Backorders.Contracts;

namespace Backorders.CdcBridge.Engine;

/// <summary>Where the bridge sends what it makes.</summary>
interface IBridgeOutput
{
    /// <summary>A command for the log.</summary>
    void Command(InventoryCommand command, in RecordOrigin origin);

    /// <summary>A record that has no effect, with the reason.</summary>
    void DeadLetter(CapturedRecord record, string reason, string detail, string? position);

    /// <summary>Something that a person must look at.</summary>
    void Exception(BridgeAlert alert);
}
