using System.Buffers;
using System.Text;
using Backorders.Contracts;
using Google.Protobuf;
using StreamApps.State;

namespace Backorders.Topologies.OrderStatus;

/// <summary>The lines of orders, and the orders whose status is to be emitted.</summary>
sealed class LineStatuses(IBytesStore store)
{
    const byte Lines = 1;
    const byte Changed = 2;

    readonly ArrayBufferWriter<byte> _key = new(128);
    readonly ArrayBufferWriter<byte> _value = new(256);

    public OrderLineStatus? Find(string orderId, string lineId) =>
        store.TryGet(LineKey(orderId, lineId), out ReadOnlySpan<byte> value)
            ? OrderLineStatus.Parser.ParseFrom(value)
            : null;

    public void Put(string orderId, OrderLineStatus line)
    {
        Write(line);
        store.Put(LineKey(orderId, line.LineId), _value.WrittenSpan);
    }

    /// <summary>The lines of an order by the bytes of their ids.</summary>
    public List<OrderLineStatus> Of(string orderId)
    {
        var lines = new List<OrderLineStatus>();
        using var entries = store.ScanPrefix(OrderKeys.Start(_key, Lines, orderId));
        while (entries.MoveNext())
            lines.Add(OrderLineStatus.Parser.ParseFrom(entries.Value));
        return lines;
    }

    public void MarkChanged(string orderId, LogPosition position)
    {
        Write(position);
        _key.ResetWrittenCount();
        _key.Write([Changed]);
        Encoding.UTF8.GetBytes(orderId, _key);
        store.Put(_key.WrittenSpan, _value.WrittenSpan);
    }

    /// <summary>Takes up to so many changed orders out.</summary>
    public List<(string OrderId, LogPosition Position)> TakeChanged(int most)
    {
        var taken = new List<(string OrderId, LogPosition Position)>();
        using (var entries = store.ScanPrefix([Changed]))
        {
            while (taken.Count < most && entries.MoveNext())
                taken.Add((Encoding.UTF8.GetString(entries.Key[1..]), LogPosition.Parser.ParseFrom(entries.Value)));
        }
        foreach (var (orderId, _) in taken)
        {
            _key.ResetWrittenCount();
            _key.Write([Changed]);
            Encoding.UTF8.GetBytes(orderId, _key);
            store.Delete(_key.WrittenSpan);
        }
        return taken;
    }

    ReadOnlySpan<byte> LineKey(string orderId, string lineId)
    {
        OrderKeys.Start(_key, Lines, orderId);
        Encoding.UTF8.GetBytes(lineId, _key);
        return _key.WrittenSpan;
    }

    void Write(IMessage message)
    {
        _value.ResetWrittenCount();
        message.WriteTo(_value);
    }
}
