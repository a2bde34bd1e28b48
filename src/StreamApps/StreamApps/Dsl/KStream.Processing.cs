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
