using Backorders.Domain.Allocation;
using Backorders.Domain.State;
using Backorders.Topologies.Allocation;
using Backorders.Topologies.Allocation.State;
using StreamApps.State;
using Rank = Backorders.Domain.Orders.Rank;

namespace Backorders.Topologies.Tests.Allocation;

/// <summary>
/// What is kept of queues in memory is what is stored of them. A line that is missing from a queue is never filled, and
/// one that stays in it is filled twice.
/// </summary>
public sealed class QueueHeadsTests
{
    const int Records = 400;
    const int MostChanges = 12;

    // Longer than what is kept of a queue.
    const int Backlog = 1_500;

    static readonly int[] s_pages = [1, 4, 16, 64, 256, 1024];
    static readonly Sku[] s_skus = [new("S"), new("T")];
    static readonly WaitingQueue[] s_queues =
    [
        WaitingQueue.All, WaitingQueue.All with { Order = RankOrder.ByDate }, new(WaitingQueueKind.PolicyPartial),
        new(WaitingQueueKind.SiteWhole, new("HUB"), RankOrder.ByDate),
    ];

    static readonly RankOrder[] s_orders = [RankOrder.Undated, RankOrder.ByDate];

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, Backlog)]
    [InlineData(4, Backlog)]
    public void When_lines_come_and_go_Should_read_what_is_stored(int seed, int backlog)
    {
        using var driver = Driver();
        var run = new Run(driver.Store(AllocationTopology.State), new Random(seed));
        run.Record(s_skus[0], backlog);
        for (var record = 0; record < Records; record++)
        {
            run.Record(s_skus[record % s_skus.Length], run.Next(MostChanges));
            // A record that is too large, or a transaction that is aborted: the store has what it had before.
            if (run.Next(5) == 0)
                run.TakeBack();
            if (run.Next(10) == 0)
                driver.Commit();
        }
    }

    [Fact]
    public void When_more_SKUs_come_than_are_kept_Should_read_those_from_the_store_again()
    {
        const int Skus = 10_000;
        using var driver = Driver();
        var run = new Run(driver.Store(AllocationTopology.State), new Random(5));
        for (var round = 0; round < 2; round++)
        {
            for (var number = 0; number < Skus; number++)
                run.Record(new($"S{number}"), changes: 1);
        }
    }

    static TopologyTestDriver Driver() => new(
        AllocationTopology.Build(new AllocationOptions { Ticks = false }),
        new TestDriverOptions { CommitEachRecord = false });

    /// <summary>A task's state at work, beside one that always asks the store.</summary>
    sealed class Run(IBytesStore store, Random random)
    {
        readonly StoredAllocationState _state = new(store);
        readonly StoredAllocationState _stored = new(store);
        readonly Dictionary<(Sku, WaitingQueue), SortedDictionary<Rank, WaitingEntry>> _entries = [];
        readonly List<Action> _undo = [];
        SkuHeader _header = new();
        long _accepted;

        public int Next(int limit) => random.Next(limit);

        /// <summary>One record of a SKU: its header, changes and reads in between, its header again.</summary>
        public void Record(Sku sku, int changes)
        {
            _undo.Clear();
            _state.BeginRecord();
            var header = _state.FindSku(sku) ?? new SkuHeader();
            var before = header.Sequence;
            var notBefore = s_orders.ToDictionary(order => order, header.WaitingNotBefore);
            _header = header;
            for (var change = 0; change < changes; change++)
            {
                Change(sku, s_queues[Next(s_queues.Length)]);
                if (change < MostChanges)
                    Read(sku, s_queues[Next(s_queues.Length)]);
            }
            Read(sku, s_queues[Next(s_queues.Length)]);
            header.Sequence += changes;
            // Nothing that waits ranks better: as far as is known, which may be less than it could be.
            foreach (var order in s_orders.Where(_ => Next(2) == 0))
            {
                header.SetWaitingNotBefore(
                    order, s_queues.Where(queue => queue.Order == order).Min(queue => First(Entries(sku, queue))));
            }
            _state.PutSku(sku, header);
            _undo.Add(() => _stored.PutSku(sku, HeaderOf(before, notBefore)));
        }

        public void TakeBack()
        {
            foreach (var undo in Enumerable.Reverse(_undo))
                undo();
            _undo.Clear();
        }

        void Change(Sku sku, WaitingQueue queue)
        {
            var entries = Entries(sku, queue);
            if (entries.Count > 0 && Next(3) == 0)
            {
                // Most are served from the front.
                var gone = entries.ElementAt(Next(2) == 0 ? 0 : Next(entries.Count)).Value;
                Remove(_state, gone.Rank);
                _undo.Add(() => Put(_stored, gone));
                return;
            }
            var rank = Rank.Of(
                Next(4) == 0 ? 10 : 50, new DateOnly(2026, 1, 1 + Next(3)), _accepted++,
                sortsByDate: queue.Order == RankOrder.ByDate);
            if (entries.Count > 0 && Next(4) == 0)
                rank = entries.ElementAt(Next(entries.Count)).Key;
            if (rank.CompareTo(_header.WaitingNotBefore(queue.Order) ?? rank) < 0)
                _header.SetWaitingNotBefore(queue.Order, rank);
            WaitingEntry? old = entries.TryGetValue(rank, out var there) ? there : null;
            Put(_state, new(rank, new($"o{rank.AcceptedSequence}", "1"), Next(100) + 1));
            _undo.Add(() =>
            {
                if (old is { } entry)
                    Put(_stored, entry);
                else
                    Remove(_stored, rank);
            });

            void Remove(StoredAllocationState state, Rank gone)
            {
                state.RemoveWaiting(sku, queue, gone);
                entries.Remove(gone);
            }

            void Put(StoredAllocationState state, WaitingEntry entry)
            {
                state.PutWaiting(sku, queue, entry);
                entries[entry.Rank] = entry;
            }
        }

        void Read(Sku sku, WaitingQueue queue)
        {
            var entries = Entries(sku, queue);
            Rank? after = Next(4) switch
            {
                0 => null,
                1 => First(entries)?.JustBefore(),
                2 => _header.WaitingNotBefore(queue.Order)?.JustBefore(),
                _ => AnyRank(entries),
            };
            var page = new WaitingEntry[s_pages[Next(s_pages.Length)]];
            var count = _state.ReadWaiting(sku, queue, after, page);
            page.Take(count).ShouldBe(
                entries.Values.Where(entry => after is not { } rank || entry.Rank.CompareTo(rank) > 0)
                    .Take(page.Length));
            var all = Entries(sku, WaitingQueue.All with { Order = queue.Order });
            if (AnyRank(all) is not { } before)
                return;
            var notBefore = Next(2) == 0 ? null : (Rank?)all.First().Key;
            var found = _state.TryFindWaitingAhead(sku, queue.Order, before, notBefore, out var ahead);
            var expected = all.Values.TakeWhile(entry => entry.Rank.CompareTo(before) < 0).ToList();
            found.ShouldBe(expected.Count > 0);
            if (found)
                ahead.ShouldBe(expected[^1]);
        }

        static SkuHeader HeaderOf(long sequence, Dictionary<RankOrder, Rank?> notBefore)
        {
            var header = new SkuHeader { Sequence = sequence };
            foreach (var (order, rank) in notBefore)
                header.SetWaitingNotBefore(order, rank);
            return header;
        }

        Rank? AnyRank(SortedDictionary<Rank, WaitingEntry> entries) =>
            entries.Count == 0 ? null : entries.ElementAt(Next(entries.Count)).Key;

        static Rank? First(SortedDictionary<Rank, WaitingEntry> entries) =>
            entries.Count > 0 ? entries.First().Key : null;

        SortedDictionary<Rank, WaitingEntry> Entries(Sku sku, WaitingQueue queue)
        {
            if (!_entries.TryGetValue((sku, queue), out var entries))
                _entries.Add((sku, queue), entries = []);
            return entries;
        }
    }
}
