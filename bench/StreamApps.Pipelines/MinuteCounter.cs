using System.Buffers.Binary;
using System.Text;
using StreamApps.Pipelines.Values;
using StreamApps.Processing;
using StreamApps.State;

namespace StreamApps.Pipelines;

/// <summary>
/// p4 and p4c: counts the items of each key and minute, and takes late ones for ten seconds more. An entry's key is the
/// minute and the SKU, so that what has closed stands first.
/// </summary>
/// <param name="onClose">True to emit a count once, when its minute has closed.</param>
sealed class MinuteCounter(bool onClose) : IProcessor<string, Item, string, WindowCount>
{
    const long Minute = 60_000;
    const long Lifetime = Minute + 10_000;

    static readonly StoreDescriptor<IBytesStore> s_counts = Stores.Bytes("windows");

    readonly byte[] _key = new byte[256];
    IProcessorContext<string, WindowCount>? _context;
    IBytesStore? _counts;

    // When the first minute that has entries closes.
    long _nextClose;

    /// <summary>What it keeps.</summary>
    public static StoreDescriptor[] Kept => [s_counts];

    public void Init(IProcessorContext<string, WindowCount> context)
    {
        _context = context;
        _counts = context.Store(s_counts);
        _nextClose = FirstClose();
    }

    public void Process(in Record<string, Item> record)
    {
        var now = _context!.StreamTime;
        if (_nextClose <= now)
            Close(now);
        var start = record.Timestamp - (record.Timestamp % Minute);
        if (start + Lifetime <= now)
            return;
        var key = Key(start, record.Key);
        var count = 1L;
        if (_counts!.TryGet(key, out var before))
            count += BinaryPrimitives.ReadInt64BigEndian(before);
        else
            _nextClose = Math.Min(_nextClose, start + Lifetime);
        Span<byte> value = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(value, count);
        _counts.Put(key, value);
        if (!onClose)
            _context.Forward(new(record.Key, new WindowCount(start, count), record.Timestamp));
    }

    void Close(long now)
    {
        using (var entries = _counts!.Scan([], KeyOf(now - Lifetime + 1)))
        {
            while (entries.MoveNext())
            {
                if (onClose)
                    Emit(entries.Key, entries.Value);
                _counts.Delete(entries.Key);
            }
        }
        _nextClose = FirstClose();
    }

    void Emit(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var start = BinaryPrimitives.ReadInt64BigEndian(key);
        var count = new WindowCount(start, BinaryPrimitives.ReadInt64BigEndian(value));
        _context!.Forward(new(Encoding.UTF8.GetString(key[sizeof(long)..]), count, start + Minute - 1));
    }

    long FirstClose()
    {
        using var entries = _counts!.Scan([], []);
        return entries.MoveNext() ? BinaryPrimitives.ReadInt64BigEndian(entries.Key) + Lifetime : long.MaxValue;
    }

    ReadOnlySpan<byte> Key(long start, string sku)
    {
        var key = _key.AsSpan();
        BinaryPrimitives.WriteInt64BigEndian(key, start);
        return key[..(sizeof(long) + Encoding.UTF8.GetBytes(sku, key[sizeof(long)..]))];
    }

    ReadOnlySpan<byte> KeyOf(long start)
    {
        BinaryPrimitives.WriteInt64BigEndian(_key, Math.Max(start, 0));
        return _key.AsSpan(0, sizeof(long));
    }
}
