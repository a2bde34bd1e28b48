using System.Runtime.InteropServices;

namespace StreamApps.State;

/// <summary>The value of an overlay entry as of one write.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct EntryContent
{
    public EntryState State;

    /// <summary>The region of the value; it may be longer than the value.</summary>
    public ArenaSlice Region;

    public int ValueLength;

    /// <summary>Number of the write, ascending over the store; 0 for none.</summary>
    public long Write;
}
