using System.Buffers;
using System.Security.Cryptography;
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
/// <param name="commandTopic">For messages.</param>
/// <param name="findings">Receives what is found.</param>
/// <param name="hash">Receives the events as the log gives them.</param>
internal sealed class ReplayCheck(string commandTopic, Findings findings, IncrementalHash hash)
{
    const int ForgottenPerRecord = 4;

    readonly NaiveAllocator _oracle = new();
    readonly InMemoryAllocationState _state = new();
    readonly OffsetOrdinals _ordinals = new();
    readonly ArrayBufferWriter<byte> _expectedBytes = new();
    readonly ArrayBufferWriter<byte> _seenBytes = new();
    EventFold? _fold;
    int _partition = -1;
    bool _differs;

    public void Check(LogRecord record, IReadOnlyList<PlacedEvent> seen)
    {
        _partition = record.Position.Partition;
        _ordinals.Add(record.Position.Offset);
        var expected = _oracle.Handle(record);
        var before = findings.Count;
        Compare(new(commandTopic, _partition, record.Position.Offset), expected, seen);
        _differs |= findings.Count > before;
        if (_differs)
            return;
        _fold ??= new EventFold(_state);
        foreach (var placed in seen)
            _fold.Apply(placed.Event);
        if (record.Timestamp is >= 0 and <= 253402300799999 && record.Timestamp > _state.Partition.LogTime)
            _state.Partition = _state.Partition with { LogTime = record.Timestamp };
        _state.ForgetLines(_state.Partition.LogTime, ForgottenPerRecord);
    }

    /// <summary>Compares the states; only where nothing differed until now.</summary>
    public void Complete()
    {
        if (_differs || _partition < 0 || findings.Count > 0)
            return;
        var expected = _oracle.TakeSnapshot();
        var folded = AllocationSnapshot.Of([KeyValuePair.Create(_partition, (IAllocationState)_state)]);
        findings.Looked("I6", expected.Skus.Length);
        foreach (var (sku, other) in expected.Skus.Zip(folded.Skus))
        {
            var left = Form(new AllocationSnapshot([], [sku]));
            var right = Form(new AllocationSnapshot([], [other]));
            if (left != right)
                findings.Add("I6", new(commandTopic, _partition, -1), $"the fold gives {right}, the log {left}");
        }
        if (expected.Skus.Length != folded.Skus.Length)
        {
            findings.Add(
                "I6", new(commandTopic, _partition, -1),
                $"the fold gives {folded.Skus.Length} SKUs, the log {expected.Skus.Length}");
        }
    }

    void Compare(EventPlace command, IReadOnlyList<AllocationEvent> expected, IReadOnlyList<PlacedEvent> seen)
    {
        findings.Looked("I7", Math.Max(expected.Count, 1));
        var equal = true;
        for (var index = 0; index < Math.Max(expected.Count, seen.Count); index++)
        {
            if (index < expected.Count)
                Write(expected[index], _expectedBytes);
            if (!equal)
                continue;
            if (index >= seen.Count)
                findings.Add("I7", command, $"missing: {Form(expected[index])}");
            else if (index >= expected.Count)
                findings.Add("I7", seen[index].Place, $"does not follow from the log: {Form(seen[index].Event)}");
            else if (!IsExpected(expected[index], seen[index].Event))
            {
                findings.Add(
                    "I7", seen[index].Place,
                    $"expected {Form(expected[index])}, found {Form(seen[index].Event)}");
                // What follows in this record is shifted at least.
                equal = false;
            }
        }
    }

    void Write(AllocationEvent stated, ArrayBufferWriter<byte> bytes)
    {
        bytes.ResetWrittenCount();
        EventWriter.Write(stated, bytes, _ordinals);
        if (ReferenceEquals(bytes, _expectedBytes))
            hash.AppendData(bytes.WrittenSpan);
    }

    // What is equal has the same bytes; events with lists are equal only where the lists are the same object.
    bool IsExpected(AllocationEvent expected, AllocationEvent seen)
    {
        if (expected.Equals(seen))
            return true;
        Write(seen, _seenBytes);
        return _seenBytes.WrittenSpan.SequenceEqual(_expectedBytes.WrittenSpan);
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
