using System.Runtime.InteropServices;

namespace StreamApps.Pipelines.Values;

/// <summary>A row of the table.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Row(int Price, int Supplier, Name Name);

/// <summary>An item with its key's row (p3).</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Enriched(long Id, long Time, int Quantity, int Price, long Amount, Name Name)
{
    /// <summary>Joins the two.</summary>
    public static Enriched Of(in Item item, in Row row) =>
        new(item.Id, item.Time, item.Quantity, row.Price, (long)item.Quantity * row.Price, row.Name);
}

/// <summary>Count and sum of the quantity of a key (p2).</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Totals(long Count, long Sum)
{
    /// <summary>With one more item.</summary>
    public Totals Plus(in Item item) => new(Count + 1, Sum + item.Quantity);
}

/// <summary>How many items of a key a minute has (p4).</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WindowCount(long Start, long Count);

/// <summary>Two items of a key with near times (p5).</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Pair(long Left, long Right, long Time, int Quantity)
{
    /// <summary>Joins the two.</summary>
    public static Pair Of(in Item left, in Item right) =>
        new(left.Id, right.Id, Math.Max(left.Time, right.Time), left.Quantity + right.Quantity);
}

/// <summary>The last item of a key and how many there were (p7).</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Seen(long Id, long Time, long Count)
{
    /// <summary>With one more item.</summary>
    public Seen Next(in Item item) => new(item.Id, item.Time, Count + 1);
}

/// <summary>A command of p8.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Command(CommandType Type, byte Priority, int Quantity, long Subject);

/// <summary>What a command of p8 asks for.</summary>
public enum CommandType : byte
{
    /// <summary>An order's units.</summary>
    Place = 1,

    /// <summary>An order's end.</summary>
    Cancel,

    /// <summary>More stock.</summary>
    Receive,
}

/// <summary>What p8 says happened.</summary>
public enum EventType : byte
{
    /// <summary>Units given at once.</summary>
    Allocated = 1,

    /// <summary>Units that wait.</summary>
    Backordered,

    /// <summary>Waiting units given.</summary>
    Filled,

    /// <summary>Waiting units given up.</summary>
    Cancelled,

    /// <summary>Given units that came back.</summary>
    Released,

    /// <summary>Units that came in.</summary>
    Received,

    /// <summary>A command that changes nothing.</summary>
    Rejected,
}

/// <summary>Why a command of p8 was rejected.</summary>
public enum RejectionReason : byte
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>The order is known.</summary>
    DuplicateOrder,

    /// <summary>The order is not known.</summary>
    UnknownOrder,
}

/// <summary>An event of p8, with the SKU's units after it.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Event(
    EventType Type,
    RejectionReason Reason,
    short Index,
    int Quantity,
    long Subject,
    long Sequence,
    long Available,
    long Waiting);

/// <summary>An order's rank and units; what waits of it is in the queue.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Order(long Rank, int Quantity);

/// <summary>A line of the queue.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WaitingLine(long Order, int Quantity);
