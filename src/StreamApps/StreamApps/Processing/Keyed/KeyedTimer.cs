namespace StreamApps.Processing;

/// <summary>A timer that fires.</summary>
/// <param name="Time">The time that it was set for, in milliseconds since 1970.</param>
/// <param name="Domain">Which time that is.</param>
public readonly record struct KeyedTimer(long Time, TimeDomain Domain);
