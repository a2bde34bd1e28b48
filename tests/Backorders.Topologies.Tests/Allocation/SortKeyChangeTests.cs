using Backorders.Domain.Allocation;
using Backorders.Domain.State;
using Backorders.Topologies.Allocation;
using Backorders.Topologies.Allocation.State;
using AllocationEvent = Backorders.Domain.Allocation.AllocationEvent;
using BackorderFilled = Backorders.Domain.Orders.BackorderFilled;
using ExpectSupply = Backorders.Domain.Inventory.ExpectSupply;
using PlaceDemand = Backorders.Domain.Orders.PlaceDemand;
using PolicyChanged = Backorders.Domain.Allocation.PolicyChanged;
using ReceiveStock = Backorders.Domain.Inventory.ReceiveStock;
using SetPolicy = Backorders.Domain.Allocation.SetPolicy;

namespace Backorders.Topologies.Tests.Allocation;

/// <summary>
/// A planner who lets the requested date decide does so on a working day: if the change cost what the longest queue
/// costs, no order of the partition would be answered for as long.
/// </summary>
public sealed class SortKeyChangeTests
{
    const int Lines = 5_000;
    const int Held = 500;
    const int Receipt = 10;

    // What a receipt of ten units writes, which fills ten lines of two orders, and what a policy does.
    const int MostWrites = 30 * Receipt;
    const int MostReads = 300;

    static readonly Sku s_sku = new("S");

    [Theory]
    [InlineData(false, "S")]
    [InlineData(false, "*")]
    [InlineData(true, "S")]
    [InlineData(true, "*")]
    public void When_the_sort_keys_of_a_long_queue_change_Should_touch_a_few_entries(bool stored, string scope)
    {
        using var driver = new TopologyTestDriver(
            AllocationTopology.Build(new AllocationOptions { Ticks = false }),
            new TestDriverOptions { CommitEachRecord = false });
        var inStore = new StoredAllocationState(driver.Store(AllocationTopology.State));
        var state = new CountingState(stored ? inStore : new InMemoryAllocationState());
        var log = new Log(state, inStore.BeginRecord);
        log.Send(Policy(scope, 1));
        log.Send(new ReceiveStock { ReceiptId = "r", Site = "A", Quantity = Held });
        for (var number = 0; number < Held + Lines; number++)
            log.Send(Place(number));
        log.Send(new ExpectSupply { Ref = "p", Site = "A", Quantity = Receipt, Date = new(2026, 6, 1) });
        state.FindSku(s_sku)!.WaitingLines.ShouldBe(Lines);

        for (var version = 2; version < 6; version++)
        {
            string[] sortKeys = version % 2 == 0 ? ["requestedDate"] : [];
            state.Writes = state.Reads = 0;
            log.Send(Policy(scope, version, sortKeys)).ShouldContain(stated => stated is PolicyChanged);
            log.Send(new ReceiveStock { ReceiptId = "r", Site = "A", Quantity = Receipt })
                .OfType<BackorderFilled>().Count().ShouldBe(Receipt);
            state.Writes.ShouldBeLessThan(MostWrites);
            state.Reads.ShouldBeLessThan(MostReads);
        }
    }

    static SetPolicy Policy(string scope, int version, params string[] sortKeys) =>
        new() { Sku = scope, Version = version, SiteOrder = ["A"], SortKeys = [.. sortKeys] };

    // Every second line has a date, among those that hold units as among those that wait.
    static PlaceDemand Place(int number) => new()
    {
        OrderId = $"o{number}",
        LineId = "1",
        Quantity = 1,
        RequestedDate = number % 2 == 0 ? null : new DateOnly(2027, 12, 31).AddDays(-number % 300),
    };

    /// <summary>The commands of a partition, as far as they were sent.</summary>
    sealed class Log(IAllocationState state, Action beforeRecord)
    {
        readonly Allocator _allocator = new(state);
        long _offset;

        public List<AllocationEvent> Send(AllocationCommand command)
        {
            List<AllocationEvent> events = [];
            var offset = _offset++;
            beforeRecord();
            _allocator.Handle(
                new(new(0, offset), Times.StartMs, command with { Sku = command.Sku ?? "S", EventId = $"e{offset}" }),
                events);
            return events;
        }
    }
}
