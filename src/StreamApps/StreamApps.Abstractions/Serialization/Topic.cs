namespace StreamApps;

/// <summary>
/// A topic with the serdes of its keys and values: a value, so that a topology never repeats a name or a serde.
/// </summary>
/// <param name="Name">The topic's name in Kafka.</param>
/// <param name="KeySerde">How keys are written.</param>
/// <param name="ValueSerde">How values are written.</param>
public sealed record Topic<TKey, TValue>(string Name, ISerde<TKey> KeySerde, ISerde<TValue> ValueSerde);
