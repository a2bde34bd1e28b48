using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>Keyed process functions.</summary>
internal sealed partial class KStream<TKey, TValue>
{
    public IProcessedStream<TKey, TOut> Process<TOut>(
        string name, KeyedProcessFunction<TKey, TValue, TOut> function, ISerde<TKey>? keySerde = null) =>
        Process(name, function, new KeyedProcessOptions<TKey, TValue> { KeySerde = keySerde });

    public IProcessedStream<TKey, TOut> Process<TOut>(
        string name, KeyedProcessFunction<TKey, TValue, TOut> function, KeyedProcessOptions<TKey, TValue> options)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(options);
        RequireUnchangedKey(name);
        var serde = StreamBuilder.RequireSerde(options.KeySerde ?? KeySerde, name, "key");
        StateDescriptor[] states = [.. function.States];
        var lateness = (long?)options.AllowedLateness?.TotalMilliseconds;
        var node = Add(
            "keyed-process",
            () => new KeyedProcessNode<TKey, TValue, TOut>(function, serde, states, name, lateness, options.LateOutput),
            name,
            [FunctionStore(name, states)]);
        return new KStream<TKey, TOut>(builder, node, serde, null, KeyChanged);
    }

    public IProcessedStream<TKey, TOut> Process<TOther, TOut>(
        string name,
        IKStream<TKey, TOther> other,
        KeyedCoProcessFunction<TKey, TValue, TOther, TOut> function,
        ISerde<TKey>? keySerde = null)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(function);
        var second = (KStream<TKey, TOther>)other;
        RequireUnchangedKey(name);
        second.RequireUnchangedKey(name);
        var serde = StreamBuilder.RequireSerde(keySerde ?? KeySerde ?? second.KeySerde, name, "key");
        var adapter = new CoProcessAdapter<TKey, TValue, TOther, TOut>(function);
        StateDescriptor[] states = [.. adapter.States];
        var node = AddFunction(
            name,
            "keyed-co-process",
            [
                AddInput<TValue, TValue, TOther>($"{name}.first", Node, Either<TValue, TOther>.OfFirst),
                AddInput<TOther, TValue, TOther>($"{name}.second", second.Node, Either<TValue, TOther>.OfSecond),
            ],
            FunctionStore(name, states),
            () => new KeyedProcessNode<TKey, Either<TValue, TOther>, TOut>(adapter, serde, states, name));
        return new KStream<TKey, TOut>(builder, node, serde, null);
    }

    public IProcessedStream<TKey, TOut> Process<TBroadcastKey, TBroadcast, TOut>(
        string name,
        IKStream<TBroadcastKey, TBroadcast> broadcast,
        BroadcastProcessFunction<TKey, TValue, TBroadcast, TOut> function,
        BroadcastOptions<TKey, TBroadcast>? options = null)
    {
        ArgumentNullException.ThrowIfNull(broadcast);
        ArgumentNullException.ThrowIfNull(function);
        RequireUnchangedKey(name);
        TopologyChecks.CheckName(name, "broadcast function");
        var serde = StreamBuilder.RequireSerde(options?.KeySerde ?? KeySerde, name, "key");
        StateDescriptor[] states = [.. function.States];
        StateDescriptor[] broadcastStates = [.. function.BroadcastStates];
        var received = Broadcast(name, (KStream<TBroadcastKey, TBroadcast>)broadcast, options?.BroadcastSerde);
        var node = AddFunction(
            name,
            "broadcast-process",
            [
                AddInput<TValue, TValue, TBroadcast>($"{name}.keyed", Node, Either<TValue, TBroadcast>.OfFirst),
                AddBroadcastInput<TBroadcast>($"{name}.received", received),
            ],
            FunctionStore(name, states, broadcastStates),
            () => new BroadcastProcessNode<TKey, TValue, TBroadcast, TOut>(
                function, serde, states, broadcastStates, name));
        return new KStream<TKey, TOut>(builder, node, serde, null);
    }

    /// <summary>Sends a stream to all partitions of an internal topic, and reads it there.</summary>
    NodeSpec Broadcast<TBroadcastKey, TBroadcast>(
        string name, KStream<TBroadcastKey, TBroadcast> stream, ISerde<TBroadcast>? serde)
    {
        var values = StreamBuilder.RequireSerde(serde ?? stream.ValueSerde, name, "broadcast value");
        var topic = new TopicName($"{name}-broadcast", IsInternal: true);
        builder.Add(new NodeSpec
        {
            Name = $"{name}.broadcast-write",
            Operator = "broadcast",
            Kind = NodeKind.Sink,
            Parents = [stream.Node],
            Topics = [topic],
            Create = () => new BroadcastSinkNode<TBroadcastKey, TBroadcast>(topic, values),
        });
        return builder.Add(new NodeSpec
        {
            Name = $"{name}.broadcast",
            Operator = "source",
            Kind = NodeKind.Source,
            Topics = [topic],
            Create = () => new SourceNode<byte[], TBroadcast>(
                Serdes.Bytes, values, new SourceOptions<byte[], TBroadcast> { HoldsWatermark = false }),
        });
    }

    NodeSpec AddBroadcastInput<TBroadcast>(string name, NodeSpec parent) => builder.Add(new NodeSpec
    {
        Name = name,
        Operator = "input",
        Kind = NodeKind.Operator,
        Parents = [parent],
        Create = static () => new BroadcastInputNode<TKey, TValue, TBroadcast>(),
    });

    NodeSpec AddInput<TIn, TFirst, TSecond>(string name, NodeSpec parent, Func<TIn, Either<TFirst, TSecond>> wrap) =>
        builder.Add(new NodeSpec
        {
            Name = name,
            Operator = "input",
            Kind = NodeKind.Operator,
            Parents = [parent],
            Create = () => new MapValuesNode<TKey, TIn, Either<TFirst, TSecond>>((_, value) => wrap(value)),
        });

    NodeSpec AddFunction(
        string name, string operation, IReadOnlyList<NodeSpec> inputs, StoreDescriptor store, Func<Node> create) =>
        builder.Add(new NodeSpec
        {
            Name = name,
            Operator = operation,
            Kind = NodeKind.Operator,
            Parents = inputs,
            Stores = [store],
            NeedsCoPartitioning = true,
            Create = create,
        });

    static FunctionStoreDescriptor FunctionStore(
        string name, IReadOnlyList<StateDescriptor> states, IReadOnlyList<StateDescriptor>? broadcastStates = null)
    {
        var all = states.Concat(broadcastStates ?? []).ToList();
        if (all.DistinctBy(state => state.Name, StringComparer.Ordinal).Count() != all.Count)
            throw new TopologyException(
                TopologyErrorKind.DuplicateName,
                $"the function of '{name}' declares two states of one name: rename one");
        return new(name, [
            .. states.Select(state => state.Layout),
            .. (broadcastStates ?? []).Select(state => $"broadcast {state.Layout}")]);
    }
}
