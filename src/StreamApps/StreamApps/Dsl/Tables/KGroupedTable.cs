using StreamApps.Processing;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>A table whose rows meet by group in one task.</summary>
internal sealed class KGroupedTable<TKey, TValue>(
    StreamBuilder builder, Lazy<NodeSpec> origin, ISerde<TKey> keySerde, ISerde<TValue> valueSerde)
    : IKGroupedTable<TKey, TValue>
{
    public IKTable<TKey, long> Count(string name) => Add(
        name,
        "table-count",
        new TableFold<TKey, TValue, long>(
            static () => 0,
            static (_, _, count, _) => unchecked(count + 1),
            static (_, _, count) => unchecked(count - 1)),
        Serdes.Int64);

    public IKTable<TKey, TValue> Reduce(
        string name, Func<TValue, TValue, TValue> adder, Func<TValue, TValue, TValue> subtractor)
    {
        ArgumentNullException.ThrowIfNull(adder);
        ArgumentNullException.ThrowIfNull(subtractor);
        var fold = new TableFold<TKey, TValue, TValue>(
            null,
            (_, row, result, hasResult) => hasResult ? adder(result, row) : row,
            (_, row, result) => subtractor(result, row));
        return Add(name, "table-reduce", fold, valueSerde);
    }

    public IKTable<TKey, TAggregate> Aggregate<TAggregate>(
        string name,
        Func<TAggregate> initializer,
        Func<TKey, TValue, TAggregate, TAggregate> adder,
        Func<TKey, TValue, TAggregate, TAggregate> subtractor,
        ISerde<TAggregate> serde)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        ArgumentNullException.ThrowIfNull(adder);
        ArgumentNullException.ThrowIfNull(subtractor);
        var fold = new TableFold<TKey, TValue, TAggregate>(
            initializer, (key, row, aggregate, _) => adder(key, row, aggregate), subtractor);
        return Add(name, "table-aggregate", fold, serde);
    }

    KTable<TKey, TAggregate> Add<TAggregate>(
        string name, string operation, TableFold<TKey, TValue, TAggregate> fold, ISerde<TAggregate> serde)
    {
        var table = new AggregateTable<TKey, TAggregate>(builder, name, operation, keySerde, serde);
        return table.Add([table.Input(origin.Value, fold)]);
    }
}
