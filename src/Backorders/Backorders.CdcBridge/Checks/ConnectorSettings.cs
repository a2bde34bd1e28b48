using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Positions;

namespace Backorders.CdcBridge.Checks;

/// <summary>Compares a connector's settings with what the bridge relies on.</summary>
static class ConnectorSettings
{
    const string Json = "org.apache.kafka.connect.json.JsonConverter";

    /// <summary>What is set otherwise; nothing when all is well.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="settings">The connector's settings by name.</param>
    public static IEnumerable<string> Check(BridgeMapping mapping, IReadOnlyDictionary<string, string> settings)
    {
        string Of(string name, string usual) => settings.GetValueOrDefault(name, usual);
        if (Of("topic.prefix", "") is var prefix && prefix != mapping.Source.Name)
            yield return $"topic.prefix is '{prefix}', the mapping's source is '{mapping.Source.Name}'";
        if (Of("skipped.operations", "t") is var skipped && skipped != "none")
            yield return $"skipped.operations is '{skipped}': set it to none, or truncated rows stay as phantom stock";
        foreach (var part in new[] { "key", "value" })
        {
            if (Of($"{part}.converter", Json) is var converter && converter != Json)
                yield return $"{part}.converter is {converter}: only JSON is read, set {Json}";
        }
        if (mapping.Grouping is not null && Of("provide.transaction.metadata", "false") != "true")
            yield return "provide.transaction.metadata is not true: the mapping groups transactions, and cannot see "
                + "their ends";
        var hasSchemas = Of("value.converter.schemas.enable", "true") == "true";
        var decimals = Of("decimal.handling.mode", "precise");
        if (!hasSchemas && mapping.Source.Decimals is null)
            yield return "messages have no schema, and the mapping does not say how decimals are sent: give its "
                + $"source decimals: {decimals}";
        if (mapping.Source.Decimals is { } declared
            && MappingWords.Decimals.First(word => word.Value == declared).Key != decimals)
            yield return $"decimal.handling.mode is {decimals}, the mapping says something else";
        if (decimals == "double")
            yield return "decimal.handling.mode is double, which keeps 15 digits: set precise or string";
        if (!hasSchemas && decimals == "precise"
            && mapping.Source.Connector is ConnectorKind.MySql or ConnectorKind.MariaDb
            && Of("include.schema.changes", "true") != "true")
            yield return "include.schema.changes is not true: without schemas only that topic tells the scale of "
                + "decimals";
        if (Of("heartbeat.interval.ms", "0") == "0")
            yield return "heartbeat.interval.ms is 0: on quiet tables the slot holds the log, and the watermark "
                + "stands still";
        if (settings.Any(
            setting => setting.Key.StartsWith("transforms.", StringComparison.Ordinal)
                && setting.Value.EndsWith("ExtractNewRecordState", StringComparison.Ordinal)))
        {
            if (!settings.Any(
                setting => setting.Key.EndsWith("delete.tombstone.handling.mode", StringComparison.Ordinal)
                    && setting.Value.StartsWith("rewrite", StringComparison.Ordinal)))
            {
                yield return "rows are flattened without delete.tombstone.handling.mode=rewrite: deletes are not seen";
            }
            if (!settings.Any(
                setting => setting.Key.EndsWith("add.fields", StringComparison.Ordinal)
                    && setting.Value.Contains("op", StringComparison.Ordinal)))
            {
                yield return "rows are flattened without add.fields: add op, source.ts_ms and the position (lsn, or "
                    + "file, pos and row)";
            }
        }
    }

    /// <summary>Reads settings: lines of name=value, or a JSON object, alone or under config.</summary>
    public static IReadOnlyDictionary<string, string> Read(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("{"))
        {
            return text.Split('\n')
                .Select(line => line.Trim())
                .Where(line => line.Length > 0 && line[0] is not ('#' or '!')
                    && line.Contains('=', StringComparison.Ordinal))
                .Select(line => line.Split('=', 2))
                .GroupBy(pair => pair[0].Trim(), StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Last()[1].Trim(), StringComparer.Ordinal);
        }
        using var document = System.Text.Json.JsonDocument.Parse(text);
        var root = document.RootElement.TryGetProperty("config", out var config) ? config : document.RootElement;
        return root.EnumerateObject().ToDictionary(
            member => member.Name, member => member.Value.ToString(), StringComparer.Ordinal);
    }
}
