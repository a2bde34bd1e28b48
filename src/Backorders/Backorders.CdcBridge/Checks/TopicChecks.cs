using System.Globalization;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Positions;
using StreamApps.Transport;

namespace Backorders.CdcBridge.Checks;

/// <summary>Compares the captured topics with what the bridge relies on.</summary>
static class TopicChecks
{
    static readonly TimeSpan ShortRetention = TimeSpan.FromDays(1);

    /// <summary>What is otherwise; nothing when all is well.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="topics">Those of its topics that exist.</param>
    public static IEnumerable<Finding> Check(
        BridgeMapping mapping, IReadOnlyDictionary<string, TopicDescription> topics)
    {
        foreach (var name in mapping.AllTopics)
        {
            if (!topics.TryGetValue(name, out var topic))
            {
                var what = mapping.OfTopic(name) is { } table ? $"of table '{table}' " : "";
                yield return new(
                    $"topic '{name}' {what}does not exist: start the connector, or create it; is the mapping's name "
                    + "the topic.prefix?",
                    true);
                continue;
            }
            var findings = mapping.OfTopic(name) is { } captured ? CheckTable(captured, topic)
                : name == mapping.Topics.SchemaChanges ? CheckSchemaChanges(mapping, topic) : [];
            foreach (var finding in findings)
                yield return finding;
        }
    }

    static IEnumerable<Finding> CheckTable(TableMapping table, TopicDescription topic)
    {
        if (table.IsKeyless && topic.Partitions > 1)
        {
            yield return new(
                $"topic '{topic.Name}' has {topic.Partitions} partitions, and '{table}' no key: its changes come in "
                + "any order, "
                + "which is right only for rows that are never changed or deleted; give it one partition");
        }
        if (IsCompacted(topic))
        {
            yield return new(
                $"topic '{topic.Name}' is compacted: changes between are lost, and the broker refuses truncates and "
                + "rows without a key; "
                + "set cleanup.policy=delete");
        }
        if (Retention(topic) is { } retention && retention < ShortRetention)
        {
            yield return new(
                $"topic '{topic.Name}' keeps its records for {retention.TotalHours:0.#} h: a bridge that stands "
                + "still for longer loses changes; "
                + "raise retention.ms");
        }
    }

    static IEnumerable<Finding> CheckSchemaChanges(BridgeMapping mapping, TopicDescription topic)
    {
        var tellsScales = mapping.Source.Decimals == DecimalMode.Precise
            && mapping.Source.Connector is ConnectorKind.MySql or ConnectorKind.MariaDb;
        if (IsCompacted(topic))
        {
            yield return new(
                $"topic '{topic.Name}' is compacted: of all statements of a database only the last is kept"
                + (tellsScales ? ", and the scales of decimals are in them" : "") + "; set cleanup.policy=delete",
                tellsScales);
        }
        if (tellsScales && Retention(topic) is { } retention)
        {
            yield return new(
                $"topic '{topic.Name}' keeps its records for {retention.TotalDays:0.#} days: a bridge with new "
                + "state would not know "
                + "the scales of decimals; set retention.ms=-1");
        }
        if (topic.Partitions > 1)
            yield return new(
                $"topic '{topic.Name}' has {topic.Partitions} partitions: statements come in any order; give it one");
    }

    static bool IsCompacted(TopicDescription topic) =>
        topic.Settings.TryGetValue("cleanup.policy", out var policy)
            && policy.Contains("compact", StringComparison.Ordinal);

    static TimeSpan? Retention(TopicDescription topic) =>
        topic.Settings.TryGetValue("retention.ms", out var text)
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds < TimeSpan.MaxValue.TotalMilliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
}
