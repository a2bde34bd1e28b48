using Backorders.Domain.Inventory;
using Backorders.Domain.State;
using Backorders.Topologies.Allocation.State;
using StreamApps.State;
using Rank = Backorders.Domain.Orders.Rank;

namespace Backorders.Topologies.Tests.Allocation;

/// <summary>What is read back must be what was written: stock that is misread is sold twice.</summary>
public sealed class EntryCodecTests
{
    readonly ValueWriter _value = new();

    [Fact]
    public void SkuHeader_EveryMember_IsReadAsWritten()
    {
        var header = new SkuHeader
        {
            Sequence = 1,
            HasOwnPolicy = true,
            RankedByDate = true,
            TotalOnHand = 2,
            TotalOpen = 3,
            TotalSupply = 4,
            WaitingLines = 15,
            DatedWaitingLines = 6,
            HoldingLines = 17,
            DatedHoldingLines = 8,
            PromisedLines = 19,
            DatedPromisedLines = 10,
            PendingCancellations = 11,
            FirstPendingExpiry = 12,
            FirstSupplyDate = new(2026, 1, 13),
            Deadline = 14,
            Sites = { new SiteStock(new("A"), 15, 16) },
        };
        header.SetWaitingNotBefore(RankOrder.Undated, Rank.Of(50, null, 17, sortsByDate: false));
        header.SetWaitingNotBefore(RankOrder.ByDate, Rank.Of(51, new(2026, 1, 18), 19, sortsByDate: true));
        EntryCodec.Write(_value, header);
        var read = EntryCodec.ReadSkuHeader(_value.Bytes);
        read.ShouldBeEquivalentTo(header);
        foreach (var order in Enum.GetValues<RankOrder>())
            read.WaitingNotBefore(order).ShouldBe(header.WaitingNotBefore(order));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void SkuHeader_OtherVersion_IsRefused(int version)
    {
        EntryCodec.Write(_value, new SkuHeader());
        var bytes = _value.Bytes.ToArray();
        // A zigzag varint.
        bytes[0] = (byte)(2 * version);
        var error = Should.Throw<StateBackendException>(() => EntryCodec.ReadSkuHeader(bytes));
        error.Kind.ShouldBe(StateErrorKind.Corrupt);
        error.Message.ShouldContain($"version {version}");
    }
}
