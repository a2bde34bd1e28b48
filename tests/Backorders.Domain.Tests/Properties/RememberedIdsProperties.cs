using FsCheck;
using FsCheck.Fluent;

namespace Backorders.Domain.Tests.Properties;

/// <summary>
/// An id that is lost too early lets a repeated delivery through; one that stays too long drops a command.
/// </summary>
public sealed class RememberedIdsProperties
{
    [Fact]
    public void Ids_AnyWrites_AreThoseOfADictionary()
    {
        // More windows than there are rings: some ends come out of order.
        var steps = Gen.ArrayOf(
            from id in Gen.Choose(0, 60)
            from scope in Gen.Elements("S", "T")
            from window in Gen.Elements(5, 50, 50, 50, 90, 150, 250, 400)
            from forget in Gen.Choose(0, 3)
            select (Id: $"e{id}", Scope: new Sku(scope), Window: window, Forget: forget)).Resize(600);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(60).WithQuietOnSuccess(true), Prop.ForAll(Arb.From(steps), Holds));
    }

    static bool Holds((string Id, Sku Scope, int Window, int Forget)[] steps)
    {
        var ids = new RememberedIds();
        Dictionary<(Sku, string), long> model = [];
        for (var now = 0L; now < steps.Length; now++)
        {
            var (id, scope, window, forget) = steps[now];
            var next = ids.Forget(now, forget);
            var gone = model.Where(one => one.Value <= now && ids.Find(one.Key.Item1, one.Key.Item2) is null).ToList();
            foreach (var ended in gone)
                model.Remove(ended.Key);
            next.ShouldBeLessThanOrEqualTo(model.Count == 0 ? long.MaxValue : model.Values.Min());
            ids.Find(scope, id).ShouldBe(model.TryGetValue((scope, id), out var end) ? end : null);
            if (end > now)
                continue;
            if (model.Remove((scope, id)))
                ids.Remove(new(end, scope, id));
            ids.Add(new(now + window, scope, id));
            model.Add((scope, id), now + window);
            ids.Count.ShouldBe(model.Count);
        }
        ids.Forget(long.MaxValue, int.MaxValue).ShouldBe(long.MaxValue);
        ids.Count.ShouldBe(0);
        return true;
    }
}
