namespace StreamApps.Diagnostics;

/// <summary>Something that the runtime did and that an operator may want to know.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Thread">The stream thread, such as <c>allocation-worker-1-0</c>.</param>
/// <param name="Message">One sentence with names, positions and reasons.</param>
/// <param name="Error">The error behind it, or null.</param>
public sealed record RuntimeEvent(RuntimeEventKind Kind, string Thread, string Message, Exception? Error = null);
