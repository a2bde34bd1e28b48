using System.Runtime.InteropServices;

namespace StreamApps.State;

/// <summary>Bytes in an arena.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ArenaSlice(int Chunk, int Offset, int Length);
