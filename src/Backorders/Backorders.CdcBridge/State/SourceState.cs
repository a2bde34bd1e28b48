using Backorders.CdcBridge.Positions;

namespace Backorders.CdcBridge.State;

/// <summary>What is kept of the source.</summary>
sealed class SourceState
{
    const byte Version = 1;

    /// <summary>The time of the records so far, milliseconds since 1970.</summary>
    public long Now { get; set; }

    /// <summary>The furthest place that was read.</summary>
    public SourcePosition Watermark { get; set; }

    /// <summary>When what stands there was committed.</summary>
    public long WatermarkMs { get; set; }

    /// <summary>Which start of the connector the last streamed change came from; empty when it is unknown.</summary>
    public string RunId { get; set; } = "";

    /// <summary>Whether a snapshot of all tables has ended once.</summary>
    public bool HadSnapshot { get; set; }

    /// <summary>Rows that wait for a lookup.</summary>
    public int Waiting { get; set; }

    /// <summary>Changes that wait for the end of their transaction.</summary>
    public int Grouped { get; set; }

    /// <summary>The servers of MySQL, each with the epoch whose log its changes stand in.</summary>
    public Dictionary<ulong, uint> Servers { get; } = [];

    /// <summary>The number of the current log among those of the mapping's epoch.</summary>
    public uint Log { get; set; }

    public SnapshotState? Snapshot { get; set; }

    /// <summary>
    /// Until when changes wait that a snapshot's reads may hold, milliseconds since 1970; 0 when none does.
    /// </summary>
    public long HeldUntil { get; set; }

    public void Write(StateWriter writer)
    {
        writer.Begin().Byte(Version).Number(Now).Position(Watermark).Number(WatermarkMs).Text(RunId)
            .Byte(HadSnapshot ? (byte)1 : (byte)0).Number(Waiting).Number(Grouped).Number(Log).Number(Servers.Count);
        foreach (var (server, epoch) in Servers)
            writer.Number((long)server).Number(epoch);
        if (Snapshot is { } snapshot)
            snapshot.Write(writer.Byte(1));
        else
            writer.Byte(0);
        writer.Number(HeldUntil);
    }

    public static SourceState Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new StateReader(bytes);
        if (reader.Byte() is var version && version != Version)
            throw new InvalidDataException(
                $"the source's state is stored in form {version}, this program reads {Version}");
        var state = new SourceState
        {
            Now = reader.Number(),
            Watermark = reader.Position(),
            WatermarkMs = reader.Number(),
            RunId = reader.Text(),
            HadSnapshot = reader.Byte() == 1,
            Waiting = (int)reader.Number(),
            Grouped = (int)reader.Number(),
            Log = (uint)reader.Number(),
        };
        for (var left = reader.Number(); left > 0; left--)
            state.Servers[(ulong)reader.Number()] = (uint)reader.Number();
        if (reader.Byte() == 1)
            state.Snapshot = SnapshotState.Read(ref reader);
        if (!reader.IsAtEnd)
            state.HeldUntil = reader.Number();
        return state;
    }
}
