using Backorders.CdcBridge.Images;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Values;

namespace Backorders.CdcBridge.State;

/// <summary>The stored form of rows.</summary>
static class RowCodec
{
    const byte Version = 1;
    const byte Live = 1;
    const byte Waiting = 2;
    const byte Held = 4;

    /// <summary>Writes a row, whose columns stand in the order of one of the table's layouts.</summary>
    public static void Write(StateWriter writer, StoredRow row, int layout)
    {
        var flags = (row.IsLive ? Live : 0) | (row.IsWaiting ? Waiting : 0) | (row.IsHeld ? Held : 0);
        writer.Begin().Byte(Version).Byte((byte)flags)
            .Number(row.Revision).OptionalPosition(row.Fence).Number(
                row.CommitMs).OptionalPosition(row.ReadAt).Number(row.ReadMs);
        if (!row.IsLive)
            return;
        WriteImage(writer.Number((long)row.Content).Position(row.ImageAt), row.Image!, layout);
        writer.Number(row.Contributions.Length);
        foreach (var contribution in row.Contributions)
            Write(writer, contribution);
        writer.Number(row.Lookups.Count);
        foreach (var used in row.Lookups)
            writer.Text(used.Lookup).Text(used.Key);
    }

    /// <summary>Reads a row.</summary>
    /// <param name="bytes">Its stored form.</param>
    /// <param name="columns">The columns by layout.</param>
    /// <param name="table">The table, in whose order the columns are returned.</param>
    public static StoredRow Read(ReadOnlySpan<byte> bytes, IReadOnlyList<string[]> columns, TableMapping table)
    {
        var reader = new StateReader(bytes);
        if (reader.Byte() is var version && version != Version)
            throw new InvalidDataException(
                $"a row of '{table.Id}' is stored in form {version}, this program reads {Version}");
        var flags = reader.Byte();
        var row = new StoredRow
        {
            IsLive = (flags & Live) != 0,
            IsWaiting = (flags & Waiting) != 0,
            IsHeld = (flags & Held) != 0,
            Revision = reader.Number(),
            Fence = reader.OptionalPosition(),
            CommitMs = reader.Number(),
            ReadAt = reader.OptionalPosition(),
            ReadMs = reader.Number(),
        };
        if (!row.IsLive)
            return row;
        row.Content = (ulong)reader.Number();
        row.ImageAt = reader.Position();
        row.Image = ReadImage(ref reader, columns, table);
        var contributions = new Contribution?[(int)reader.Number()];
        for (var index = 0; index < contributions.Length; index++)
            contributions[index] = ReadContribution(ref reader);
        row.Contributions = contributions;
        var lookups = new UsedLookup[(int)reader.Number()];
        for (var index = 0; index < lookups.Length; index++)
            lookups[index] = new(reader.Text(), reader.Text());
        row.Lookups = lookups;
        return row;
    }

    /// <summary>Writes the mapped columns of a row.</summary>
    public static void WriteImage(StateWriter writer, ColumnValue[] image, int layout)
    {
        writer.Number(layout).Number(image.Length);
        foreach (var value in image)
        {
            writer.Byte((byte)value.Kind);
            if (HasText(value.Kind))
                writer.Text(value.Text);
        }
    }

    /// <summary>Reads what <see cref="WriteImage"/> wrote.</summary>
    public static ColumnValue[] ReadImage(ReadOnlySpan<byte> bytes, IReadOnlyList<string[]> columns, TableMapping table)
    {
        var reader = new StateReader(bytes);
        return ReadImage(ref reader, columns, table);
    }

    static ColumnValue[] ReadImage(ref StateReader reader, IReadOnlyList<string[]> columns, TableMapping table)
    {
        var layout = columns[(int)reader.Number()];
        var image = new ColumnValue[(int)reader.Number()];
        for (var index = 0; index < image.Length; index++)
        {
            var kind = (ValueKind)reader.Byte();
            image[index] = new(kind, HasText(kind) ? reader.Text() : "");
        }
        return Arrange(image, layout, table);
    }

    static bool HasText(ValueKind kind) =>
        kind is ValueKind.Text or ValueKind.Integer or ValueKind.Double or ValueKind.Boolean
        or ValueKind.Decimal or ValueKind.TypedText;

    // The mapping may have been changed since: columns that it did not have then are missing.
    static ColumnValue[] Arrange(ColumnValue[] image, string[] layout, TableMapping table)
    {
        if (layout.AsSpan().SequenceEqual(table.ColumnArray))
            return image;
        var arranged = new ColumnValue[table.Columns.Count];
        for (var index = 0; index < arranged.Length; index++)
        {
            var place = Array.IndexOf(layout, table.Columns[index]);
            arranged[index] = place < 0 ? ColumnValue.Missing : image[place];
        }
        return arranged;
    }

    static void Write(StateWriter writer, Contribution? contribution)
    {
        if (contribution is null)
        {
            writer.Byte(0);
            return;
        }
        writer.Byte(
            (byte)(contribution.Command + 1)).Text(contribution.Sku).Text(contribution.Site).Text(contribution.Order)
            .Text(contribution.Line).Number(contribution.Quantity);
        if (contribution.Command is CommandKind.PlaceDemand or CommandKind.ExpectSupply)
        {
            writer.Number(contribution.Cancelled).Number(contribution.Shipped).Text(contribution.Date)
                .Number(contribution.Priority).Text(contribution.Sites);
        }
    }

    static Contribution? ReadContribution(ref StateReader reader)
    {
        var code = reader.Byte();
        if (code == 0)
            return null;
        var command = (CommandKind)(code - 1);
        var contribution = new Contribution(
            command, reader.Text(), reader.Text(), reader.Text(), reader.Text(), reader.Number());
        if (command is not (CommandKind.PlaceDemand or CommandKind.ExpectSupply))
            return contribution;
        return contribution with
        {
            Cancelled = reader.Number(),
            Shipped = reader.Number(),
            Date = reader.Text(),
            Priority = (int)reader.Number(),
            Sites = reader.Text(),
        };
    }
}
