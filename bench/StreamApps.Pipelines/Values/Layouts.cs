using System.Buffers.Binary;

namespace StreamApps.Pipelines.Values;

/// <summary>The bytes of all values, big-endian, as the benchmark's description fixes them.</summary>
public static class Layouts
{
    /// <summary>100 bytes.</summary>
    public static ISerde<Item> Items { get; } = new FixedSerde<Item>(
        Item.Size,
        static (in value, bytes) => ((ReadOnlySpan<byte>)value).CopyTo(bytes),
        static bytes =>
        {
            var item = default(Item);
            bytes.CopyTo(item);
            return item;
        });

    /// <summary>40 bytes.</summary>
    public static ISerde<Row> Rows { get; } = new FixedSerde<Row>(
        8 + Name.Size,
        static (in value, bytes) =>
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes, value.Price);
            BinaryPrimitives.WriteInt32BigEndian(bytes[4..], value.Supplier);
            Put(value.Name, bytes[8..]);
        },
        static bytes => new(Int32(bytes, 0), Int32(bytes, 4), NameAt(bytes[8..])));

    /// <summary>64 bytes.</summary>
    public static ISerde<Enriched> Enriched { get; } = new FixedSerde<Enriched>(
        32 + Name.Size,
        static (in value, bytes) =>
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes, value.Id);
            BinaryPrimitives.WriteInt64BigEndian(bytes[8..], value.Time);
            BinaryPrimitives.WriteInt32BigEndian(bytes[16..], value.Quantity);
            BinaryPrimitives.WriteInt32BigEndian(bytes[20..], value.Price);
            BinaryPrimitives.WriteInt64BigEndian(bytes[24..], value.Amount);
            Put(value.Name, bytes[32..]);
        },
        static bytes => new(
            Int64(bytes, 0),
            Int64(bytes, 8),
            Int32(bytes, 16),
            Int32(bytes, 20),
            Int64(bytes, 24),
            NameAt(bytes[32..])));

    /// <summary>16 bytes.</summary>
    public static ISerde<Totals> Totals { get; } = new FixedSerde<Totals>(
        16,
        static (in value, bytes) => Put(value.Count, value.Sum, bytes),
        static bytes => new(Int64(bytes, 0), Int64(bytes, 8)));

    /// <summary>16 bytes.</summary>
    public static ISerde<WindowCount> WindowCounts { get; } = new FixedSerde<WindowCount>(
        16,
        static (in value, bytes) => Put(value.Start, value.Count, bytes),
        static bytes => new(Int64(bytes, 0), Int64(bytes, 8)));

    /// <summary>28 bytes.</summary>
    public static ISerde<Pair> Pairs { get; } = new FixedSerde<Pair>(
        28,
        static (in value, bytes) =>
        {
            Put(value.Left, value.Right, bytes);
            BinaryPrimitives.WriteInt64BigEndian(bytes[16..], value.Time);
            BinaryPrimitives.WriteInt32BigEndian(bytes[24..], value.Quantity);
        },
        static bytes => new(Int64(bytes, 0), Int64(bytes, 8), Int64(bytes, 16), Int32(bytes, 24)));

    /// <summary>24 bytes.</summary>
    public static ISerde<Seen> Seen { get; } = new FixedSerde<Seen>(
        24,
        static (in value, bytes) =>
        {
            Put(value.Id, value.Time, bytes);
            BinaryPrimitives.WriteInt64BigEndian(bytes[16..], value.Count);
        },
        static bytes => new(Int64(bytes, 0), Int64(bytes, 8), Int64(bytes, 16)));

    /// <summary>64 bytes, of which 24 mean something.</summary>
    public static ISerde<Command> Commands { get; } = new FixedSerde<Command>(
        64,
        static (in value, bytes) =>
        {
            bytes.Clear();
            bytes[0] = (byte)value.Type;
            bytes[1] = value.Priority;
            BinaryPrimitives.WriteInt32BigEndian(bytes[4..], value.Quantity);
            BinaryPrimitives.WriteInt64BigEndian(bytes[8..], value.Subject);
        },
        static bytes => new((CommandType)bytes[0], bytes[1], Int32(bytes, 4), Int64(bytes, 8)));

    /// <summary>40 bytes.</summary>
    public static ISerde<Event> Events { get; } = new FixedSerde<Event>(
        40,
        static (in value, bytes) =>
        {
            bytes[0] = (byte)value.Type;
            bytes[1] = (byte)value.Reason;
            BinaryPrimitives.WriteInt16BigEndian(bytes[2..], value.Index);
            BinaryPrimitives.WriteInt32BigEndian(bytes[4..], value.Quantity);
            Put(value.Subject, value.Sequence, bytes[8..]);
            Put(value.Available, value.Waiting, bytes[24..]);
        },
        static bytes => new(
            (EventType)bytes[0],
            (RejectionReason)bytes[1],
            BinaryPrimitives.ReadInt16BigEndian(bytes[2..]),
            Int32(bytes, 4),
            Int64(bytes, 8),
            Int64(bytes, 16),
            Int64(bytes, 24),
            Int64(bytes, 32)));

    /// <summary>56 bytes.</summary>
    public static ISerde<Stock> Stocks { get; } = new FixedSerde<Stock>(
        8 + (16 * Stock.Priorities),
        static (in value, bytes) =>
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes, value.Available);
            for (var priority = 0; priority < Stock.Priorities; priority++)
                Put(value.Queues[priority].Waiting, value.Queues[priority].Head, bytes[(8 + (16 * priority))..]);
        },
        static bytes =>
        {
            var stock = new Stock { Available = Int64(bytes, 0) };
            for (var priority = 0; priority < Stock.Priorities; priority++)
                stock.Queues[priority] = new(Int64(bytes, 8 + (16 * priority)), Int64(bytes, 16 + (16 * priority)));
            return stock;
        });

    /// <summary>12 bytes.</summary>
    public static ISerde<Order> Orders { get; } = new FixedSerde<Order>(
        12,
        static (in value, bytes) =>
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes, value.Rank);
            BinaryPrimitives.WriteInt32BigEndian(bytes[8..], value.Quantity);
        },
        static bytes => new(Int64(bytes, 0), Int32(bytes, 8)));

    static void Put(long first, long second, Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt64BigEndian(bytes, first);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], second);
    }

    static void Put(in Name name, Span<byte> bytes) => ((ReadOnlySpan<byte>)name).CopyTo(bytes);

    static Name NameAt(ReadOnlySpan<byte> bytes)
    {
        var name = default(Name);
        bytes[..Name.Size].CopyTo(name);
        return name;
    }

    static long Int64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64BigEndian(bytes[at..]);

    static int Int32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt32BigEndian(bytes[at..]);
}
