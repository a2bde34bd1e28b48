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
        };
        header.AddSite(new(new("A"), 15, 16));
        header.SetWaitingNotBefore(RankOrder.Undated, Rank.Of(50, null, 17, sortsByDate: false));
        header.SetWaitingNotBefore(RankOrder.ByDate, Rank.Of(51, new(2026, 1, 18), 19, sortsByDate: true));
        EntryCodec.Write(_value, header);
        var read = EntryCodec.ReadSkuHeader(_value.Bytes);
        foreach (var member in typeof(SkuHeader).GetProperties().Where(one => !one.PropertyType.IsByRefLike))
            member.GetValue(read).ShouldBe(member.GetValue(header), member.Name);
        read.Sites.ToArray().ShouldBe(header.Sites.ToArray());
        foreach (var order in Enum.GetValues<RankOrder>())
            read.WaitingNotBefore(order).ShouldBe(header.WaitingNotBefore(order));
    }

    [Fact]
    public void SkuHeader_MoreSitesThanMost_AreReadInTheOrderOfTheirBytes()
    {
        var header = new SkuHeader();
        foreach (var site in new[] { "E", "B", "é", "A", "D", "Z", "C", "a", "F" })
            header.AddSite(new(new(site), site[0], 1));
        EntryCodec.Write(_value, header);
        var read = EntryCodec.ReadSkuHeader(_value.Bytes).Sites;
        string.Concat(read.ToArray().Select(stock => stock.Site.Value)).ShouldBe("ABCDEFZaé");
        foreach (var stock in read)
            stock.OnHand.ShouldBe(stock.Site.Value[0]);
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
