namespace Backorders.Domain.Tests.Scenarios;

/// <summary>
/// Supplies stand in one of two places by the form of their ref. If a page lost or repeated one at their seam, a replay
/// would promise other days than the running allocator.
/// </summary>
public sealed class InMemorySupplyTests
{
    static readonly Sku s_sku = new("S");

    readonly InMemoryAllocationState _state = new();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void ReadSuppliesByDate_RefsOfAllForms_PagesAreInTheOrderOfDateAndRef(int page)
    {
        List<Supply> supplies = [];
        for (var number = 0; number < 40; number++)
        {
            var name = (number % 4) switch
            {
                0 => $"p{number}",
                1 => $"p{number}".PadRight(44, 'x'),
                2 => $"p{number}".PadRight(45, 'x'),
                _ => $"pÖ{number}",
            };
            supplies.Add(new(name, new("A"), number + 1, new DateOnly(2026, 1, 1 + number % 3), Overdue: false));
            _state.PutSupplyByDate(s_sku, supplies[^1]);
        }
        supplies.Sort((left, right) => left.Date != right.Date
            ? left.Date.CompareTo(right.Date)
            : Utf8Order.Compare(left.Ref, right.Ref));
        Read(page).ShouldBe(supplies);
    }

    [Theory]
    [InlineData("p")]
    [InlineData("Ö")]
    [InlineData("12345678901234567890123456789012345678901234")]
    [InlineData("123456789012345678901234567890123456789012345")]
    public void FindSupply_RefOfAnyForm_GivesWhatWasPutUntilItIsRemoved(string name)
    {
        var supply = new Supply(name, new("A"), 7, new DateOnly(2026, 1, 1), Overdue: true);
        _state.PutSupply(s_sku, supply);
        _state.FindSupply(s_sku, name).ShouldBe(supply);
        _state.FindSupply(s_sku, name + "1").ShouldBeNull();
        _state.RemoveSupply(s_sku, name);
        _state.FindSupply(s_sku, name).ShouldBeNull();
    }

    List<Supply> Read(int size)
    {
        List<Supply> all = [];
        var page = new Supply[size];
        int count;
        do
        {
            count = _state.ReadSuppliesByDate(s_sku, new DateOnly(2026, 1, 1), all.Count == 0 ? null : all[^1], page);
            all.AddRange(page.AsSpan(0, count));
        }
        while (count == size);
        return all;
    }
}
