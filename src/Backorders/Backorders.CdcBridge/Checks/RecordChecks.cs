using Backorders.CdcBridge.Decoding;
using Backorders.CdcBridge.Mapping;

namespace Backorders.CdcBridge.Checks;

/// <summary>
/// What the latest records of the captured topics show to be wrong, before the bridge makes dead letters of them all.
/// </summary>
sealed class RecordChecks(BridgeMapping mapping)
{
    /// <summary>Fewer records that are all refused can be an accident.</summary>
    const int Enough = 5;

    readonly ChangeDecoder _decoder = new(mapping);
    readonly ConnectorSigns _signs = new(mapping);
    readonly Dictionary<string, Refusals> _topics = new(StringComparer.Ordinal);

    sealed class Refusals
    {
        public int Seen { get; set; }

        public int Refused { get; set; }

        public string Why { get; set; } = "";
    }

    /// <summary>Looks at a record.</summary>
    public void See(CapturedRecord record)
    {
        if (record.Value is null)
            return;
        if (!_topics.TryGetValue(record.Topic, out var topic))
            _topics.Add(record.Topic, topic = new Refusals());
        topic.Seen++;
        try
        {
            _signs.See(_decoder.Decode(record));
        }
        catch (DecodeException error)
        {
            topic.Refused++;
            topic.Why = $"{error.Reason}: {error.Message}";
        }
    }

    /// <summary>What was seen to be wrong.</summary>
    public IEnumerable<Finding> Findings()
    {
        foreach (var (name, topic) in _topics.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (topic.Refused == 0)
                continue;
            var isAll = topic.Refused == topic.Seen && topic.Seen >= Enough;
            yield return new(
                $"{(isAll ? "all" : topic.Refused)} of the last {topic.Seen} records of topic '{name}' cannot be "
                + $"read ({topic.Why})"
                + (isAll ? ": every change of it would become a dead letter" : ""),
                isAll);
        }
        foreach (var sign in _signs.Warnings())
            yield return new(sign);
    }
}
