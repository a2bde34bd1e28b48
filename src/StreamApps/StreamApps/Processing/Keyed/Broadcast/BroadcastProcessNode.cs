namespace StreamApps.Processing;

/// <summary>Runs a broadcast process function.</summary>
internal sealed class BroadcastProcessNode<TKey, TIn, TBroadcast, TOut>
    : KeyedProcessNode<TKey, Either<TIn, TBroadcast>, TOut>, IBroadcastKeyedContext<TKey>, IKeyedContextStates
{
    readonly BroadcastProcessFunction<TKey, TIn, TBroadcast, TOut> _function;
    readonly IReadOnlyList<StateDescriptor> _broadcastStates;
    readonly CurrentKey _everyKey = new();
    readonly BroadcastContext _broadcast;

    public BroadcastProcessNode(
        BroadcastProcessFunction<TKey, TIn, TBroadcast, TOut> function,
        ISerde<TKey> keySerde,
        IReadOnlyList<StateDescriptor> states,
        IReadOnlyList<StateDescriptor> broadcastStates,
        string storeName)
        : base(
            new BroadcastAdapter<TKey, TIn, TBroadcast, TOut>(function),
            keySerde,
            [.. states, .. broadcastStates],
            storeName)
    {
        _function = function;
        _broadcastStates = broadcastStates;
        _broadcast = new(this);
        _everyKey.Set([]);
    }

    public override void Process(in Record<TKey, Either<TIn, TBroadcast>> record)
    {
        if (!record.Value.IsSecond)
        {
            base.Process(record);
            return;
        }
        Begin(record);
        _broadcast.Begin(record.Timestamp, record.Headers);
        _function.ProcessBroadcastElement(_broadcast, record.Value.Second);
    }

    public IReadOnlyMapState<TMapKey, TValue> BroadcastState<TMapKey, TValue>(
        StateDescriptor<IMapState<TMapKey, TValue>> descriptor) => BroadcastMap(descriptor);

    public IMapState<TMapKey, TValue> BroadcastMap<TMapKey, TValue>(
        StateDescriptor<IMapState<TMapKey, TValue>> descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        if (!_broadcastStates.Any(state => state.Name == descriptor.Name))
        {
            throw new ArgumentException(
                $"'{Name}' has no broadcast state '{descriptor.Name}': add its descriptor to BroadcastStates",
                nameof(descriptor));
        }
        return State(descriptor);
    }

    protected override CurrentKey KeyOf(StateDescriptor descriptor) =>
        _broadcastStates.Contains(descriptor) ? _everyKey : base.KeyOf(descriptor);
}
