using Backorders.Replay.Explain;
using Backorders.Replay.WhatIf;
using FsCheck;
using FsCheck.Fluent;

namespace Backorders.Domain.Tests.Properties;

/// <summary>
/// What a policy of one SKU would change is looked for in that SKU alone. If another one could differ, a planner would
/// be told less than what happens.
/// </summary>
public sealed class WhatIfProperties
{
    const int Logs = 200;

    [Fact]
    public void Compare_PolicyOfOneSkuOnAnyLog_SaysWhatReadingAllOfItTwiceSays()
    {
        var changed = 0;
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Logs).WithQuietOnSuccess(true),
            Prop.ForAll(LogGenerator.Logs, log =>
            {
                var records = LogStep.ToRecords(log.Where(step => step.Partition == 0));
                var quick = Told(records, readsAll: false);
                changed += quick.Lines == 0 ? 0 : 1;
                quick.Text.ShouldBe(Told(records, readsAll: true).Text);
                return true;
            }));
        changed.ShouldBeGreaterThan(Logs / 20);
    }

    static (int Lines, string Text) Told(List<LogRecord> records, bool readsAll)
    {
        var policy = ForkPolicy.Parse("""{"sku":"S","siteOrder":["B","A"],"fillMode":"strict"}"""u8.ToArray());
        var fork = new PartitionFork(policy, new LogPoint(new LogPosition(0, 30), null), readsAll);
        records.ForEach(fork.Add);
        var report = fork.Compare();
        var lines = report.Sooner.Concat(report.Later).Concat(report.NotAtAll).ToList();
        var classes = report.Classes.Select(one =>
            $"{one.Key}: {one.Value.Lines} {one.Value.Ordered} {one.Value.AtOnceWas} {one.Value.AtOnceWould} "
                + $"{one.Value.FilledWas} {one.Value.FilledWould}");
        return (lines.Count, string.Join("; ", lines.Select(line => $"{line}").Concat(classes)));
    }
}
