using System.Diagnostics;
using System.Globalization;

namespace Backorders.Domain.Benchmarks;

/// <summary>
/// What a command costs on one SKU with 1,000 to 1,000,000 waiting lines. The cost must follow what the command moves,
/// not what waits. Once without requested dates and once with one on every second line, which then stands in two
/// orders. Between rounds the lines are put back, untimed, so that each round finds the same queue.
/// </summary>
/// <param name="backlog">The queue.</param>
/// <param name="commit">Ends a round.</param>
internal sealed class FlatRun(Backlog backlog, Action commit)
{
    const int Rounds = 30;
    const int WarmUp = 15;
    const int Receipts = 50;
    const int Units = 10;
    const int Covered = 100;
    const int Unreported = 3;

    // The first is measured some times for nothing, until its code is compiled as it stays.
    static readonly int[] s_sizes = [1_000, 1_000, 1_000, 1_000, 10_000, 100_000, 1_000_000];

    public static void InMemory() => ForEachSize(
        static (waiting, dated, report) =>
            new FlatRun(new Backlog(waiting, dated), static () => { }).Measure(waiting, dated, report));

    /// <param name="measure">Is given the size, whether there are dates, and whether to report.</param>
    public static void ForEachSize(Action<int, bool, bool> measure)
    {
        for (var index = 0; index < s_sizes.Length; index++)
        {
            measure(s_sizes[index], false, index >= Unreported);
            measure(s_sizes[index], true, index >= Unreported);
        }
    }

    public void Measure(int waiting, bool dated, bool report)
    {
        var receipt = Measure("a receipt", Receive, TakeBack);
        backlog.Send(new ExpectSupply { Ref = "p", Site = "B", Quantity = Covered, Date = new(2026, 12, 1) });
        var promised = Measure("a receipt over promised lines", Receive, TakeBack);
        backlog.Send(new CancelSupply { Ref = "p" });
        var head = Measure("the head", PlaceAndCancel, static () => { });
        Say("other sort keys");
        var rerank = Time(ChangeSortKeys) / 1000;
        TakeBack();
        var byDate = Measure("a receipt by date", Receive, TakeBack);
        if (!report)
            return;
        Console.WriteLine(
            Invariant($"{waiting,9:N0} waiting{(dated ? ", half with dates" : "")}: ")
            + Invariant($"{receipt} us a receipt that fills {Units} lines; ")
            + Invariant($"{promised} us with {Covered} lines promised; ")
            + Invariant($"{head} us to place and cancel at the head; ")
            + Invariant($"{rerank:F1} ms for the first receipt after other sort keys, then {byDate} us"));
    }

    /// <summary>What is done now, where it disturbs no output.</summary>
    public static void Say(string what) => Console.Error.WriteLine($"  {what} ...");

    void Receive()
    {
        for (var number = 0; number < Receipts; number++)
            backlog.Send(new ReceiveStock { ReceiptId = "r", Site = "A", Quantity = Units });
        commit();
    }

    void PlaceAndCancel()
    {
        for (var number = 0; number < Receipts; number++)
        {
            backlog.Send(new PlaceDemand { OrderId = "head", LineId = "1", Quantity = 1, PriorityClass = 0 });
            backlog.Send(new CancelDemand { OrderId = "head", LineId = "1" });
        }
        commit();
    }

    // Takes the received units away again, so that the same lines wait at the same rank.
    void TakeBack()
    {
        backlog.Send(new AdjustStock { AdjustmentId = "j", Site = "A", Count = 0 });
        commit();
    }

    // The first command after the policy finds lines that were ranked without the date.
    void ChangeSortKeys()
    {
        backlog.Send(new SetPolicy
        {
            Version = 2,
            SiteOrder = ["A", "B"],
            SortKeys = ["requestedDate"],
            DedupWindowMs = 0,
            ClosedLineRetentionMs = 0,
        });
        backlog.Send(new ReceiveStock { ReceiptId = "r", Site = "A", Quantity = Units });
        commit();
    }

    // The median, with the quartiles in brackets.
    static string Measure(string what, Action timed, Action between)
    {
        Say(what);
        List<double> rounds = [];
        for (var round = -WarmUp; round < Rounds; round++)
        {
            var microseconds = Time(timed);
            between();
            if (round >= 0)
                rounds.Add(microseconds / Receipts);
        }
        rounds.Sort();
        return Invariant($"{rounds[Rounds / 2]:F1} [{rounds[Rounds / 4]:F1}..{rounds[Rounds * 3 / 4]:F1}]");
    }

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    static double Time(Action timed)
    {
        var start = Stopwatch.GetTimestamp();
        timed();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }
}
