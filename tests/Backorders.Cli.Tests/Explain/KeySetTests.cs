using System.Text;
using Backorders.Cli.Explain;

namespace Backorders.Cli.Tests.Explain;

/// <summary>A key that is missed is a command left out of an explanation; one too many is another SKU's.</summary>
public sealed class KeySetTests
{
    [Fact]
    public void Contains_ManyKeys_TellsEachFromAllOthers()
    {
        // More keys than places, so that some share one.
        var all = Enumerable.Range(0, 4_000).Select(number => $"sku-{number}").ToList();
        var keys = new KeySet(all.Where((_, index) => index % 2 == 0));
        foreach (var (index, key) in all.Index())
            keys.Contains(Encoding.UTF8.GetBytes(key)).ShouldBe(index % 2 == 0, key);
        keys.Contains([]).ShouldBeFalse();
    }
}
