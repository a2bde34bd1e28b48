using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>Runs a user's processor.</summary>
internal class ProcessorNode<TKeyIn, TValueIn, TKeyOut, TValueOut>(
    Func<IProcessor<TKeyIn, TValueIn, TKeyOut, TValueOut>> supplier, IReadOnlyList<StoreDescriptor> stores)
    : OperatorNode<TKeyIn, TValueIn, TKeyOut, TValueOut>, IProcessorContext<TKeyOut, TValueOut>
{
    readonly SideOutlets _sides = new();
    IProcessor<TKeyIn, TValueIn, TKeyOut, TValueOut>? _processor;

    public TaskId Task => Context.Id;

    public RecordMetadata Metadata => Context.Metadata;

    public long StreamTime => Context.Clock.StreamTime;

    public DateTimeOffset WallClock => Context.Time.GetUtcNow();

    public override void AddChild(Node child, string? sideOutput)
    {
        if (sideOutput is null)
            base.AddChild(child, sideOutput);
        else
            _sides.Add(sideOutput, child);
    }

    public override void Init()
    {
        _processor = supplier() ?? throw new TopologyException(
            TopologyErrorKind.Structure,
            $"the supplier of processor '{Name}' returned null: return a new processor on every call");
        _processor.Init(this);
    }

    public override void Process(in Record<TKeyIn, TValueIn> record) => _processor!.Process(record);

    void IProcessorContext<TKeyOut, TValueOut>.Forward(in Record<TKeyOut, TValueOut> record)
    {
        Check(record);
        Forward(record);
    }

    public void Forward(in Record<TKeyOut, TValueOut> record, string child)
    {
        ArgumentNullException.ThrowIfNull(child);
        Check(record);
        Outlet.ForwardTo(record, child);
    }

    public void Forward<TOtherKey, TOtherValue>(
        OutputTag<TOtherKey, TOtherValue> tag, in Record<TOtherKey, TOtherValue> record)
    {
        ArgumentNullException.ThrowIfNull(tag);
        _sides.Forward(Context, this, tag.Name, record);
    }

    public TStore Store<TStore>(StoreDescriptor<TStore> descriptor)
        where TStore : class
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        foreach (var store in stores)
        {
            if (store.Name == descriptor.Name)
                return (TStore)Context.Stores!.Get(store);
        }
        throw new ArgumentException(
            $"processor '{Name}' has no store '{descriptor.Name}': pass its descriptor to Process", nameof(descriptor));
    }

    public IDisposable Schedule(TimeSpan interval, PunctuationType type, Punctuator punctuator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.FromMilliseconds(1));
        ArgumentNullException.ThrowIfNull(punctuator);
        var milliseconds = (long)interval.TotalMilliseconds;
        var scheduled = new ScheduledPunctuator(this, type, milliseconds, FirstDue(type, milliseconds), punctuator);
        Context.Punctuators.Add(scheduled);
        return scheduled;
    }

    /// <summary>Checks a record that the processor forwards.</summary>
    protected virtual void Check(in Record<TKeyOut, TValueOut> record)
    {
    }

    long FirstDue(PunctuationType type, long interval)
    {
        if (type == PunctuationType.WallClock)
            return Context.Time.GetUtcNow().ToUnixTimeMilliseconds() + interval;
        // After a restart or an abort all due times up to the stream time have been served: firing again would give
        // another result than the run without it.
        return Context.Initialising && StreamTime >= 0 ? (StreamTime / interval + 1) * interval : 0;
    }
}
