using Backorders.Contracts;
using StreamApps.Processing;

namespace Backorders.Topologies.Intake;

/// <summary>
/// Splits orders into lines and routes what happens to a line to the partition of its SKU. It remembers the SKU of
/// each line, expands the cancellation of a whole order, and holds what comes before its order for a time.
/// </summary>
sealed class OrderRouter(IntakeOptions options) : IProcessor<string, OrderInput, string, RoutedCommand>
{
    readonly CommandFactory _commands = new(options);
    readonly CloudEvents _headers = new("/backorders/intake");
    readonly HashSet<string> _linesOfMessage = new(StringComparer.Ordinal);
    IProcessorContext<string, RoutedCommand>? _context;
    OrderLines? _lines;
    HeldCancellations? _held;

    public void Init(IProcessorContext<string, RoutedCommand> context)
    {
        _context = context;
        var store = context.Store(IntakeTopology.Orders);
        _lines = new OrderLines(store);
        _held = new HeldCancellations(store);
    }

    public void Process(in Record<string, OrderInput> record)
    {
        var (metadata, orderId) = record.Value switch
        {
            { Order: { Placed: { } placed } order } => (order.Metadata, placed.OrderId),
            { Order: { Amended: { } amended } order } => (order.Metadata, amended.OrderId),
            { Cancellation: { } cancellation } => (cancellation.Metadata, cancellation.OrderId),
            { Shipment: { } shipment } => (shipment.Metadata, shipment.OrderId),
            _ => throw new InvalidRecordException("the message has no body that this version knows"),
        };
        if (string.IsNullOrEmpty(record.Key))
            throw new InvalidRecordException(
                "the message has no key: the key is its order id, and decides its partition");
        if (!string.Equals(record.Key, orderId, StringComparison.Ordinal))
            throw new InvalidRecordException($"the key '{record.Key}' is not the message's order id '{orderId}'");
        if (metadata is null)
            throw new InvalidRecordException("the message has no metadata");

        var now = _held!.Advance(Bounded(metadata));
        switch (record.Value)
        {
            case { Order.Placed: { } placed }:
                Place(placed, metadata, now);
                break;
            case { Order.Amended: { } amended }:
                Amend(amended, metadata);
                break;
            case { Cancellation: { } cancellation }:
                Cancel(cancellation, now);
                break;
            default:
                Ship(record.Value.Shipment!, metadata);
                break;
        }
        foreach (var expired in _held.TakeExpired(now))
            Expire(expired);
    }

    void Expire(CancellationRequested cancellation) => Except(
        "unmatched_cancellation",
        "no order came for it in time",
        cancellation.OrderId,
        cancellation.LineId,
        cancellation.Metadata);

    void Place(OrderPlaced order, MessageMetadata metadata, long now)
    {
        var rank = new OrderRank
        {
            PriorityClass = order.HasPriorityClass ? order.PriorityClass : 50,
            AcceptedAtUnixMs = now,
            OrderId = order.OrderId,
        };
        if (order.HasRequestedDate)
            rank.RequestedDate = order.RequestedDate;
        if (order.Lines.Count == 0)
            Except("order_without_lines", "the order has no lines", order.OrderId, "", metadata);
        _linesOfMessage.Clear();
        foreach (var line in order.Lines)
        {
            // Both would get one event id, and the allocator would drop the second as a repeat.
            if (!_linesOfMessage.Add(line.LineId))
            {
                Except("duplicate_line", "the order names the line twice", order.OrderId, line.LineId, metadata);
                continue;
            }
            var known = _lines!.Find(order.OrderId, line.LineId);
            if (known is not null && !string.Equals(known, line.Sku, StringComparison.Ordinal))
            {
                Except("duplicate_line", $"the line is of SKU {known} already", order.OrderId, line.LineId, metadata);
                continue;
            }
            if (known is null)
                _lines.Put(order.OrderId, line.LineId, line.Sku);
            var command = _commands.Create(metadata, line.LineId, line.Sku, _context!.Metadata);
            command.OrderId = order.OrderId;
            command.LineId = line.LineId;
            command.OrderRank = rank;
            command.PlaceDemand = Demand(order, line);
            Send(command);
        }
        // In the order in which they came; a line that the order turned out not to have stays
        // held until its time is up.
        foreach (var (held, end) in _held!.Take(order.OrderId))
        {
            if (end <= now)
                Expire(held);
            else if (!TryCancel(held))
                _held.Hold(held, end);
        }
    }

    static PlaceDemand Demand(OrderPlaced order, OrderLine line)
    {
        var demand = new PlaceDemand { Quantity = line.Quantity };
        demand.Sites.AddRange(line.Sites);
        if (order.HasPriorityClass)
            demand.PriorityClass = order.PriorityClass;
        if (order.HasRequestedDate)
            demand.RequestedDate = order.RequestedDate;
        if (line.HasAllowSplit)
            demand.AllowSplit = line.AllowSplit;
        if (line.HasAllowPartial)
            demand.AllowPartial = line.AllowPartial;
        return demand;
    }

    void Amend(OrderAmended source, MessageMetadata metadata)
    {
        if (_lines!.Find(source.OrderId, source.LineId) is not { } sku)
        {
            Except("unknown_line", "there is no such line to amend", source.OrderId, source.LineId, metadata);
            return;
        }
        var command = _commands.Create(metadata, null, sku, _context!.Metadata);
        command.OrderId = source.OrderId;
        command.LineId = source.LineId;
        command.AmendDemand = new() { RemoveRequestedDate = source.RemoveRequestedDate };
        if (source.HasQuantity)
            command.AmendDemand.Quantity = source.Quantity;
        if (source.HasPriorityClass)
            command.AmendDemand.PriorityClass = source.PriorityClass;
        if (source.HasRequestedDate)
            command.AmendDemand.RequestedDate = source.RequestedDate;
        Send(command);
    }

    void Cancel(CancellationRequested cancellation, long now)
    {
        if (!TryCancel(cancellation))
            _held!.Hold(cancellation, now + (long)options.CancellationTimeToLive.TotalMilliseconds);
    }

    /// <summary>False when the order, or the line of it, is not known.</summary>
    bool TryCancel(CancellationRequested cancellation)
    {
        if (cancellation.HasLineId)
        {
            if (_lines!.Find(cancellation.OrderId, cancellation.LineId) is not { } sku)
                return false;
            SendCancel(cancellation, cancellation.LineId, sku, part: null);
            return true;
        }
        var found = false;
        foreach (var (line, sku) in _lines!.Of(cancellation.OrderId))
        {
            found = true;
            SendCancel(cancellation, line, sku, part: line);
        }
        return found;
    }

    void SendCancel(CancellationRequested source, string line, string sku, string? part)
    {
        var command = _commands.Create(source.Metadata, part, sku, _context!.Metadata);
        command.OrderId = source.OrderId;
        command.LineId = line;
        command.CancelDemand = new();
        // A quantity is one line's: a cancellation of a whole order takes all that is open.
        if (source.HasQuantity && source.HasLineId)
            command.CancelDemand.Quantity = source.Quantity;
        if (source.HasReason)
            command.CancelDemand.Reason = source.Reason;
        Send(command);
    }

    void Ship(ShipmentConfirmed source, MessageMetadata metadata)
    {
        if (_lines!.Find(source.OrderId, source.LineId) is not { } sku)
        {
            Except(
                "unmatched_shipment",
                $"{source.Quantity} units left {source.Site} for a line that is not known",
                source.OrderId,
                source.LineId,
                metadata);
            return;
        }
        var command = _commands.Create(metadata, null, sku, _context!.Metadata);
        command.OrderId = source.OrderId;
        command.LineId = source.LineId;
        command.ConfirmShipment = new() { Site = source.Site, Quantity = source.Quantity };
        Send(command);
    }

    void Send(InventoryCommand command) => _context!.Forward(
        new Record<string, RoutedCommand>(command.Sku, new(command, null), command.OccurredAtUnixMs));

    void Except(string reason, string detail, string orderId, string lineId, MessageMetadata metadata)
    {
        var origin = _context!.Metadata;
        var id = lineId.Length == 0 ? metadata.EventId : CommandFactory.Derived(metadata.EventId, lineId);
        _context.Forward(IntakeTopology.Exceptions, new Record<string, BusinessException>(
            orderId,
            new BusinessException
            {
                ExceptionId = id,
                Reason = reason,
                Detail = detail,
                OrderId = orderId,
                LineId = lineId,
                OccurredAtUnixMs = metadata.OccurredAtUnixMs,
                Origin =
                    new() { Topic = origin.Source.Topic, Partition = origin.Source.Partition, Offset = origin.Offset },
            },
            metadata.OccurredAtUnixMs,
            _headers.Headers(id, reason, metadata.OccurredAtUnixMs)));
    }

    long Bounded(MessageMetadata metadata) => Math.Min(
        metadata.OccurredAtUnixMs, _context!.Metadata.Timestamp + (long)options.MaxAhead.TotalMilliseconds);
}
