using StreamApps.Conformance.Data;
using StreamApps.Conformance.Functions;
using StreamApps.Conformance.Vectors;

namespace StreamApps.Conformance.Interpretation;

/// <summary>A table with its types.</summary>
internal sealed partial class TableOperand<TKey>(
    IKTable<TKey, Datum> table, KeyForm<TKey> keys, DatumType key, DatumType value) : Operand
{
    public IKTable<TKey, Datum> Table { get; } = table;

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
                return new TableOperand<TKey>(
                    Table.MapValues<Datum>((k, v) => mapper(Keys.ToDatum(k), v)!, Stored(node)), Keys, Key, node.Value);
            case "toStream":
                return ToStream(node);
            case "groupBy":
                return node.Key.IsWindowed
                    ? GroupBy(node, KeyForms.Windowed, interpreter)
                    : GroupBy(node, KeyForms.Plain, interpreter);
            case "suppress":
                return Suppress(node, interpreter);
            case "join":
            case "leftJoin":
            case "outerJoin":
                return Join(node, others[0], interpreter);
            default:
                throw NotSupported(node);
        }
    }

    /// <summary>The store that a node asks for; null for none.</summary>
    Materialized<TKey, Datum>? Stored(NodeSyntax node) => node.Store is not { } store ? null : new()
    {
        Name = store,
        KeySerde = KeySerde,
        ValueSerde = new DatumSerde(node.Value),
    };

    TableOperand<TKey> Filter(NodeSyntax node)
    {
        var predicate = Predicates.Parse(node.Required("fn"));
        var filtered = node.Operator == "filter"
            ? Table.Filter((k, v) => predicate(Keys.ToDatum(k), v), Stored(node))
            : Table.FilterNot((k, v) => predicate(Keys.ToDatum(k), v), Stored(node));
        return new(filtered, Keys, Key, Value);
    }

    Operand ToStream(NodeSyntax node)
    {
        if (node.Optional("fn") is not { } function)
            return new StreamOperand<TKey>(Table.ToStream(), Keys, Key, Value, keyChanged: false);
        return node.Key.IsWindowed
            ? Rekeyed(function, node, KeyForms.Windowed)
            : Rekeyed(function, node, KeyForms.Plain);
    }

    StreamOperand<TOut> Rekeyed<TOut>(string function, NodeSyntax node, KeyForm<TOut> form)
    {
        var selector = KeySelectors.Parse(function);
        var stream = Table.ToStream((k, v) => form.FromDatum(selector(Keys.ToDatum(k), v)));
        return new(stream, form, node.Key, node.Value, keyChanged: true);
    }

    GroupedTableOperand<TOut> GroupBy<TOut>(NodeSyntax node, KeyForm<TOut> form, TopologyInterpreter interpreter)
    {
        var selector = KeySelectors.Parse(node.Required("keyFn"));
        var mapper = ValueMappers.Parse(node.Required("valueFn"));
        var grouped = Table.GroupBy(
            (k, v) => KeyValuePair.Create(
                form.FromDatum(selector(Keys.ToDatum(k), v)), mapper(Keys.ToDatum(k), v)!),
            new Grouped<TOut, Datum>
            {
                Name = interpreter.NameOf(node),
                KeySerde = form.Serde(node.Key),
                ValueSerde = new DatumSerde(node.Value),
            });
        return new(grouped, form, node.Key, node.Value);
    }

    TableOperand<TKey> Suppress(NodeSyntax node, TopologyInterpreter interpreter)
    {
        var until = node.Required("until") switch
        {
            "windowClose" => Suppression.UntilWindowCloses(),
            "timeLimit" => Suppression.UntilTimeLimit(
                TimeSpan.FromMilliseconds(node.RequiredNumber("ms")),
                node.OptionalNumber("maxRecords") is { } most ? checked((int)most) : null),
            var other => throw new NotSupportedException($"'{other}' is no suppression of the vector language"),
        };
        return new(Table.Suppress(interpreter.NameOf(node), until, KeySerde, ValueSerde), Keys, Key, Value);
    }
}
