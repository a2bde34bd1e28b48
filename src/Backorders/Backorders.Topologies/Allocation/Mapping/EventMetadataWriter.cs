using System.Globalization;
using Backorders.Contracts;
using Backorders.Domain.Allocation;

namespace Backorders.Topologies.Allocation.Mapping;

/// <summary>Writes what every event carries.</summary>
static class EventMetadataWriter
{
    public const string SkuScope = "sku";
    const string DefaultScope = "default";

    /// <param name="header">The domain's part.</param>
    /// <param name="epoch">Keeps ids unique when the command topic is created anew.</param>
    /// <param name="command">The command that the event is of.</param>
    public static EventMetadata Write(in EventHeader header, string epoch, InventoryCommand command)
    {
        var wire = new EventMetadata
        {
            EventId = string.Create(
                CultureInfo.InvariantCulture,
                $"{epoch}-{header.Position.Partition}-{header.Position.Offset}-{header.Index}"),
            Sku = header.Sku.Value,
            SkuSequence = header.Sequence,
            LogTimeUnixMs = header.LogTime,
            CorrelationId = command.CorrelationId,
            Partition = header.Position.Partition,
            Offset = header.Position.Offset,
            Index = header.Index,
            PolicyScope = header.OwnPolicy ? SkuScope : DefaultScope,
            PolicyVersion = header.PolicyVersion,
        };
        if (header.CausationId is { } causation)
            wire.CausationId = causation;
        return wire;
    }
}
