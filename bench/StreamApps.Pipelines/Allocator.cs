using System.Buffers.Binary;
using StreamApps.Pipelines.Values;
using StreamApps.Processing;
using StreamApps.State;

namespace StreamApps.Pipelines;

/// <summary>
/// p8: allocation of a SKU's units. A waiting line is an entry of its own, read from the head of its
/// priority, so a receipt works on the lines that it fills. A rank is the priority in the top byte and the
/// offset of the command below it.
/// </summary>
sealed class Allocator : IProcessor<string, Command, string, Event>
{
    const int PriorityShift = 56;
    const int LineSize = 12;

    static readonly StoreDescriptor<IKeyValueStore<string, Stock>> s_stocks =
        Stores.KeyValue("stocks", Serdes.String, Layouts.Stocks);

    static readonly StoreDescriptor<IKeyValueStore<long, Order>> s_orders =
        Stores.KeyValue("orders", Serdes.Int64, Layouts.Orders);

    static readonly StoreDescriptor<IBytesStore> s_queue = Stores.Bytes("queue");

    readonly QueueKey _key = new();
    readonly QueueKey _end = new();
    IProcessorContext<string, Event>? _context;
    IKeyValueStore<string, Stock>? _stocks;
    IKeyValueStore<long, Order>? _orders;
    IBytesStore? _queue;

    // Of the command that is being processed.
    string _sku = "";
    long _timestamp;
    long _sequence;
    short _index;
    Stock _stock;

    /// <summary>What it keeps.</summary>
    public static StoreDescriptor[] Kept => [s_stocks, s_orders, s_queue];

    public void Init(IProcessorContext<string, Event> context)
    {
        _context = context;
        _stocks = context.Store(s_stocks);
        _orders = context.Store(s_orders);
        _queue = context.Store(s_queue);
    }

    public void Process(in Record<string, Command> record)
    {
        (_sku, _timestamp, _sequence, _index) = (record.Key, record.Timestamp, _context!.Metadata.Offset, 0);
        if (!_stocks!.TryGet(_sku, out var before))
            before = Stock.None;
        _stock = before;
        _key.Begin(_sku);
        switch (record.Value.Type)
        {
            case CommandType.Place:
                Place(record.Value);
                break;
            case CommandType.Cancel:
                Cancel(record.Value);
                break;
            case CommandType.Receive:
                _stock.Available += record.Value.Quantity;
                Emit(EventType.Received, record.Value.Quantity, record.Value.Subject);
                Fill();
                break;
            default:
                throw new InvalidDataException($"command type {record.Value.Type} is none of 1 to 3");
        }
        if (!_stock.Equals(before))
            _stocks.Put(_sku, _stock);
    }

    void Place(in Command command)
    {
        if (_orders!.TryGet(command.Subject, out _))
        {
            Emit(EventType.Rejected, command.Quantity, command.Subject, RejectionReason.DuplicateOrder);
            return;
        }
        var rank = ((long)command.Priority << PriorityShift) | _sequence;
        _orders.Put(command.Subject, new(rank, command.Quantity));
        var allocated = (int)Math.Min(_stock.Available, command.Quantity);
        if (allocated > 0)
        {
            _stock.Available -= allocated;
            Emit(EventType.Allocated, allocated, command.Subject);
        }
        var rest = command.Quantity - allocated;
        if (rest == 0)
            return;
        ref var queue = ref _stock.Queues[command.Priority];
        if (queue.Waiting == 0)
            queue.Head = rank;
        queue.Waiting += rest;
        PutLine(_key.Of(rank), command.Subject, rest);
        Emit(EventType.Backordered, rest, command.Subject);
    }

    void Cancel(in Command command)
    {
        if (!_orders!.TryGet(command.Subject, out var order))
        {
            Emit(EventType.Rejected, 0, command.Subject, RejectionReason.UnknownOrder);
            return;
        }
        _orders.Delete(command.Subject);
        var cancelled = 0;
        var key = _key.Of(order.Rank);
        ref var queue = ref _stock.Queues[(int)(order.Rank >> PriorityShift)];
        if (queue.Waiting > 0 && order.Rank >= queue.Head && _queue!.TryGet(key, out var line))
        {
            cancelled = Quantity(line);
            _queue.Delete(key);
        }
        queue.Waiting -= cancelled;
        Emit(EventType.Cancelled, cancelled, command.Subject);
        var released = order.Quantity - cancelled;
        if (released == 0)
            return;
        _stock.Available += released;
        Emit(EventType.Released, released, command.Subject);
        Fill();
    }

    void Fill()
    {
        for (var priority = 0; priority < Stock.Priorities && _stock.Available > 0; priority++)
        {
            if (_stock.Queues[priority].Waiting > 0)
                Fill(ref _stock.Queues[priority], priority);
        }
    }

    void Fill(ref Queue queue, int priority)
    {
        _end.Begin(_sku);
        using var lines = _queue!.Scan(_key.Of(queue.Head), _end.Of((priority + 1L) << PriorityShift));
        while (_stock.Available > 0 && queue.Waiting > 0 && lines.MoveNext())
        {
            var (order, quantity) = (BinaryPrimitives.ReadInt64BigEndian(lines.Value), Quantity(lines.Value));
            var filled = (int)Math.Min(_stock.Available, quantity);
            _stock.Available -= filled;
            queue.Waiting -= filled;
            queue.Head = QueueKey.Rank(lines.Key);
            if (filled == quantity)
                _queue.Delete(_key.Of(queue.Head));
            else
                PutLine(_key.Of(queue.Head), order, quantity - filled);
            Emit(EventType.Filled, filled, order);
        }
    }

    void PutLine(ReadOnlySpan<byte> key, long order, int quantity)
    {
        Span<byte> line = stackalloc byte[LineSize];
        BinaryPrimitives.WriteInt64BigEndian(line, order);
        BinaryPrimitives.WriteInt32BigEndian(line[sizeof(long)..], quantity);
        _queue!.Put(key, line);
    }

    static int Quantity(ReadOnlySpan<byte> line) => BinaryPrimitives.ReadInt32BigEndian(line[sizeof(long)..]);

    void Emit(EventType type, int quantity, long subject, RejectionReason reason = RejectionReason.None) =>
        _context!.Forward(new(
            _sku,
            new Event(type, reason, _index++, quantity, subject, _sequence, _stock.Available, _stock.Waiting),
            _timestamp));
}
