using StreamApps.Processing;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>One of the streams that feed an aggregate, whatever its values are.</summary>
internal abstract class CogroupInput<TKey, TAggregate>
{
    public abstract ISerde<TKey>? KeySerde { get; }

    public abstract (NodeSpec Parent, Func<Node> Create) In(
        AggregateTable<TKey, TAggregate> table, Func<TAggregate> initializer);

    public abstract (NodeSpec Parent, Func<Node> Create) In(
        WindowedTable<TKey, TAggregate> table, Func<TAggregate> initializer, byte number);

    public abstract (NodeSpec Parent, Func<Node> Create) In(
        SessionTable<TKey, TAggregate> table,
        Func<TAggregate> initializer,
        Func<TKey, TAggregate, TAggregate, TAggregate> merger,
        byte number);
}

/// <inheritdoc/>
internal sealed class CogroupInput<TKey, TValue, TAggregate>(
    KGroupedStream<TKey, TValue> grouped, Func<TKey, TValue, TAggregate, TAggregate> aggregator)
    : CogroupInput<TKey, TAggregate>
{
    public override ISerde<TKey>? KeySerde => grouped.KeySerde;

    public override (NodeSpec Parent, Func<Node> Create) In(
        AggregateTable<TKey, TAggregate> table, Func<TAggregate> initializer) =>
        table.Input(grouped.Node, Folds.Aggregate(initializer, aggregator));

    public override (NodeSpec Parent, Func<Node> Create) In(
        WindowedTable<TKey, TAggregate> table, Func<TAggregate> initializer, byte number) =>
        table.Input(grouped.Node, Folds.Aggregate(initializer, aggregator), number);

    public override (NodeSpec Parent, Func<Node> Create) In(
        SessionTable<TKey, TAggregate> table,
        Func<TAggregate> initializer,
        Func<TKey, TAggregate, TAggregate, TAggregate> merger,
        byte number) =>
        table.Input(grouped.Node, SessionFolds.Aggregate(initializer, aggregator, merger), number);
}
