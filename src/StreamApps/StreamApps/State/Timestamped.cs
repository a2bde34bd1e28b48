using System.Runtime.InteropServices;

namespace StreamApps.State;

/// <summary>A value of a table with the time of the record that it came from.</summary>
/// <param name="Value">The value.</param>
/// <param name="Timestamp">Its time, in milliseconds since 1970-01-01T00:00Z.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Timestamped<T>(T Value, long Timestamp);
