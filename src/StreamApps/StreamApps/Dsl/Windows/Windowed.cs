namespace StreamApps;

/// <summary>A key together with a window of time.</summary>
/// <param name="Key">The key.</param>
/// <param name="Start">Where the window begins, inclusive: milliseconds since 1970-01-01T00:00Z.</param>
/// <param name="End">
/// Where it ends, in the same unit: start + size for tumbling and hopping windows, which do not contain it; for sliding
/// windows and sessions the time of the last record that they may, or do, contain.
/// </param>
/// <typeparam name="TKey">The type of the key.</typeparam>
public sealed record Windowed<TKey>(TKey Key, long Start, long End) : IWindowBounds;
