using Backorders.CdcBridge.Decoding;
using Backorders.CdcBridge.Engine;
using Backorders.Contracts;

namespace Backorders.CdcBridge.Benchmarks;

/// <summary>Counts what comes out.</summary>
sealed class CountingOutput : IBridgeOutput
{
    public long Commands { get; private set; }

    /// <summary>Dead letters and exceptions: none are expected.</summary>
    public long Others { get; private set; }

    public void Command(InventoryCommand command, in RecordOrigin origin) => Commands++;

    public void DeadLetter(CapturedRecord record, string reason, string detail, string? position) => Others++;

    public void Exception(BridgeAlert alert) => Others++;
}
