using System.Globalization;
using System.Text;
using System.Text.Json;
using StreamApps.Processing;

namespace StreamApps.Testing;

/// <summary>What each node did to each record, in the order in which it happened.</summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class TopologyTrace : ITaskTrace
{
    readonly List<TraceLine> _lines = [];
    readonly Stack<int> _open = new();
    int _step;

    internal TopologyTrace()
    {
    }

    /// <summary>All that happened since the start, or since <see cref="Clear"/>.</summary>
    public IReadOnlyList<TraceLine> Lines => _lines;

    /// <summary>Forgets what happened so far.</summary>
    public void Clear() => _lines.Clear();

    /// <summary>As text, one line for each thing that happened, indented below what caused it.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var line in _lines)
        {
            text.Append(' ', 2 * line.Depth).Append(Word(line.Kind)).Append(line.Name);
            if (line.Kind == TraceKind.Failed)
                text.Append(": ").Append(line.Value);
            else if (line.Kind == TraceKind.Delete)
                text.Append(' ').Append(line.Key);
            else if (line.Kind != TraceKind.Fired)
                text.Append(' ').Append(line.Key ?? "null").Append('=').Append(line.Value ?? "null");
            if (line.Timestamp is { } timestamp)
                text.Append(CultureInfo.InvariantCulture, $" @{timestamp}");
            text.Append(line.EndedHere ? " (ends here)\n" : "\n");
        }
        return text.ToString();
    }

    /// <summary>As JSON, one object in a line for each thing that happened.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        foreach (var line in _lines)
        {
            using (var json = new Utf8JsonWriter(buffer))
                Write(line, json);
            buffer.WriteByte((byte)'\n');
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <inheritdoc/>
    public override string ToString() => ToText();

    void ITaskTrace.BeganRecord(TaskId task, in LogRecord record)
    {
        Begin();
        var name = string.Create(CultureInfo.InvariantCulture, $"{record.Source}@{record.Offset}");
        Add(TraceKind.Read, name, Text(record.Key), Text(record.Value), record.Timestamp);
    }

    void ITaskTrace.BeganUnit(TaskId task, Node owner)
    {
        Begin();
        Add(TraceKind.Fired, owner.Name, null, null, null);
    }

    void ITaskTrace.Entered<TKey, TValue>(Node node, in Record<TKey, TValue> record)
    {
        _open.Push(_lines.Count);
        _lines.Add(new(
            _step, _open.Count, TraceKind.Node, node.Name, Text(record.Key), Text(record.Value), record.Timestamp));
    }

    void ITaskTrace.Left(Node node)
    {
        var index = _open.Pop();
        if (index == _lines.Count - 1)
            _lines[index] = _lines[index] with { EndedHere = true };
    }

    void ITaskTrace.Wrote<TKey, TValue>(string topic, in Record<TKey, TValue> record) =>
        Add(TraceKind.Write, topic, Text(record.Key), Text(record.Value), record.Timestamp);

    void ITaskTrace.SentAside<TKey, TValue>(string tag, in Record<TKey, TValue> record) =>
        Add(TraceKind.SideOutput, tag, Text(record.Key), Text(record.Value), record.Timestamp);

    void ITaskTrace.Stored(string store, ReadOnlySpan<byte> key, bool hasValue, ReadOnlySpan<byte> value)
    {
        var kind = hasValue ? TraceKind.Put : TraceKind.Delete;
        Add(kind, store, BytesText.Of(key), hasValue ? BytesText.Of(value) : null, null);
    }

    void ITaskTrace.Failed(RecordError error, ErrorAction action)
    {
        _open.Clear();
        var text = $"{error.Error.GetType().Name}: {error.Error.Message} -> {action}";
        Add(TraceKind.Failed, error.Node, null, text, null);
    }

    void Begin()
    {
        _open.Clear();
        _step++;
    }

    void Add(TraceKind kind, string name, string? key, string? value, long? timestamp) =>
        _lines.Add(new(_step, _open.Count + (IsTop(kind) ? 0 : 1), kind, name, key, value, timestamp));

    static bool IsTop(TraceKind kind) => kind is TraceKind.Read or TraceKind.Fired;

    static string Word(TraceKind kind) => kind switch
    {
        TraceKind.Read => "read ",
        TraceKind.Fired => "fired ",
        TraceKind.Write => "-> ",
        TraceKind.SideOutput => "aside ",
        TraceKind.Put => "put ",
        TraceKind.Delete => "delete ",
        TraceKind.Failed => "failed ",
        _ => "",
    };

    static void Write(TraceLine line, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("step", line.Step);
        json.WriteNumber("depth", line.Depth);
        json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(line.Kind.ToString()));
        json.WriteString("name", line.Name);
        json.WriteString("key", line.Key);
        json.WriteString("value", line.Value);
        if (line.Timestamp is { } timestamp)
            json.WriteNumber("timestamp", timestamp);
        if (line.EndedHere)
            json.WriteBoolean("endedHere", value: true);
        json.WriteEndObject();
    }

    static string? Text(ReadOnlyMemory<byte>? bytes) => bytes is { } known ? BytesText.Of(known.Span) : null;

    static string? Text<T>(T value) => value switch
    {
        null => null,
        byte[] bytes => BytesText.Of(bytes),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
