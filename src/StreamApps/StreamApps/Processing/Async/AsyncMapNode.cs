namespace StreamApps.Processing;

/// <summary>
/// Calls a function for each record and forwards the results in the order of the records. What is forwarded is a unit
/// of its own: it has all of its effects or none, apart from what the record did before it came here.
/// </summary>
internal sealed class AsyncMapNode<TKey, TValue, TKeyOut, TOut>(
    Func<TKey, TValue, CancellationToken, ValueTask<KeyValuePair<TKeyOut, TOut>>> function, AsyncOptions options)
    : OperatorNode<TKey, TValue, TKeyOut, TOut>, IAsyncOperator
{
    readonly Queue<PendingCall> _pending = new();
    readonly Queue<PendingCall> _waiting = new();
    readonly CancellationTokenSource _stop = new();
    PendingCall? _taken;

    public Node Owner => this;

    public int Pending => _pending.Count;

    public bool IsFull => _pending.Count >= options.MaxInFlight;

    public Task? Oldest => _pending.TryPeek(out var oldest) ? oldest.Call : null;

    public override void Attach(string name, TaskContext context)
    {
        base.Attach(name, context);
        context.AsyncOperators.Add(this);
    }

    public override void Process(in Record<TKey, TValue> record)
    {
        var input = Context.Input;
        var call = new PendingCall(record, Context.Metadata, input with
        {
            Key = Copy(input.Key),
            Value = Copy(input.Value),
        });
        if (_pending.Count - _waiting.Count < options.MaxInFlight)
            Start(call);
        else
            _waiting.Enqueue(call);
        _pending.Enqueue(call);
    }

    public LogRecord TakeOldest(out RecordMetadata metadata)
    {
        _taken = _pending.Dequeue();
        if (_waiting.TryDequeue(out var next))
            Start(next);
        metadata = _taken.Metadata;
        return _taken.Input;
    }

    public void ForwardTaken()
    {
        var taken = _taken!;
        var (key, value) = taken.Call!.GetAwaiter().GetResult();
        Forward(taken.Record.With(key, value));
    }

    public void Cancel()
    {
        _stop.Cancel();
        _pending.Clear();
        _waiting.Clear();
    }

    void Start(PendingCall call) => call.Call = AsyncCall.RunAsync(
        function, call.Record.Key, call.Record.Value, options, Context.Time, _stop.Token);

    static ReadOnlyMemory<byte>? Copy(ReadOnlyMemory<byte>? bytes)
    {
        if (bytes is not { } known)
            return null;
        return known.ToArray();
    }

    sealed class PendingCall(in Record<TKey, TValue> record, RecordMetadata metadata, LogRecord input)
    {
        public Record<TKey, TValue> Record { get; } = record;

        public RecordMetadata Metadata { get; } = metadata;

        public LogRecord Input { get; } = input;

        public Task<KeyValuePair<TKeyOut, TOut>>? Call { get; set; }
    }
}
