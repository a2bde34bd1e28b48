using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>Processors, functions and their side outputs.</summary>
internal sealed partial class KStream<TKey, TValue>
{
    public IProcessedStream<TKeyOut, TValueOut> Process<TKeyOut, TValueOut>(
        string name,
        Func<IProcessor<TKey, TValue, TKeyOut, TValueOut>> supplier,
        params StoreDescriptor[] stores)
    {
        ArgumentNullException.ThrowIfNull(supplier);
        ArgumentNullException.ThrowIfNull(stores);
        StoreDescriptor[] own = [.. stores];
        var node = Add(
            "process", () => new ProcessorNode<TKey, TValue, TKeyOut, TValueOut>(supplier, own), name, own);
        return new KStream<TKeyOut, TValueOut>(builder, node, null, null, keyChanged: true);
    }

    public IProcessedStream<TKey, TValueOut> ProcessValues<TValueOut>(
        string name,
        Func<IProcessor<TKey, TValue, TKey, TValueOut>> supplier,
        params StoreDescriptor[] stores)
    {
        ArgumentNullException.ThrowIfNull(supplier);
        ArgumentNullException.ThrowIfNull(stores);
        StoreDescriptor[] own = [.. stores];
        var node = Add(
            "process-values",
            () => new ValueProcessorNode<TKey, TValue, TValueOut>(supplier, own),
            name,
            own);
        return new KStream<TKey, TValueOut>(builder, node, KeySerde, null, KeyChanged);
    }

    public IProcessedStream<TKey, TOut> Process<TOut>(
        string name, KeyedProcessFunction<TKey, TValue, TOut> function, ISerde<TKey>? keySerde = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        RequireUnchangedKey(name);
        var serde = StreamBuilder.RequireSerde(keySerde ?? KeySerde, name, "key");
        StateDescriptor[] states = [.. function.States];
        if (states.DistinctBy(state => state.Name, StringComparer.Ordinal).Count() != states.Length)
            throw new TopologyException($"the function of '{name}' declares two states of one name: rename one");
        var store = new FunctionStoreDescriptor(name, [.. states.Select(state => $"{state.Kind} {state.Name}")]);
        var node = Add(
            "keyed-process",
            () => new KeyedProcessNode<TKey, TValue, TOut>(function, serde, states, name),
            name,
            [store]);
        return new KStream<TKey, TOut>(builder, node, serde, null, KeyChanged);
    }

    public IKStream<TOtherKey, TOtherValue> SideOutput<TOtherKey, TOtherValue>(OutputTag<TOtherKey, TOtherValue> tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        var node = builder.Add(new NodeSpec
        {
            Name = $"{Node.Name}.{tag.Name}",
            Operator = "side-output",
            Kind = NodeKind.Operator,
            Parents = [Node],
            SideOutput = tag.Name,
            Create = static () => new PassNode<TOtherKey, TOtherValue>(),
        });
        return new KStream<TOtherKey, TOtherValue>(builder, node, null, null, keyChanged: true);
    }
}
