using Backorders.CdcBridge.Positions;

namespace Backorders.CdcBridge.State;

/// <summary>A snapshot: its reads have one place in the source's log.</summary>
sealed class SnapshotState
{
    /// <summary>The place of its reads.</summary>
    public required SourcePosition At { get; init; }

    /// <summary>The earliest time of its reads, milliseconds since 1970.</summary>
    public long FirstMs { get; set; }

    /// <summary>The latest time of its reads.</summary>
    public long LastMs { get; set; }

    /// <summary>Whether the connector began with it, so that it reads all tables, the empty ones as well.</summary>
    public bool IsOfStart { get; init; }

    /// <summary>Whether no snapshot of all tables had ended before it.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Which start of the connector took it; empty when it is unknown.</summary>
    public string RunId { get; init; } = "";

    /// <summary>Whether its last read came, or a change that was streamed after it.</summary>
    public bool IsComplete { get; set; }

    /// <summary>The tables of which it read rows.</summary>
    public HashSet<string> Tables { get; } = new(StringComparer.Ordinal);

    public void Write(StateWriter writer)
    {
        writer.Byte((byte)((IsOfStart ? 1 : 0) | (IsComplete ? 2 : 0) | (IsFirst ? 4 : 0))).Text(
            RunId).Position(At).Number(FirstMs).Number(LastMs).Number(Tables.Count);
        foreach (var table in Tables)
            writer.Text(table);
    }

    public static SnapshotState Read(ref StateReader reader)
    {
        var flags = reader.Byte();
        var snapshot = new SnapshotState
        {
            RunId = reader.Text(),
            IsFirst = (flags & 4) != 0,
            At = reader.Position(),
            FirstMs = reader.Number(),
            LastMs = reader.Number(),
            IsOfStart = (flags & 1) != 0,
            IsComplete = (flags & 2) != 0,
        };
        for (var left = reader.Number(); left > 0; left--)
            snapshot.Tables.Add(reader.Text());
        return snapshot;
    }
}
