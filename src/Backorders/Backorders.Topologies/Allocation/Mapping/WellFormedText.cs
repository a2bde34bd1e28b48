using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Backorders.Domain.Allocation;

namespace Backorders.Topologies.Allocation.Mapping;

/// <summary>
/// Takes text that has no UTF-8 form out of a command: Protobuf would write a replacement character, which is a valid
/// identifier, and the allocator would accept what it has to refuse.
/// </summary>
static class WellFormedText
{
    /// <summary>
    /// The command without such text, each optional member that had it with the fault that it is refused for.
    /// </summary>
    public static AllocationCommand Of(AllocationCommand command)
    {
        var faults = command.Faults.IsDefault ? [] : command.Faults;
        command = command switch
        {
            Domain.Orders.PlaceDemand c => c with
            {
                Sites = Texts(c.Sites, "sites", RejectionReason.InvalidSites, ref faults),
            },
            Domain.Orders.CancelDemand c => c with
            {
                Reason = Text(c.Reason, "reason", RejectionReason.InvalidReason, ref faults),
            },
            Domain.Orders.ConfirmShipment c => c with { Site = Text(c.Site) },
            Domain.Inventory.ReceiveStock c => c with
            {
                ReceiptId = Text(c.ReceiptId),
                Site = Text(c.Site),
                SupplyRef = Text(c.SupplyRef, "supplyRef", RejectionReason.InvalidId, ref faults),
            },
            Domain.Inventory.AdjustStock c => c with
            {
                AdjustmentId = Text(c.AdjustmentId),
                Site = Text(c.Site),
                Reason = Text(c.Reason, "reason", RejectionReason.InvalidReason, ref faults),
            },
            Domain.Inventory.ExpectSupply c => c with { Ref = Text(c.Ref), Site = Text(c.Site) },
            Domain.Inventory.RescheduleSupply c => c with { Ref = Text(c.Ref) },
            Domain.Inventory.CancelSupply c => c with { Ref = Text(c.Ref) },
            Domain.Allocation.SetPolicy c => c with
            {
                SiteOrder = Texts(c.SiteOrder, "siteOrder", RejectionReason.InvalidPolicy, ref faults),
                SafetyStock = c.SafetyStock.IsDefaultOrEmpty
                    ? []
                    : [.. c.SafetyStock.Select(entry => entry with { Site = Text(entry.Site) })],
                FillMode = Text(c.FillMode, "fillMode", RejectionReason.InvalidPolicy, ref faults),
                SortKeys = Texts(c.SortKeys, "sortKeys", RejectionReason.InvalidPolicy, ref faults),
            },
            Domain.Allocation.UnknownCommand c => c with { SentType = Text(c.SentType) },
            _ => command,
        };
        return command with
        {
            EventId = Text(command.EventId),
            Sku = Text(command.Sku),
            OrderId = Text(command.OrderId),
            LineId = Text(command.LineId),
            Faults = faults,
        };
    }

    static string? Text(string? text) => text is null || IsWellFormed(text) ? text : null;

    static string? Text(
        string? text, string member, string reason, ref ImmutableArray<Domain.Allocation.MemberFault> faults)
    {
        if (text is null || IsWellFormed(text))
            return text;
        faults = faults.Add(new(member, reason));
        return null;
    }

    static ImmutableArray<string> Texts(
        ImmutableArray<string> texts,
        string member,
        string reason,
        ref ImmutableArray<Domain.Allocation.MemberFault> faults)
    {
        if (texts.IsDefaultOrEmpty)
            return [];
        if (texts.All(IsWellFormed))
            return texts;
        faults = faults.Add(new(member, reason));
        return [];
    }

    static bool IsWellFormed(string text)
    {
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var consumed) != OperationStatus.Done)
                return false;
            rest = rest[consumed..];
        }
        return true;
    }
}
