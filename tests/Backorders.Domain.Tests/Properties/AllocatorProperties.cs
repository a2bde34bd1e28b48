using System.Buffers;
using System.Text;
using Backorders.Audit.Invariants;
using Backorders.Audit.Oracle;
using Backorders.Replay;
using Backorders.Replay.Output;
using FsCheck;
using FsCheck.Fluent;

namespace Backorders.Domain.Tests.Properties;

/// <summary>For any log: a failing one prints its seed and the shortest log found.</summary>
public sealed class AllocatorProperties
{
    const int Logs = 150;
    const int SupplyLogs = 60;

    static void Check(Func<LogStep[], bool> property) => Check(LogGenerator.Logs, Logs, property);

    static void Check(Arbitrary<LogStep[]> logs, int count, Func<LogStep[], bool> property) => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true), Prop.ForAll(logs, property));

    [Fact]
    public void Handle_AnyLog_StatesWhatTheNaiveAllocatorStates() => Check(IsAsTheNaiveAllocator);

    [Fact]
    public void Handle_LongQueueOverManySupplies_StatesWhatTheNaiveAllocatorStates() =>
        Check(SupplyLogGenerator.Logs, SupplyLogs, IsAsTheNaiveAllocator);

    [Fact]
    public void Handle_SortKeysThatChangeAllTheTime_StatesWhatTheNaiveAllocatorStates() =>
        Check(SupplyLogGenerator.LogsOfManyPolicies, SupplyLogs, IsAsTheNaiveAllocator);

    static bool IsAsTheNaiveAllocator(LogStep[] log)
    {
        var session = new ReplaySession();
        var oracle = new NaiveAllocator();
        foreach (var record in LogStep.ToRecords(log))
        {
            List<AllocationEvent> events = [];
            session.Handle(record, events);
            Form(events).ShouldBe(Form(oracle.Handle(record)), $"at {record}");
        }
        Form(session.TakeSnapshot()).ShouldBe(Form(oracle.TakeSnapshot()));
        return true;
    }

    [Fact]
    public void Prefetch_AnyLog_ChangesNothing() => Check(log =>
    {
        var state = new InMemoryAllocationState();
        var allocator = new Allocator(state);
        var told = new InMemoryAllocationState();
        var toldAllocator = new Allocator(told);
        var records = LogStep.ToRecords(log).Select((one, offset) => one with { Position = new(0, offset) }).ToList();
        for (var index = 0; index < records.Count; index++)
        {
            // Not only the distance that is best: some records are told at once, some twice, some late or never.
            for (var ahead = 0; ahead <= index % (2 * Allocator.PrefetchDistance); ahead++)
            {
                if (index + ahead < records.Count)
                    toldAllocator.Prefetch(records[index + ahead]);
            }
            List<AllocationEvent> expected = [], events = [];
            allocator.Handle(records[index], expected);
            toldAllocator.Handle(records[index], events);
            Form(events).ShouldBe(Form(expected), $"at {records[index]}");
        }
        Form(SnapshotOf(told)).ShouldBe(Form(SnapshotOf(state)));
        return true;
    });

    static AllocationSnapshot SnapshotOf(IAllocationState state) =>
        AllocationSnapshot.Of(new SortedDictionary<int, IAllocationState> { [0] = state });

    [Fact]
    public void Handle_AnyLog_KeepsEveryInvariant() => Check(log =>
    {
        var session = new ReplaySession();
        var records = LogStep.ToRecords(log);
        List<AllocationEvent> events = [];
        foreach (var record in records)
            session.Handle(record, events);
        var report = LogAudit.Check(
            "commands", records,
            events.Select((stated, offset) => new PlacedEvent(new("events", 0, offset), stated)));
        report.Violations.ShouldBeEmpty();
        return true;
    });

    [Fact]
    public void Apply_EventsOfAnyLog_FoldsToTheSameState() => Check(log =>
    {
        var session = new ReplaySession();
        var folds = new SortedDictionary<int, IAllocationState>();
        foreach (var record in LogStep.ToRecords(log))
        {
            List<AllocationEvent> events = [];
            session.Handle(record, events);
            if (!folds.TryGetValue(record.Position.Partition, out var fold))
                folds.Add(record.Position.Partition, fold = new InMemoryAllocationState());
            events.ForEach(new EventFold(fold).Apply);
            fold.Partition = fold.Partition with
            {
                LogTime = Math.Max(fold.Partition.LogTime, record.Timestamp),
            };
        }
        Form(AllocationSnapshot.Of(folds)).ShouldBe(Form(session.TakeSnapshot()));
        return true;
    });

    [Fact]
    public void NextDeadline_AnyLog_IsDueExactlyWhenATickStatesSomething() => Check(log =>
    {
        var state = new InMemoryAllocationState();
        var allocator = new Allocator(state);
        var offset = 0L;
        foreach (var record in LogStep.ToRecords(log))
        {
            allocator.Handle(record with { Position = new(0, offset++) }, []);
            var due = allocator.NextDeadline <= state.Partition.LogTime;
            List<AllocationEvent> events = [];
            allocator.Handle(new(new(0, offset++), state.Partition.LogTime, new Tick()), events);
            (events.Count > 0).ShouldBe(due);
        }
        return true;
    });

    [Fact]
    public void Logs_ManyOfThem_StateEveryTypeOfEvent()
    {
        // Properties over logs in which something never happens would prove nothing about it.
        var every = typeof(AllocationEvent).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(AllocationEvent)) && !type.IsAbstract).Select(type => type.Name)
            .ToList();
        HashSet<string> stated = new(StringComparer.Ordinal);
        foreach (var log in Enumerable.Range(0, 20).SelectMany(_ => LogGenerator.Logs.Generator.Sample(200, 100)))
        {
            if (stated.IsSupersetOf(every))
                break;
            var session = new ReplaySession();
            List<AllocationEvent> events = [];
            foreach (var record in LogStep.ToRecords(log))
                session.Handle(record, events);
            stated.UnionWith(events.Select(one => one.Type));
        }
        every.Except(stated, StringComparer.Ordinal).ShouldBeEmpty();
    }

    static string Form(IEnumerable<AllocationEvent> events)
    {
        var buffer = new ArrayBufferWriter<byte>();
        EventWriter.Write(events, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static string Form(AllocationSnapshot snapshot)
    {
        var buffer = new ArrayBufferWriter<byte>();
        SnapshotWriter.Write(snapshot, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
