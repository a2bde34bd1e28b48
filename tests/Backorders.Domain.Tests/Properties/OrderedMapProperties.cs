using FsCheck;
using FsCheck.Fluent;

namespace Backorders.Domain.Tests.Properties;

/// <summary>The queues stand on this map: an entry lost in it is a customer who waits for ever.</summary>
public sealed class OrderedMapProperties
{
    [Fact]
    public void Map_AnyWrites_HoldsWhatASortedDictionaryHolds()
    {
        var writes = Gen.ArrayOf(
            from key in Gen.Choose(0, 400)
            from write in Gen.Frequency(
                (300, Gen.Constant(Write.Put)), (200, Gen.Constant(Write.Remove)), (1, Gen.Constant(Write.RemoveFirst)))
            select (Key: key, Write: write)).Resize(3000);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(30).WithQuietOnSuccess(true),
            Prop.ForAll(Arb.From(writes), Holds));
    }

    enum Write
    {
        Put,
        Remove,
        RemoveFirst,
    }

    static bool Holds((int Key, Write Write)[] writes)
    {
        var map = new OrderedMap<int, int>();
        var model = new SortedDictionary<int, int>();
        for (var index = 0; index < writes.Length; index++)
        {
            var (key, write) = writes[index];
            switch (write)
            {
                case Write.Put:
                    map.Put(key, index);
                    model[key] = index;
                    break;
                case Write.Remove:
                    map.Remove(key).ShouldBe(model.Remove(key));
                    break;
                default:
                    var first = model.Keys.Take(key).ToList();
                    map.RemoveFirst(first.Count);
                    first.ForEach(one => model.Remove(one));
                    break;
            }
        }
        map.Count.ShouldBe(model.Count);
        Forward(map.First()).ShouldBe(model.Select(entry => (entry.Key, entry.Value)));
        foreach (var probe in new[] { -1, 0, 137, 400, 401 })
        {
            Forward(map.Seek(probe, afterKey: true)).Select(entry => entry.Key)
                .ShouldBe(model.Keys.Where(key => key > probe));
            Backward(map.Seek(probe, afterKey: false)).ShouldBe(model.Keys.Where(key => key < probe).Reverse());
        }
        return true;
    }

    static List<(int Key, int Value)> Forward(OrderedMap<int, int>.Cursor cursor)
    {
        List<(int, int)> entries = [];
        while (cursor.TryNext(out var key, out var value))
            entries.Add((key, value));
        return entries;
    }

    static List<int> Backward(OrderedMap<int, int>.Cursor cursor)
    {
        List<int> keys = [];
        while (cursor.TryPrevious(out var key, out _))
            keys.Add(key);
        return keys;
    }
}
