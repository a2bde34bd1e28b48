using System.Buffers.Binary;

namespace Backorders.CdcBridge.Positions;

/// <summary>
/// A place in the log of a source database. For one row key the places of its changes rise, so a change at or below the
/// place of the last one was delivered before. Places of different rows say nothing about each other in PostgreSQL,
/// whose transactions interleave.
/// </summary>
/// <param name="Epoch">
/// Counts the logs: after a failover a new log begins, and its places are no places of the old one.
/// </param>
/// <param name="A">
/// PostgreSQL: the LSN. MySQL: the file's number. SQL Server: the commit LSN. Oracle: the commit SCN.
/// </param>
/// <param name="B">
/// MySQL: the position. SQL Server: the last part of the commit LSN. Oracle: the change's own SCN.
/// </param>
/// <param name="C">
/// MySQL: the row of the event. SQL Server: the change LSN. Oracle: the redo log and the block in it.
/// </param>
/// <param name="D">
/// SQL Server: the last part of the change LSN and the event's serial number. Oracle: the byte in the block and the
/// number of the change in its redo record.
/// </param>
readonly record struct SourcePosition(
    uint Epoch, ulong A, ulong B = 0, ulong C = 0, ulong D = 0) : IComparable<SourcePosition>
{
    /// <summary>The bytes of the stored form, whose order is that of the places.</summary>
    public const int Size = sizeof(uint) + (4 * sizeof(ulong));

    public static bool operator <(SourcePosition left, SourcePosition right) => left.CompareTo(right) < 0;

    public static bool operator >(SourcePosition left, SourcePosition right) => left.CompareTo(right) > 0;

    public static bool operator <=(SourcePosition left, SourcePosition right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SourcePosition left, SourcePosition right) => left.CompareTo(right) >= 0;

    public int CompareTo(SourcePosition other)
    {
        var order = Epoch.CompareTo(other.Epoch);
        return order != 0 ? order : CompareWithinEpoch(other);
    }

    /// <summary>The order of both as if they were of one log.</summary>
    public int CompareWithinEpoch(SourcePosition other)
    {
        var order = A.CompareTo(other.A);
        if (order == 0)
            order = B.CompareTo(other.B);
        if (order == 0)
            order = C.CompareTo(other.C);
        return order != 0 ? order : D.CompareTo(other.D);
    }

    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt32BigEndian(target, Epoch);
        BinaryPrimitives.WriteUInt64BigEndian(target[4..], A);
        BinaryPrimitives.WriteUInt64BigEndian(target[12..], B);
        BinaryPrimitives.WriteUInt64BigEndian(target[20..], C);
        BinaryPrimitives.WriteUInt64BigEndian(target[28..], D);
    }

    public static SourcePosition Read(ReadOnlySpan<byte> source) => new(
        BinaryPrimitives.ReadUInt32BigEndian(source),
        BinaryPrimitives.ReadUInt64BigEndian(source[4..]),
        BinaryPrimitives.ReadUInt64BigEndian(source[12..]),
        BinaryPrimitives.ReadUInt64BigEndian(source[20..]),
        BinaryPrimitives.ReadUInt64BigEndian(source[28..]));

    /// <summary>
    /// As people know it: an LSN, <c>file:position:row</c>, <c>commit/change/serial</c> of SQL Server,
    /// <c>commit/scn/record/ssn</c>
    /// of Oracle.
    /// </summary>
    public string Text(ConnectorKind connector) => connector switch
    {
        ConnectorKind.PostgreSql => $"{A}",
        ConnectorKind.MySql or ConnectorKind.MariaDb => $"{A:D6}:{B}:{C}",
        ConnectorKind.SqlServer => $"{A >> 32:x8}:{(uint)A:x8}:{B:x4}/{C >> 32:x8}:{(uint)C:x8}:{D >> 32:x4}/{(uint)D}",
        _ => $"{A}/{B}/{C >> 32:x6}.{(uint)C:x8}.{D >> 32:x4}/{(uint)D}",
    };
}
