using Backorders.Contracts;
using StreamApps.Processing;
using Status = Backorders.Contracts.OrderStatus;

namespace Backorders.Topologies.OrderStatus;

/// <summary>
/// Keeps one entry for each line, and emits the status of an order once its changes have been gathered: an order of
/// two hundred lines costs one status for each interval, not one for each event.
/// </summary>
sealed class OrderStatusProcessor : IProcessor<string, StatusInput, string, Status>
{
    const int MaxEmitted = 500;

    IProcessorContext<string, Status>? _context;
    LineStatuses? _lines;

    public void Init(IProcessorContext<string, Status> context)
    {
        _context = context;
        _lines = new LineStatuses(context.Store(OrderStatusTopology.Statuses));
        context.Schedule(OrderStatusTopology.EmitInterval, PunctuationType.WallClock, Emit);
    }

    public void Process(in Record<string, StatusInput> record)
    {
        var changed = record.Value switch
        {
            { Order.Placed: { } placed } => Placed(placed),
            { Decision: { } decision } => Decided(decision),
            _ => false,
        };
        if (!changed)
            return;
        var origin = _context!.Metadata;
        _lines!.MarkChanged(record.Key, new LogPosition
        {
            Topic = origin.Source.Topic,
            Partition = origin.Source.Partition,
            Offset = origin.Offset,
        });
    }

    bool Placed(OrderPlaced order)
    {
        var changed = false;
        foreach (var line in order.Lines)
        {
            // The allocator may have been quicker: what it said stands.
            if (_lines!.Find(order.OrderId, line.LineId) is not null)
                continue;
            _lines.Put(order.OrderId, new() { LineId = line.LineId, Sku = line.Sku, Quantity = line.Quantity });
            changed = true;
        }
        return changed;
    }

    bool Decided(AllocationEvent decision)
    {
        var line = _lines!.Find(decision.OrderId, decision.LineId)
            ?? new OrderLineStatus { LineId = decision.LineId, Sku = decision.Metadata.Sku };
        if (decision.Metadata.SkuSequence <= line.SkuSequence || !StatusChange.Apply(decision, line))
            return false;
        line.SkuSequence = decision.Metadata.SkuSequence;
        // A refused SKU that is no identifier is not repeated: the partition itself stands in its place.
        if (!string.Equals(decision.Metadata.Sku, RoutedCommand.PartitionKey, StringComparison.Ordinal))
            line.Sku = decision.Metadata.Sku;
        _lines.Put(decision.OrderId, line);
        return true;
    }

    void Emit(long now)
    {
        foreach (var (orderId, position) in _lines!.TakeChanged(MaxEmitted))
        {
            var status = new Status { OrderId = orderId, Position = position };
            status.Lines.AddRange(_lines.Of(orderId));
            StatusChange.Summarise(status);
            _context!.Forward(new Record<string, Status>(orderId, status, now));
        }
    }
}
