namespace StreamApps.Processing;

/// <summary>Called at intervals.</summary>
/// <param name="time">The stream time or wall-clock time now, in milliseconds since 1970.</param>
public delegate void Punctuator(long time);
