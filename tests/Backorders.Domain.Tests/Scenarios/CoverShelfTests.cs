namespace Backorders.Domain.Tests.Scenarios;

/// <summary>
/// A cover that does not fit the stored state would promise what is not expected: it must not be given.
/// </summary>
public sealed class CoverShelfTests
{
    static readonly Sku s_sku = new("S");

    readonly CoverShelf _shelf = new();
    readonly SupplyCover _cover = NewCover();

    [Fact]
    public void Take_StateThatItWasPutFor_GivesTheCover()
    {
        _shelf.Put(s_sku, _cover, Header(7));
        Take(sequence: 7).ShouldBeSameAs(_cover);
    }

    [Fact]
    public void Take_RecordTakenBack_GivesNone()
    {
        _shelf.Put(s_sku, _cover, Header(7));
        Take(sequence: 5).ShouldBeNull();
    }

    [Fact]
    public void Take_RecordThatEndedHalfWay_GivesNone()
    {
        _shelf.Put(s_sku, _cover, Header(7));
        Take(sequence: 7);
        Take(sequence: 7).ShouldBeNull();
    }

    [Fact]
    public void Take_OtherPolicyOrRanks_GivesNone()
    {
        _shelf.Put(s_sku, _cover, Header(7));
        _shelf.Take(s_sku, Header(7), new AllocationPolicy()).ShouldBeNull();
        _shelf.Put(s_sku, _cover, Header(7));
        var header = Header(7);
        header.RankedByDate = true;
        _shelf.Take(s_sku, header, AllocationPolicy.Initial).ShouldBeNull();
    }

    [Fact]
    public void Take_RecordTakenBackToWhereNothingWaitedAndAnotherInItsPlace_GivesNone()
    {
        _shelf.Put(s_sku, _cover, Header(7));
        _shelf.Take(s_sku, new() { Sequence = 5 }, AllocationPolicy.Initial).ShouldBeNull();
        _shelf.Put(s_sku, null, Header(7));
        Take(sequence: 7).ShouldBeNull();
    }

    SupplyCover? Take(long sequence) => _shelf.Take(s_sku, Header(sequence), AllocationPolicy.Initial);

    static SkuHeader Header(long sequence) => new()
    {
        Sequence = sequence,
        WaitingLines = 1,
        FirstSupplyDate = new(2026, 9, 25),
    };

    static SupplyCover NewCover()
    {
        var session = new SkuSession(new RecordScope(new InMemoryAllocationState()));
        session.Open(s_sku);
        return new SupplyCover(session);
    }
}
