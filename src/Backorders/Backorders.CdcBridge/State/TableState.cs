using Backorders.CdcBridge.Positions;

namespace Backorders.CdcBridge.State;

/// <summary>What is kept of a table.</summary>
sealed class TableState
{
    const byte Version = 1;

    /// <summary>Everything below was truncated; null for never.</summary>
    public SourcePosition? Floor { get; set; }

    /// <summary>Why it is halted; null when it is not.</summary>
    public string? Halted { get; set; }

    /// <summary>The epoch in which it was halted: a higher one in the mapping ends that.</summary>
    public uint HaltedEpoch { get; set; }

    /// <summary>What was told already, once.</summary>
    public HashSet<string> Told { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a snapshot read any row.</summary>
    public bool WasRead { get; set; }

    /// <summary>The mapped columns of each version of the mapping.</summary>
    public List<string[]> Layouts { get; } = [];

    /// <summary>The scales of decimals by column, from a place on.</summary>
    public List<(string Column, SourcePosition From, int Scale)> Scales { get; } = [];

    /// <summary>The families of types that columns had.</summary>
    public Dictionary<string, string> Types { get; } = new(StringComparer.Ordinal);

    public void Write(StateWriter writer)
    {
        writer.Begin().Byte(Version).OptionalPosition(Floor).Text(Halted ?? "").Number(HaltedEpoch).Byte(
            WasRead ? (byte)1 : (byte)0);
        writer.Number(Told.Count);
        foreach (var told in Told)
            writer.Text(told);
        writer.Number(Layouts.Count);
        foreach (var layout in Layouts)
        {
            writer.Number(layout.Length);
            foreach (var column in layout)
                writer.Text(column);
        }
        writer.Number(Scales.Count);
        foreach (var (column, from, scale) in Scales)
            writer.Text(column).Position(from).Number(scale);
        writer.Number(Types.Count);
        foreach (var (column, type) in Types)
            writer.Text(column).Text(type);
    }

    public static TableState Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new StateReader(bytes);
        if (reader.Byte() is var version && version != Version)
            throw new InvalidDataException(
                $"a table's state is stored in form {version}, this program reads {Version}");
        var state = new TableState { Floor = reader.OptionalPosition() };
        state.Halted = reader.Text() is { Length: > 0 } reason ? reason : null;
        state.HaltedEpoch = (uint)reader.Number();
        state.WasRead = reader.Byte() == 1;
        for (var left = reader.Number(); left > 0; left--)
            state.Told.Add(reader.Text());
        for (var left = reader.Number(); left > 0; left--)
        {
            var layout = new string[(int)reader.Number()];
            for (var index = 0; index < layout.Length; index++)
                layout[index] = reader.Text();
            state.Layouts.Add(layout);
        }
        for (var left = reader.Number(); left > 0; left--)
            state.Scales.Add((reader.Text(), reader.Position(), (int)reader.Number()));
        for (var left = reader.Number(); left > 0; left--)
            state.Types[reader.Text()] = reader.Text();
        return state;
    }
}
