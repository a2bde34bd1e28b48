using System.Buffers;
using System.Text;
using Backorders.Audit.Oracle;
using Backorders.Domain.Snapshots;
using Backorders.Domain.State;
using Backorders.Replay.Output;

namespace Backorders.Audit.Invariants;

/// <summary>
/// I7: the log read again by the naive allocator gives the same bytes, event by event. I6: folding the events gives the
/// state that the log gives; it can be looked at only where the events are the log's.
/// </summary>
internal static class ReplayCheck
{
    public static void Run(
        string commandTopic, List<LogRecord> records, Dictionary<LogPosition, List<PlacedEvent>> byRecord,
        Findings findings)
    {
        var oracle = new NaiveAllocator();
        var bytes = new EventBytes();
        var folds = new SortedDictionary<int, InMemoryAllocationState>();
        var differences = findings.Count;
        foreach (var record in records)
        {
            var expected = oracle.Handle(record);
            var seen = byRecord.GetValueOrDefault(record.Position) ?? [];
            Compare(new(commandTopic, record.Position.Partition, record.Position.Offset), expected, seen, bytes,
                findings);
            if (!folds.TryGetValue(record.Position.Partition, out var state))
                folds.Add(record.Position.Partition, state = new InMemoryAllocationState());
            if (findings.Count > differences)
                continue;
            foreach (var placed in seen)
                Evolver.Apply(state, placed.Event);
            if (record.Timestamp is >= 0 and <= 253402300799999 && record.Timestamp > state.Partition.LogTime)
                state.Partition = state.Partition with { LogTime = record.Timestamp };
        }
        if (findings.Count == differences)
            CompareStates(commandTopic, oracle, folds, findings);
    }

    static void Compare(
        EventPlace command, IReadOnlyList<AllocationEvent> expected, List<PlacedEvent> seen, EventBytes bytes,
        Findings findings)
    {
        findings.Looked("I7", Math.Max(expected.Count, 1));
        for (var index = 0; index < Math.Max(expected.Count, seen.Count); index++)
        {
            if (index >= seen.Count)
                findings.Add("I7", command, $"missing: {Form(expected[index])}");
            else if (index >= expected.Count)
                findings.Add("I7", seen[index].Place, $"does not follow from the log: {Form(seen[index].Event)}");
            else if (!bytes.AreEqual(expected[index], seen[index].Event))
            {
                findings.Add(
                    "I7", seen[index].Place,
                    $"expected {Form(expected[index])}, found {Form(seen[index].Event)}");
                // What follows in this record is shifted at least.
                return;
            }
        }
    }

    static void CompareStates(
        string commandTopic, NaiveAllocator oracle, SortedDictionary<int, InMemoryAllocationState> folds,
        Findings findings)
    {
        var expected = oracle.TakeSnapshot();
        var folded = AllocationSnapshot.Of(
            folds.Select(entry => KeyValuePair.Create(entry.Key, (IAllocationState)entry.Value)));
        findings.Looked("I6", expected.Skus.Length);
        foreach (var (sku, other) in expected.Skus.Zip(folded.Skus))
        {
            var left = Form(new AllocationSnapshot([], [sku]));
            var right = Form(new AllocationSnapshot([], [other]));
            if (left != right)
                findings.Add("I6", new(commandTopic, sku.Partition, -1), $"the fold gives {right}, the log {left}");
        }
        if (expected.Skus.Length != folded.Skus.Length)
        {
            findings.Add(
                "I6", new(commandTopic, -1, -1),
                $"the fold gives {folded.Skus.Length} SKUs, the log {expected.Skus.Length}");
        }
    }

    static string Form(AllocationEvent stated)
    {
        var buffer = new ArrayBufferWriter<byte>();
        EventWriter.Write(stated, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static string Form(AllocationSnapshot snapshot)
    {
        var buffer = new ArrayBufferWriter<byte>();
        SnapshotWriter.Write(snapshot, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
