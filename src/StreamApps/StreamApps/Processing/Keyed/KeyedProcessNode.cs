namespace StreamApps.Processing;

/// <summary>Runs a keyed process function.</summary>
/// <param name="function">The function.</param>
/// <param name="keySerde">How keys are written.</param>
/// <param name="descriptors">The function's state.</param>
/// <param name="storeName">The store of its state and timers.</param>
/// <param name="allowedLateness">How far behind the watermark a record may be, in milliseconds; null for any.</param>
/// <param name="lateOutput">Where late records go; null for nowhere.</param>
internal class KeyedProcessNode<TKey, TIn, TOut>(
    KeyedProcessFunction<TKey, TIn, TOut> function,
    ISerde<TKey> keySerde,
    IReadOnlyList<StateDescriptor> descriptors,
    string storeName,
    long? allowedLateness = null,
    OutputTag<TKey, TIn>? lateOutput = null)
    : OperatorNode<TKey, TIn, TKey, TOut>, IKeyedContext<TKey>, ICollector<TOut>, ITimerService
{
    readonly SideOutlets _sides = new();
    readonly CurrentKey _current = new();
    readonly object[] _states = new object[descriptors.Count];
    TimerQueue? _timers;
    StateExpiry? _expiry;
    Record<TKey, TIn> _record;

    public TKey Key => _record.Key;

    public long Timestamp => _record.Timestamp;

    public RecordHeaders? Headers => _record.Headers;

    public RecordMetadata Metadata => Context.Metadata;

    public ITimerService Timers => this;

    public long Watermark => Context.Clock.Watermark;

    public DateTimeOffset ProcessingTime => Context.Time.GetUtcNow();

    public override void Attach(string name, TaskContext context)
    {
        base.Attach(name, context);
        var store = context.Stores!.Overlay(storeName);
        _expiry = descriptors.Any(descriptor => descriptor.TimeToLive is not null) ? new(store, context) : null;
        for (var index = 0; index < _states.Length; index++)
            _states[index] = descriptors[index].Open(
                new(store, descriptors[index], KeyOf(descriptors[index]), _expiry));
        _timers = new TimerQueue(this, store, OnTimer);
        context.Timers.Add(_timers);
    }

    public override void AddChild(Node child, string? sideOutput)
    {
        if (sideOutput is null)
            base.AddChild(child, sideOutput);
        else
            _sides.Add(sideOutput, child);
    }

    public override void Process(in Record<TKey, TIn> record)
    {
        if (record.Key is null)
            throw new InvalidOperationException($"keyed function '{Name}' got a record without a key");
        Begin(record);
        if (record.Timestamp < Watermark - allowedLateness)
        {
            Context.Counters.LateDropped++;
            if (lateOutput is not null)
                _sides.Forward(Context, this, lateOutput.Name, record);
            return;
        }
        _current.Set(record.Key, keySerde);
        function.ProcessElement(this, record.Value, this);
    }

    public TState State<TState>(StateDescriptor<TState> descriptor)
        where TState : class
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        for (var index = 0; index < _states.Length; index++)
        {
            if (descriptors[index].Name == descriptor.Name)
                return (TState)_states[index];
        }
        throw new ArgumentException(
            $"'{Name}' has no state '{descriptor.Name}': add its descriptor to States", nameof(descriptor));
    }

    public void Output<TOtherKey, TOtherValue>(
        OutputTag<TOtherKey, TOtherValue> tag, TOtherKey key, TOtherValue value)
    {
        ArgumentNullException.ThrowIfNull(tag);
        _sides.Forward(Context, this, tag.Name, new Record<TOtherKey, TOtherValue>(key, value, Timestamp, Headers));
    }

    public void Collect(TOut value) => Forward(_record.WithValue(value));

    public void Collect(TOut value, long timestamp, RecordHeaders? headers = null) =>
        Forward(new Record<TKey, TOut>(Key, value, timestamp, headers));

    public void SetEventTimer(long time) => _timers!.Set(TimeDomain.EventTime, time, _current.Bytes);

    public void SetProcessingTimer(long time) => _timers!.Set(TimeDomain.ProcessingTime, time, _current.Bytes);

    public void DeleteEventTimer(long time) => _timers!.Delete(TimeDomain.EventTime, time, _current.Bytes);

    public void DeleteProcessingTimer(long time) => _timers!.Delete(TimeDomain.ProcessingTime, time, _current.Bytes);

    /// <summary>Whose state a descriptor's is: the current key's.</summary>
    protected virtual CurrentKey KeyOf(StateDescriptor descriptor) => _current;

    /// <summary>Makes a record the one that is being processed, and clears state that has expired.</summary>
    protected void Begin(in Record<TKey, TIn> record)
    {
        _record = record;
        _expiry?.Sweep();
    }

    void OnTimer(KeyedTimer timer, ReadOnlyMemory<byte> key)
    {
        _current.Set(key.Span);
        _record = new Record<TKey, TIn>(keySerde.Deserialize(key.Span), default!, timer.Time);
        function.OnTimer(this, timer, this);
    }
}
