namespace Backorders.CdcBridge.Mapping;

/// <summary>A mapping file: what the tables of one source become.</summary>
sealed class BridgeMapping
{
    readonly Dictionary<string, TableMapping> _byTopic = new(StringComparer.Ordinal);
    readonly Dictionary<string, TableMapping> _byId = new(StringComparer.Ordinal);

    public BridgeMapping(
        SourceSettings source,
        TopicSettings topics,
        BridgeLimits limits,
        GroupingSettings? grouping,
        IReadOnlyList<TableMapping> tables)
    {
        Source = source;
        Topics = topics;
        Limits = limits;
        Grouping = grouping;
        Tables = tables;
        foreach (var table in tables)
        {
            _byTopic[table.Topic] = table;
            _byId[table.Id] = table;
        }
    }

    public SourceSettings Source { get; }

    public TopicSettings Topics { get; }

    public BridgeLimits Limits { get; }

    /// <summary>How the changes of a transaction are kept together; null when each counts for itself.</summary>
    public GroupingSettings? Grouping { get; }

    public IReadOnlyList<TableMapping> Tables { get; }

    /// <summary>
    /// Every topic that the bridge reads: those of the tables, and those that were named beside them.
    /// </summary>
    public IEnumerable<string> AllTopics =>
        Tables.Select(table => table.Topic).Concat(Topics.Named).Distinct(StringComparer.Ordinal);

    public TableMapping? OfTopic(string topic) => _byTopic.GetValueOrDefault(topic);

    public TableMapping? OfId(string id) => _byId.GetValueOrDefault(id);
}
