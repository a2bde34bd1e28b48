using System.Runtime.InteropServices;

namespace StreamApps.Processing;

/// <summary>How long changes are held back.</summary>
/// <param name="LimitMs">How far stream time must be behind a change's time, or its window's end, for it to go.</param>
/// <param name="UntilClose">True to hold until windows close: by their ends, and without tombstones.</param>
/// <param name="MaxRecords">How many keys are held at most.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SuppressSettings(long LimitMs, bool UntilClose, int MaxRecords);
