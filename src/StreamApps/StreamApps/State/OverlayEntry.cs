using System.Runtime.InteropServices;

namespace StreamApps.State;

/// <summary>What an overlay says about one key.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct OverlayEntry
{
    public uint Hash;

    /// <summary>The next entry of the same bucket, or -1.</summary>
    public int NextInBucket;

    public ArenaSlice Key;

    /// <summary>
    /// Whether it held a value since the last commit: when it is deleted now, the database may never have had it.
    /// </summary>
    public bool HeldValue;

    public EntryContent Content;

    /// <summary>The record during which it was last written: its first write in a record is undoable.</summary>
    public long Record;

    /// <summary>
    /// The region that held the value before the last record that wrote it. Two regions taken in turn keep a hot key
    /// at the size of two values however often it changes.
    /// </summary>
    public ArenaSlice Spare;
}
