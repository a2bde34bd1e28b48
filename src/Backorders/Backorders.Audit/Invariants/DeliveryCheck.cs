namespace Backorders.Audit.Invariants;

/// <summary>
/// I5: event ids are unique and count up per record, sequences count up per SKU; and, in every topic partition, the
/// events of a command partition stand in its order.
/// </summary>
internal static class DeliveryCheck
{
    /// <summary>The events of each record, once each, in the order of their ids.</summary>
    public static Dictionary<LogPosition, List<PlacedEvent>> Run(
        string commandTopic, List<LogRecord> records, IEnumerable<PlacedEvent> events, Findings findings)
    {
        var known = records.Select(record => record.Position).ToHashSet();
        Dictionary<LogPosition, List<PlacedEvent>> byRecord = [];
        Dictionary<(string, int, int), PlacedEvent> last = [];
        HashSet<(LogPosition, int)> seen = [];
        foreach (var placed in events)
        {
            var header = placed.Event.Header;
            findings.Require(
                seen.Add((header.Position, header.Index)), "I5", placed.Place, $"event {header.Id} is there twice");
            findings.Require(
                known.Contains(header.Position), "I5", placed.Place,
                $"event {header.Id} belongs to no record of {commandTopic}");
            CheckOrder(placed, last, findings);
            if (!byRecord.TryGetValue(header.Position, out var list))
                byRecord.Add(header.Position, list = []);
            if (!list.Exists(other => other.Event.Header.Index == header.Index))
                list.Add(placed);
        }
        foreach (var list in byRecord.Values)
            list.Sort((left, right) => left.Event.Header.Index.CompareTo(right.Event.Header.Index));
        CheckNumbers(records, byRecord, findings);
        return byRecord;
    }

    static void CheckOrder(
        PlacedEvent placed, Dictionary<(string, int, int), PlacedEvent> last, Findings findings)
    {
        var header = placed.Event.Header;
        var key = (placed.Place.Topic, placed.Place.Partition, header.Position.Partition);
        if (last.TryGetValue(key, out var before))
        {
            var other = before.Event.Header;
            findings.Require(
                (other.Position.Offset, other.Index).CompareTo((header.Position.Offset, header.Index)) <= 0, "I7",
                placed.Place, $"event {header.Id} stands after {other.Id}");
        }
        last[key] = placed;
    }

    static void CheckNumbers(
        List<LogRecord> records, Dictionary<LogPosition, List<PlacedEvent>> byRecord, Findings findings)
    {
        Dictionary<(int, Sku), long> sequences = [];
        foreach (var record in records)
        {
            if (!byRecord.TryGetValue(record.Position, out var events))
                continue;
            for (var index = 0; index < events.Count; index++)
            {
                var (place, stated) = events[index];
                var header = stated.Header;
                findings.Require(
                    header.Index == index, "I5", place, $"event {header.Id} is number {index} of its record");
                var key = (header.Position.Partition, header.Sku);
                var expected = sequences.GetValueOrDefault(key) + 1;
                findings.Require(
                    header.Sequence == expected, "I5", place,
                    $"event {header.Id} has sequence {header.Sequence} of SKU {header.Sku}, not {expected}");
                sequences[key] = header.Sequence;
            }
        }
    }
}
