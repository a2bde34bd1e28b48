using Backorders.Audit.Oracle;
using Backorders.Replay.Explain;
using FsCheck;
using FsCheck.Fluent;

namespace Backorders.Domain.Tests.Properties;

/// <summary>
/// An explanation that says something else than the books is worse than none: for any log, what it says of each line
/// is what the naive allocator's state says, and its units add up.
/// </summary>
public sealed class ExplainProperties
{
    const int Logs = 40;

    [Fact]
    public void Explain_AnyLineOfAnyLog_SaysWhatTheReferenceStateSays() => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Logs).WithQuietOnSuccess(true),
        Prop.ForAll(LogGenerator.Logs, Holds));

    static bool Holds(LogStep[] log)
    {
        // A SKU's records are all in one partition.
        var records = LogStep.ToRecords(log.Where(step => step.Partition == 0));
        var oracle = new NaiveAllocator();
        foreach (var record in records)
            oracle.Handle(record);
        var explainer = new OrderExplainer(new CommandList(records));
        Dictionary<string, OrderExplanation> explained = [];
        foreach (var sku in oracle.TakeSnapshot().Skus)
        {
            var waiting = sku.Lines.Where(line => line.Backordered > 0).ToList();
            foreach (var line in sku.Lines)
            {
                if (!explained.TryGetValue(line.Id.OrderId, out var order))
                {
                    order = explainer.Explain(line.Id.OrderId, null, LogPoint.End, CancellationToken.None);
                    explained.Add(line.Id.OrderId, order);
                }
                var view = order.Lines.Single(one => one.Sku == sku.Sku.Value && one.LineId == line.Id.LineId);
                Compare(view, line, sku.Policy, waiting);
            }
        }
        return true;
    }

    static void Compare(LineExplanation view, DemandLine line, AllocationPolicy policy, List<DemandLine> waiting)
    {
        view.Counts.ShouldBe(line.Counts);
        view.Promise.ShouldBe(line.Promise?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Held(view).ShouldBe(line.Allocations.OrderBy(one => one.Site).Select(one => (one.Site.Value, one.Units)));
        view.Units.Where(one => one.Fate == UnitTrail.Shipped).Sum(one => one.Units).ShouldBe(line.Shipped);
        (view.Now is null).ShouldBe(line.Open == 0);
        if (view.Now is not { } now)
            return;
        var rank = line.RankWith(policy.SortsByRequestedDate);
        var ahead = waiting.Where(other => other.RankWith(policy.SortsByRequestedDate).CompareTo(rank) < 0).ToList();
        now.Rank.ShouldEndWith($",{line.AcceptedSequence}]");
        now.PolicyVersion.ShouldBe(policy.Version);
        (now.Ahead, now.AheadUnits).ShouldBe((ahead.Count, ahead.Sum(other => other.Backordered)));
        now.FirstAhead.Select(one => (one.OrderId, one.LineId))
            .ShouldBe(ahead.Take(5).Select(other => (other.Id.OrderId, other.Id.LineId)));
    }

    static IEnumerable<(string, long)> Held(LineExplanation view) => view.Units
        .Where(one => one.Fate == UnitTrail.Held).GroupBy(one => new SiteId(one.Site)).OrderBy(one => one.Key)
        .Select(one => (one.Key.Value, one.Sum(trail => trail.Units)));
}
