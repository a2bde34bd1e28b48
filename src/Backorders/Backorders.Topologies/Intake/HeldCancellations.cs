using System.Buffers;
using System.Buffers.Binary;
using Backorders.Contracts;
using Google.Protobuf;
using StreamApps.State;

namespace Backorders.Topologies.Intake;

/// <summary>
/// Cancellations that came before their order, each under its order and under the end of its time, and the business
/// time of the partition by which that end is judged.
/// </summary>
sealed class HeldCancellations(IBytesStore store)
{
    const byte ByOrder = 2;
    const byte ByEnd = 3;
    const byte Clock = 4;
    const int MaxExpiredAtOnce = 100;

    readonly ArrayBufferWriter<byte> _key = new(128);
    readonly ArrayBufferWriter<byte> _value = new(256);

    /// <summary>
    /// Moves business time forward to this time, never back, and returns it. Milliseconds since 1970.
    /// </summary>
    public long Advance(long time)
    {
        var last = ReadNumber([Clock, 0]);
        if (time > last)
            WriteNumber([Clock, 0], time);
        return Math.Max(time, last);
    }

    /// <summary>Holds a cancellation until <paramref name="end"/>.</summary>
    public void Hold(CancellationRequested cancellation, long end)
    {
        var number = ReadNumber([Clock, 1]) + 1;
        WriteNumber([Clock, 1], number);
        _value.ResetWrittenCount();
        cancellation.WriteTo(_value);

        OrderKeys.Start(_key, ByOrder, cancellation.OrderId);
        OrderKeys.AddNumber(_key, number);
        OrderKeys.AddNumber(_key, end);
        store.Put(_key.WrittenSpan, _value.WrittenSpan);
        store.Put(EndKey(end, number), _value.WrittenSpan);
    }

    /// <summary>Takes those of an order out, each with the end of its time, in the order in which they came.</summary>
    public List<(CancellationRequested Cancellation, long End)> Take(string orderId)
    {
        var taken = new List<(CancellationRequested Cancellation, byte[] Key)>();
        using (var entries = store.ScanPrefix(OrderKeys.Start(_key, ByOrder, orderId)))
        {
            while (entries.MoveNext())
                taken.Add((CancellationRequested.Parser.ParseFrom(entries.Value), entries.Key.ToArray()));
        }
        var held = new List<(CancellationRequested, long)>(taken.Count);
        foreach (var (cancellation, key) in taken)
        {
            store.Delete(key);
            var numbers = key.AsSpan(key.Length - (2 * sizeof(long)));
            var end = BinaryPrimitives.ReadInt64BigEndian(numbers[sizeof(long)..]);
            store.Delete(EndKey(end, BinaryPrimitives.ReadInt64BigEndian(numbers)));
            held.Add((cancellation, end));
        }
        return held;
    }

    /// <summary>Takes those out whose time has ended: some at a time, the rest at the next call.</summary>
    public List<CancellationRequested> TakeExpired(long now)
    {
        var taken = new List<(CancellationRequested Cancellation, byte[] Key)>();
        using (var entries = store.Scan([ByEnd], EndKey(now + 1, 0)))
        {
            while (taken.Count < MaxExpiredAtOnce && entries.MoveNext())
                taken.Add((CancellationRequested.Parser.ParseFrom(entries.Value), entries.Key.ToArray()));
        }
        foreach (var (cancellation, key) in taken)
        {
            store.Delete(key);
            var end = BinaryPrimitives.ReadInt64BigEndian(key.AsSpan(1));
            var number = BinaryPrimitives.ReadInt64BigEndian(key.AsSpan(1 + sizeof(long)));
            OrderKeys.Start(_key, ByOrder, cancellation.OrderId);
            OrderKeys.AddNumber(_key, number);
            OrderKeys.AddNumber(_key, end);
            store.Delete(_key.WrittenSpan);
        }
        return taken.ConvertAll(entry => entry.Cancellation);
    }

    ReadOnlySpan<byte> EndKey(long end, long number)
    {
        _key.ResetWrittenCount();
        _key.Write([ByEnd]);
        OrderKeys.AddNumber(_key, end);
        OrderKeys.AddNumber(_key, number);
        return _key.WrittenSpan;
    }

    long ReadNumber(ReadOnlySpan<byte> key) =>
        store.TryGet(key, out ReadOnlySpan<byte> value) ? BinaryPrimitives.ReadInt64BigEndian(value) : 0;

    void WriteNumber(ReadOnlySpan<byte> key, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        store.Put(key, bytes);
    }
}
