namespace Backorders.Audit.Invariants;

/// <summary>
/// I5 for the events of one command partition, record by record: ids are unique and count up per record, sequences
/// count up per SKU.
/// </summary>
/// <param name="commandTopic">For messages.</param>
/// <param name="findings">Receives what is found.</param>
internal sealed class DeliveryCheck(string commandTopic, Findings findings)
{
    readonly Dictionary<Sku, long> _sequences = [];
    // For events that come too late: which ids their record had. Two numbers a record.
    readonly List<long> _offsets = [];
    readonly List<int> _counts = [];

    /// <summary>Holds the events of a record, in the order of their ids, against the ones before.</summary>
    /// <returns>The events, once each.</returns>
    public IReadOnlyList<PlacedEvent> Check(LogRecord record, IReadOnlyList<PlacedEvent> events)
    {
        var once = Distinct(events);
        for (var index = 0; index < once.Count; index++)
        {
            var (place, stated) = once[index];
            var header = stated.Header;
            findings.Require(header.Index == index, "I5", place, $"event {header.Id} is number {index} of its record");
            var expected = _sequences.GetValueOrDefault(header.Sku) + 1;
            findings.Require(
                header.Sequence == expected, "I5", place,
                $"event {header.Id} has sequence {header.Sequence} of SKU {header.Sku}, not {expected}");
            _sequences[header.Sku] = header.Sequence;
        }
        _offsets.Add(record.Position.Offset);
        _counts.Add(once.Count == 0 ? 0 : once[^1].Event.Header.Index + 1);
        return once;
    }

    /// <summary>An event whose record was passed already, or is none.</summary>
    public void CheckStray(PlacedEvent placed)
    {
        var header = placed.Event.Header;
        var index = _offsets.BinarySearch(header.Position.Offset);
        if (index < 0)
            findings.Add("I5", placed.Place, $"event {header.Id} belongs to no record of {commandTopic}");
        else if (header.Index < _counts[index])
            findings.Add("I5", placed.Place, $"event {header.Id} is there twice");
        else
            findings.Add("I7", placed.Place, $"event {header.Id} comes after events of later commands");
    }

    IReadOnlyList<PlacedEvent> Distinct(IReadOnlyList<PlacedEvent> events)
    {
        findings.Looked("I5", events.Count);
        List<PlacedEvent>? once = null;
        for (var index = 1; index < events.Count; index++)
        {
            var header = events[index].Event.Header;
            if (header.Index == events[index - 1].Event.Header.Index)
            {
                findings.Add("I5", events[index].Place, $"event {header.Id} is there twice");
                once ??= [.. events.Take(index)];
            }
            else
                once?.Add(events[index]);
        }
        return once ?? events;
    }
}
