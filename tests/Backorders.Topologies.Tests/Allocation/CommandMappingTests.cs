using Backorders.Domain.Allocation;
using Backorders.Replay;
using Backorders.Topologies.Allocation.Mapping;

namespace Backorders.Topologies.Tests.Allocation;

/// <summary>What the wire cannot carry must be refused behind it as it would have been before it.</summary>
public sealed class CommandMappingTests
{
    const string LoneSurrogate = "\uD800";

    static readonly Domain.Orders.PlaceDemand Place =
        new() { EventId = "e", Sku = "S", OrderId = "o", LineId = "1", Quantity = 1 };

    public static TheoryData<AllocationCommand> CommandsWithoutUtf8 =>
    [
        Place with { EventId = LoneSurrogate },
        Place with { Sku = LoneSurrogate },
        Place with { OrderId = LoneSurrogate },
        Place with { Sites = ["A", LoneSurrogate] },
        new Domain.Orders.CancelDemand
        {
            EventId = "e",
            Sku = "S",
            OrderId = "o",
            LineId = "1",
            Reason = LoneSurrogate,
        },
        new Domain.Inventory.ReceiveStock
        {
            EventId = "e",
            Sku = "S",
            ReceiptId = "R",
            Site = LoneSurrogate,
            Quantity = 1,
        },
        new Domain.Inventory.ReceiveStock
        {
            EventId = "e",
            Sku = "S",
            ReceiptId = "R",
            Site = "A",
            Quantity = 1,
            SupplyRef = LoneSurrogate,
        },
        new Domain.Inventory.AdjustStock
        {
            EventId = "e",
            Sku = "S",
            AdjustmentId = "J",
            Site = "A",
            Delta = 1,
            Reason = LoneSurrogate,
        },
        new Domain.Allocation.SetPolicy { EventId = "e", Sku = "S", Version = 1, SiteOrder = [LoneSurrogate] },
        new Domain.Allocation.SetPolicy { EventId = "e", Sku = "S", Version = 1, FillMode = LoneSurrogate },
    ];

    [Theory]
    [MemberData(nameof(CommandsWithoutUtf8))]
    public void Write_TextWithoutUtf8Form_IsRefusedForTheSameReason(AllocationCommand command)
    {
        var bytes = Google.Protobuf.MessageExtensions.ToByteArray(CommandWriter.Write(command, Times.StartMs));
        var read = CommandReader.Read(InventoryCommand.Parser.ParseFrom(bytes));
        var direct = Rejection(command);
        var overTheWire = Rejection(read);
        (overTheWire.Reason, overTheWire.Field).ShouldBe((direct.Reason, direct.Field));
    }

    static Domain.Allocation.CommandRejected Rejection(AllocationCommand command)
    {
        List<Domain.Allocation.AllocationEvent> events = [];
        new ReplaySession().Handle(new(new(0, 0), Times.StartMs, command), events);
        return events.ShouldHaveSingleItem().ShouldBeOfType<Domain.Allocation.CommandRejected>();
    }
}
