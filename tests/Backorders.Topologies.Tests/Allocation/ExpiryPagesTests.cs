using System.Text;
using Backorders.Topologies.Allocation;
using Backorders.Topologies.Allocation.State;
using StreamApps.State;

namespace Backorders.Topologies.Tests.Allocation;

/// <summary>
/// What has ended goes, and nothing else: an event id that goes too early lets a repeat allocate twice, and one that
/// never goes fills the disk.
/// </summary>
public sealed class ExpiryPagesTests
{
    const int Steps = 4_000;
    const int Most = 64;
    static readonly byte[] s_anything = [1];

    readonly SortedSet<(long End, string Name)> _model = [];

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 30)]
    [InlineData(4, 200)]
    public void When_entries_come_in_any_order_Should_remove_those_that_have_ended(int seed, int disorder)
    {
        var random = new Random(seed);
        using var driver = Driver();
        var store = driver.Store(AllocationTopology.State);
        var pages = Pages(store);
        var (now, next) = (1_000L, long.MaxValue);
        for (var step = 0; step < Steps; step++)
        {
            now += random.Next(4);
            switch (random.Next(100))
            {
                case < 80:
                    // Most windows are alike; some SKUs have a longer or a shorter one.
                    var end = now + 500 + (random.Next(10) == 0 ? random.Next(-disorder, disorder + 1) : 0);
                    next = Math.Min(next, end);
                    Put(store, pages, end, $"SKU-{random.Next(9)}\0id-{step}\0");
                    break;
                case < 83 when _model.Count > 0:
                    var gone = _model.ElementAt(random.Next(_model.Count));
                    pages.Remove(gone.End, Bytes(gone.Name));
                    store.Delete(Key(gone.Name));
                    _model.Remove(gone);
                    break;
                case < 97:
                    next = Forget(store, pages, next, now);
                    break;
                case < 99:
                    driver.Commit();
                    break;
                default:
                    pages = Pages(store);
                    break;
            }
        }
        Require(store);
        for (now += 10_000; next < long.MaxValue;)
            next = Forget(store, pages, next, now);
        _model.ShouldBeEmpty("all have ended");
        Read(store).ShouldBeEmpty("and leave nothing behind");
    }

    /// <summary>Or a replay of a busy day would write each id twice, once by its name and once by its end.</summary>
    [Fact]
    public void When_entries_come_in_order_Should_write_pages_and_not_an_entry_for_each()
    {
        using var driver = Driver();
        var store = driver.Store(AllocationTopology.State);
        var pages = Pages(store);
        for (var number = 0; number < 1_000; number++)
            pages.Put(number, Bytes($"SKU-1\0id-{number}\0"));
        Read(store).Count.ShouldBeLessThan(50);
    }

    static ExpiryPages Pages(IBytesStore store) => new(
        store, Table.Remembered, Table.RememberedPage, Table.RememberedOpenPage, Table.RememberedByExpiry);

    static TopologyTestDriver Driver() => new(
        AllocationTopology.Build(new AllocationOptions { Ticks = false }),
        new TestDriverOptions { CommitEachRecord = false });

    void Put(IBytesStore store, ExpiryPages pages, long end, string name)
    {
        store.Put(Key(name), s_anything);
        pages.Put(end, Bytes(name));
        _model.Add((end, name));
    }

    long Forget(IBytesStore store, ExpiryPages pages, long from, long now)
    {
        var next = pages.Forget(from, now, Most);
        foreach (var entry in _model.ToList())
        {
            if (store.TryGet(Key(entry.Name), out ReadOnlySpan<byte> _))
                continue;
            entry.End.ShouldBeLessThanOrEqualTo(now, "what has not ended stays");
            _model.Remove(entry);
        }
        return next;
    }

    // Each entry that stays has its own in the target table, and the other way round.
    void Require(IBytesStore store) => Read(store)
        .Where(key => key[0] == (char)Table.Remembered).Select(key => key[1..])
        .ShouldBe(_model.Select(entry => entry.Name).Order(StringComparer.Ordinal));

    static List<string> Read(IBytesStore store)
    {
        var keys = new List<string>();
        using var found = store.Scan([], []);
        while (found.MoveNext())
            keys.Add(Encoding.Latin1.GetString(found.Key));
        return keys;
    }

    static byte[] Key(string name) => [(byte)Table.Remembered, .. Bytes(name)];

    static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
