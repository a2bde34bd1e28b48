using System.Text;
using System.Text.Json;

namespace StreamApps.Topologies;

/// <summary>A topology as JSON.</summary>
internal static class JsonDescription
{
    public static string Write(Topology topology)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("topology", topology.Name);
            json.WriteString("fingerprint", topology.Fingerprint);
            if (topology.Globals.Count > 0)
                WriteGlobals(topology, json);
            json.WriteStartArray("subTopologies");
            foreach (var part in topology.SubTopologies)
                Write(part, json);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    static void WriteGlobals(Topology topology, Utf8JsonWriter json)
    {
        json.WriteStartArray("globalTables");
        foreach (var table in topology.Globals)
        {
            json.WriteStartObject();
            json.WriteString("name", table.Name);
            json.WriteString("topic", table.Topic);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void Write(SubTopology part, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", part.Name);
        WriteTopics("reads", part.Inputs, json);
        WriteTopics("writes", part.Outputs, json);
        if (part.Changelog is { } changelog)
            json.WriteString("changelog", changelog.Name);
        json.WriteBoolean("coPartitioned", part.NeedsCoPartitioning);
        json.WriteStartArray("stores");
        foreach (var store in part.Stores)
        {
            json.WriteStartObject();
            json.WriteString("name", store.Name);
            json.WriteString("kind", store.Kind);
            if (part.SourceOf(store) is { } topic)
                json.WriteString("restoredFrom", topic.Name);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("nodes");
        foreach (var node in part.Nodes)
            Write(node, json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Write(NodeSpec node, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", node.Name);
        json.WriteString("operator", node.Operator);
        WriteTopics("topics", node.Topics, json);
        WriteStrings("stores", node.Stores.Select(store => store.Name), json);
        WriteStrings("to", node.Children.Select(child => child.Name), json);
        json.WriteEndObject();
    }

    static void WriteTopics(string name, IReadOnlyList<TopicName> topics, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (var topic in topics)
        {
            json.WriteStartObject();
            json.WriteString("name", topic.Name);
            json.WriteBoolean("internal", topic.IsInternal);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void WriteStrings(string name, IEnumerable<string> values, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
