using System.Text.Json;
using Backorders.CdcBridge.Mapping;

namespace Backorders.CdcBridge.Checks;

/// <summary>Reads what Kafka Connect answers to <c>/connectors?expand=info&amp;expand=status</c>.</summary>
static class RunningConnectors
{
    /// <summary>What is set otherwise than the bridge relies on, of the connectors of the mapping's source.</summary>
    /// <exception cref="JsonException">The answer is not Connect's.</exception>
    public static IReadOnlyList<Finding> Check(BridgeMapping mapping, string answer)
    {
        using var document = JsonDocument.Parse(answer);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("the answer is no JSON object of connectors");
        var findings = new List<Finding>();
        var found = false;
        foreach (var connector in document.RootElement.EnumerateObject())
        {
            var settings = Settings(connector.Value);
            if (settings.GetValueOrDefault("topic.prefix") != mapping.Source.Name)
                continue;
            found = true;
            findings.AddRange(
                ConnectorSettings.Check(mapping, settings).Select(text => new Finding("connector "
                    + $"'{connector.Name}': {text}")));
            findings.AddRange(
                Failures(connector.Value).Select(text => new Finding($"connector '{connector.Name}': {text}")));
        }
        if (!found)
            findings.Add(
                new($"Connect has no connector with topic.prefix '{mapping.Source.Name}': nothing new will be "
                    + "captured"));
        return findings;
    }

    static Dictionary<string, string> Settings(JsonElement connector) =>
        Member(connector, "info") is { } info && Member(info, "config") is { } config
            ? config.EnumerateObject().ToDictionary(
                setting => setting.Name, setting => setting.Value.ToString(), StringComparer.Ordinal)
            : [];

    static IEnumerable<string> Failures(JsonElement connector)
    {
        if (Member(connector, "status") is not { } status || !status.TryGetProperty("tasks", out var tasks)
            || tasks.ValueKind != JsonValueKind.Array)
            yield break;
        foreach (var task in tasks.EnumerateArray())
        {
            if (task.TryGetProperty("state", out var state) && state.ToString() == "FAILED")
                yield return "its task has failed: "
                    + $"{(task.TryGetProperty("trace", out var trace) ? trace.ToString().Split('\n')[0] : "no trace")}";
        }
    }

    static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member)
            && member.ValueKind == JsonValueKind.Object
            ? member
            : null;
}
