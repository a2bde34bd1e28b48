using StreamApps.Conformance.Data;
using StreamApps.Conformance.Functions;
using StreamApps.Conformance.Vectors;

namespace StreamApps.Conformance.Interpretation;

/// <summary>Joins of a stream with a stream, a table or a global table.</summary>
internal sealed partial class StreamOperand<TKey>
{
    /// <summary>The result of a join that keeps the key.</summary>
    public StreamOperand<TKey> Joined(NodeSyntax node, IKStream<TKey, Datum> joined) =>
        new(joined, Keys, Key, node.Value, keyChanged);

    Operand Join(NodeSyntax node, Operand other, TopologyInterpreter interpreter) => other switch
    {
        StreamOperand<TKey> stream => JoinStream(node, stream, interpreter),
        TableOperand<TKey> table => JoinTable(node, table, interpreter),
        GlobalTableOperand table => table.JoinTo(node, this),
        _ => throw NotSupported(node),
    };

    StreamOperand<TKey> JoinStream(NodeSyntax node, StreamOperand<TKey> other, TopologyInterpreter interpreter)
    {
        var joiner = Joiners.Parse(node.Required("fn"));
        var name = interpreter.NameOf(node);
        var isSelf = ReferenceEquals(this, other);
        var left = Partitioned($"{name}-left-by-key", keepNullKeys: node.Operator != "join");
        var right = isSelf
            ? left
            : other.Partitioned($"{name}-right-by-key", keepNullKeys: node.Operator == "outerJoin");
        var windows = new JoinWindows(
            TimeSpan.FromMilliseconds(node.RequiredNumber("before")),
            TimeSpan.FromMilliseconds(node.RequiredNumber("after")),
            TimeSpan.FromMilliseconds(node.OptionalNumber("grace") ?? 0))
        {
            Timing = interpreter.JoinTiming,
        };
        var serdes = new StreamJoined<TKey, Datum, Datum>
        {
            KeySerde = KeySerde,
            ValueSerde = ValueSerde,
            OtherSerde = other.ValueSerde,
        };
        Datum Pair(TKey k, Datum? l, Datum? r) => joiner(Keys.ToDatum(k), l, r)!;
        var joined = node.Operator switch
        {
            "join" => left.Stream.Join<Datum, Datum>(name, right.Stream, Pair, windows, serdes),
            "leftJoin" => left.Stream.LeftJoin<Datum, Datum>(name, right.Stream, Pair, windows, serdes),
            _ => left.Stream.OuterJoin<Datum, Datum>(name, right.Stream, Pair, windows, serdes),
        };
        return left.Joined(node, joined);
    }

    StreamOperand<TKey> JoinTable(NodeSyntax node, TableOperand<TKey> table, TopologyInterpreter interpreter)
    {
        var joiner = Joiners.Parse(node.Required("fn"));
        var isLeft = node.Operator == "leftJoin";
        var name = interpreter.NameOf(node);
        var partitioned = Partitioned($"{name}-by-key", keepNullKeys: isLeft);
        var records = partitioned.Stream;
        Datum Pair(TKey k, Datum? l, Datum? r) => joiner(Keys.ToDatum(k), l, r)!;
        if (node.OptionalNumber("grace") is not { } grace)
        {
            return partitioned.Joined(node, isLeft
                ? records.LeftJoin<Datum, Datum>(table.Table, Pair)
                : records.Join<Datum, Datum>(table.Table, Pair));
        }
        var buffer = new BufferedJoin<TKey, Datum>
        {
            Name = name,
            Grace = TimeSpan.FromMilliseconds(grace),
            KeySerde = KeySerde,
            ValueSerde = ValueSerde,
        };
        return partitioned.Joined(node, isLeft
            ? records.LeftJoin<Datum, Datum>(table.Table, Pair, buffer)
            : records.Join<Datum, Datum>(table.Table, Pair, buffer));
    }
}
