namespace StreamApps.State;

/// <summary>The store of a global table.</summary>
internal sealed class GlobalTableDescriptor<TKey, TValue>(
    string name, ISerde<TKey> keySerde, ISerde<TValue> valueSerde)
    : StoreDescriptor<IKeyValueStore<TKey, Timestamped<TValue>>>(name)
{
    internal override string Kind => "global table";

    /// <summary>The rows, typed; for one thread.</summary>
    public GlobalTableStore<TKey, TValue> Open(GlobalState state) => new(state.Rows(Name), keySerde, valueSerde);

    internal override object Open(StoreOverlay overlay) =>
        throw new InvalidOperationException($"'{Name}' is a global table: it belongs to no task");

    internal override object OpenGlobal(GlobalState state) => Open(state);
}
