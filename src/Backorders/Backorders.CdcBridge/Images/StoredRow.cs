using Backorders.CdcBridge.Positions;
using Backorders.CdcBridge.Values;

namespace Backorders.CdcBridge.Images;

/// <summary>
/// What is kept of a row key: the row as it is known, what it stands for, and how far its changes were seen.
/// </summary>
sealed class StoredRow
{
    /// <summary>
    /// Whether the row exists. Of one that does not, positions are kept, so that an old change does not bring it back.
    /// </summary>
    public bool IsLive { get; set; }

    /// <summary>Counts the changes that became commands; part of their ids.</summary>
    public long Revision { get; set; }

    /// <summary>The place of the last streamed change; null when there was none. Reads do not raise it.</summary>
    public SourcePosition? Fence { get; set; }

    /// <summary>The latest commit time of its streamed changes, milliseconds since 1970.</summary>
    public long CommitMs { get; set; }

    /// <summary>The place of the last read; null when it was never read.</summary>
    public SourcePosition? ReadAt { get; set; }

    /// <summary>The time of the last read's snapshot; -1 when any read at its place is newer.</summary>
    public long ReadMs { get; set; }

    /// <summary>The mapped columns as they last came; null when the row does not exist.</summary>
    public ColumnValue[]? Image { get; set; }

    /// <summary>Where the image came from: the scale of its decimals is that of this place.</summary>
    public SourcePosition ImageAt { get; set; }

    /// <summary>What it stands for, by rule.</summary>
    public Contribution?[] Contributions { get; set; } = [];

    /// <summary>What it looked up.</summary>
    public IReadOnlyList<UsedLookup> Lookups { get; set; } = [];

    /// <summary>
    /// Whether it waits for a row that it looks up; <see cref="Contributions"/> are then those of before.
    /// </summary>
    public bool IsWaiting { get; set; }

    /// <summary>Whether changes of it wait, since its last read may hold them.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Tells rows without a key apart by what they hold.</summary>
    public ulong Content { get; set; }

    /// <summary>The row does not exist any more.</summary>
    public void Bury()
    {
        IsLive = false;
        Image = null;
        Contributions = [];
        Lookups = [];
        IsWaiting = false;
        IsHeld = false;
    }
}
