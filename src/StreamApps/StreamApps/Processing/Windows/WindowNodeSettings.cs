using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>What a windowed aggregation is made of.</summary>
/// <param name="Store">Its rows.</param>
/// <param name="WindowSerde">How windows are told apart in the record cache.</param>
/// <param name="Plan">The windows.</param>
/// <param name="Traits">Whether changes must say what the row was before.</param>
/// <param name="Input">Which of the streams that feed the aggregate this is: each has its own stream time.</param>
internal sealed record WindowNodeSettings<TKey, TAggregate>(
    StoreDescriptor<IWindowStore<TKey, Timestamped<TAggregate>>> Store,
    ISerde<Windowed<TKey>> WindowSerde,
    WindowPlan Plan,
    TableTraits Traits,
    byte Input);
