using StreamApps.Conformance.Data;
using StreamApps.Conformance.Functions;
using StreamApps.Conformance.Vectors;

namespace StreamApps.Conformance.Interpretation;

/// <summary>A stream with its types and whether its key may have changed since it was partitioned.</summary>
internal sealed partial class StreamOperand<TKey>(
    IKStream<TKey, Datum> stream, KeyForm<TKey> keys, DatumType key, DatumType value, bool keyChanged) : Operand
{
    public IKStream<TKey, Datum> Stream { get; } = stream;

    public KeyForm<TKey> Keys { get; } = keys;

    public DatumType Key { get; } = key;

    public DatumType Value { get; } = value;

    public ISerde<TKey> KeySerde => Keys.Serde(Key);

    public ISerde<Datum> ValueSerde => new DatumSerde(Value);

    public override Operand Apply(NodeSyntax node, IReadOnlyList<Operand> others, TopologyInterpreter interpreter)
    {
        switch (node.Operator)
        {
            case "filter":
            case "filterNot":
                return Filter(node);
            case "mapValues":
                var mapper = ValueMappers.Parse(node.Required("fn"));
                return Values(node, Stream.MapValues<Datum>((k, v) => mapper(Keys.ToDatum(k), v)!));
            case "flatMapValues":
                var expander = Expanders.Parse(node.Required("fn"));
                return Values(node, Stream.FlatMapValues<Datum>((k, v) =>
                    expander(Keys.ToDatum(k), v).Select(pair => pair.Value!)));
            case "map":
            case "selectKey":
            case "flatMap":
                return node.Key.IsWindowed ? Rekey(node, KeyForms.Windowed) : Rekey(node, KeyForms.Plain);
            case "peek":
                return Same(Stream.Peek(static (_, _) => { }));
            case "split":
                return Split(node, interpreter);
            case "merge":
                return Merge(others);
            case "repartition":
                return Repartition(interpreter.NameOf(node), keepNullKeys: false);
            case "to":
                return To(node, interpreter);
            case "toTable":
                return ToTable(node, interpreter);
            case "groupByKey":
                return Group(Stream, Keys, Key, node, interpreter);
            case "groupBy":
                return node.Key.IsWindowed
                    ? GroupBy(node, KeyForms.Windowed, interpreter)
                    : GroupBy(node, KeyForms.Plain, interpreter);
            case "process":
            case "processValues":
                return Process(node, interpreter);
            case "join":
            case "leftJoin":
            case "outerJoin":
                return Join(node, others[0], interpreter);
            default:
                throw NotSupported(node);
        }
    }

    /// <summary>A stream of the same types that begins at another node.</summary>
    StreamOperand<TKey> Same(IKStream<TKey, Datum> next) => new(next, Keys, Key, Value, keyChanged);

    StreamOperand<TKey> Values(NodeSyntax node, IKStream<TKey, Datum> next) =>
        new(next, Keys, Key, node.Value, keyChanged);

    StreamOperand<TKey> Filter(NodeSyntax node)
    {
        var predicate = Predicates.Parse(node.Required("fn"));
        return Same(node.Operator == "filter"
            ? Stream.Filter((k, v) => predicate(Keys.ToDatum(k), v))
            : Stream.FilterNot((k, v) => predicate(Keys.ToDatum(k), v)));
    }

    StreamOperand<TOut> Rekey<TOut>(NodeSyntax node, KeyForm<TOut> form) =>
        new(Rekeyed(node, form), form, node.Key, node.Value, keyChanged: true);

    IKStream<TOut, Datum> Rekeyed<TOut>(NodeSyntax node, KeyForm<TOut> form)
    {
        if (node.Operator == "flatMap")
        {
            var expander = Expanders.Parse(node.Required("fn"));
            return Stream.FlatMap((k, v) => expander(Keys.ToDatum(k), v)
                .Select(pair => KeyValuePair.Create(form.FromDatum(pair.Key), pair.Value!)));
        }
        var selector = KeySelectors.Parse(node.Required(node.Operator == "map" ? "keyFn" : "fn"));
        if (node.Operator == "selectKey")
            return Stream.SelectKey((k, v) => form.FromDatum(selector(Keys.ToDatum(k), v)));
        var mapper = ValueMappers.Parse(node.Required("valueFn"));
        return Stream.Map((k, v) => KeyValuePair.Create(
            form.FromDatum(selector(Keys.ToDatum(k), v)), mapper(Keys.ToDatum(k), v)!));
    }

    EndOperand Split(NodeSyntax node, TopologyInterpreter interpreter)
    {
        var split = Stream.Split(interpreter.NameOf(node));
        foreach (var (id, function) in node.Branches)
        {
            var predicate = Predicates.Parse(function);
            interpreter.Define(id, Same(split.Branch(interpreter.NameOf(id), (k, v) => predicate(Keys.ToDatum(k), v))));
        }
        if (node.Optional("default") is { } rest)
            interpreter.Define(rest, Same(split.Default(interpreter.NameOf(rest))));
        return new EndOperand();
    }

    StreamOperand<TKey> Merge(IReadOnlyList<Operand> others)
    {
        var streams = others.Cast<StreamOperand<TKey>>().ToList();
        return new(
            Stream.Merge([.. streams.Select(other => other.Stream)]),
            Keys,
            Key,
            Value,
            HasChangedKey || streams.Exists(other => other.HasChangedKey));
    }

    bool HasChangedKey => keyChanged;
}
