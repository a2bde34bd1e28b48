using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>What an aggregation in sessions is made of.</summary>
/// <param name="Store">Its rows.</param>
/// <param name="WindowSerde">How sessions are told apart in the record cache.</param>
/// <param name="Windows">The sessions.</param>
/// <param name="Emission">When results are given out.</param>
/// <param name="RetentionMs">How long sessions are kept.</param>
/// <param name="Traits">Whether changes must say what the row was before.</param>
/// <param name="Input">Which of the streams that feed the aggregate this is: each has its own stream time.</param>
internal sealed record SessionNodeSettings<TKey, TAggregate>(
    StoreDescriptor<ISessionStore<TKey, TAggregate>> Store,
    ISerde<Windowed<TKey>> WindowSerde,
    SessionWindows Windows,
    WindowEmission Emission,
    long RetentionMs,
    TableTraits Traits,
    byte Input);
