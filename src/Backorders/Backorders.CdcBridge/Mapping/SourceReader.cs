using Backorders.CdcBridge.Positions;

namespace Backorders.CdcBridge.Mapping;

/// <summary>Reads what a mapping says of its source.</summary>
static class SourceReader
{
    const int MaxChanges = 1_000_000;
    const int MaxBytes = 64 << 20;

    public static SourceSettings Read(YamlFields root, MappingProblems problems)
    {
        var unknown = new SourceSettings("", ConnectorKind.PostgreSql, 1, null);
        if (root.Required("source") is not { } node)
            return unknown;
        var fields = new YamlFields(node, "source", problems);
        if (!fields.IsValid)
            return unknown;
        var source = new SourceSettings(
            fields.Text("name", isRequired: true) ?? "",
            fields.Choice("connector", MappingWords.Connectors, ConnectorKind.PostgreSql, isRequired: true),
            (uint)fields.Number("epoch", 1, 1, ushort.MaxValue),
            fields.Optional("decimals") is null
                ? null
                : fields.Choice("decimals", MappingWords.Decimals, DecimalMode.String));
        fields.Finish();
        return source;
    }

    public static TopicSettings ReadTopics(YamlFields root, string source, MappingProblems problems)
    {
        var fields = root.Optional("topics") is { } node ? new YamlFields(node, "topics", problems) : null;
        var named = new List<string>();
        var settings = new TopicSettings(
            Topic("transactions", $"{source}.transaction"),
            Topic("heartbeats", $"__debezium-heartbeat.{source}"),
            Topic("schema_changes", source),
            Topic("messages", $"{source}.message"),
            named);
        fields?.Finish();
        return settings;

        string Topic(string name, string fallback)
        {
            if (fields?.Text(name) is not { } topic)
                return fallback;
            named.Add(topic);
            return topic;
        }
    }

    public static BridgeLimits ReadLimits(YamlFields root, MappingProblems problems)
    {
        var usual = BridgeLimits.Default;
        if (root.Optional("limits") is not { } node)
            return usual;
        var fields = new YamlFields(node, "limits", problems);
        var limits = new BridgeLimits(
            fields.Duration("lookup_wait", usual.LookupWait),
            fields.Number("waiting_rows", usual.WaitingRows, 0, MaxChanges),
            fields.Duration("move_wait", usual.MoveWait),
            fields.Duration("settle", usual.Settle),
            fields.Duration("snapshot_quiet", usual.SnapshotQuiet),
            fields.Number("value_bytes", usual.MaxValueBytes, 1024, MaxBytes));
        fields.Finish();
        return limits;
    }

    public static GroupingSettings? ReadGrouping(YamlFields root, MappingProblems problems)
    {
        if (root.Optional("transactions") is not { } node)
            return null;
        var fields = new YamlFields(node, "transactions", problems);
        var isOn = fields.Flag("group") ?? true;
        var settings = new GroupingSettings(
            fields.Duration("wait", TimeSpan.FromSeconds(5)),
            fields.Number("changes", 10_000, 1, MaxChanges));
        fields.Finish();
        return isOn ? settings : null;
    }

}
