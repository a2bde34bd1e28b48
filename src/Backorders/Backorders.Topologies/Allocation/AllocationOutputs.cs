using Backorders.Contracts;
using Backorders.Domain.Allocation;
using Backorders.Domain.Orders;
using Backorders.Topologies.Allocation.Mapping;
using Backorders.Topologies.Allocation.State;
using StreamApps.Processing;
using DomainEvent = Backorders.Domain.Allocation.AllocationEvent;

namespace Backorders.Topologies.Allocation;

/// <summary>Turns the events of one command into records of the output topics.</summary>
sealed class AllocationOutputs(
    IProcessorContext<string, Contracts.AllocationEvent> context, StoredAllocationState state)
{
    readonly CloudEvents _headers = new("/backorders/allocation");
    readonly Dictionary<WaitingLine, bool> _waiting = [];
    readonly List<Sku> _changedSkus = [];

    public void Send(List<DomainEvent> events, InventoryCommand command, in RecordMetadata metadata)
    {
        if (events.Count == 0)
            return;
        _waiting.Clear();
        _changedSkus.Clear();
        var epoch = state.Epoch;
        foreach (var stated in events)
        {
            var wire = EventMetadataWriter.Write(stated.Header, epoch, command);
            if (state.FindWatermark(wire.Sku) is { } watermark)
                wire.CdcWatermark = watermark;
            SendEvent(stated, wire);
            SendException(stated, wire, metadata);
            Note(stated);
        }
        foreach (var (line, waited) in _waiting)
            SendOpenBackorder(line, waited, metadata);
        foreach (var sku in _changedSkus)
            SendAtp(sku, events[^1].Header.LogTime, metadata);
    }

    void SendEvent(DomainEvent stated, EventMetadata wire)
    {
        var headers = _headers.Headers(wire.EventId, stated.Type, wire.LogTimeUnixMs);
        if (EventWriter.WriteLineEvent(stated, wire) is { } line)
        {
            context.Forward(
                new Record<string, Contracts.AllocationEvent>(line.OrderId, line, wire.LogTimeUnixMs, headers));
        }
        else
        {
            context.Forward(
                AllocationTopology.StockEvents,
                new(wire.Sku, EventWriter.WriteStockEvent(stated, wire), wire.LogTimeUnixMs, headers));
        }
    }

    void SendException(DomainEvent stated, EventMetadata wire, in RecordMetadata metadata)
    {
        if (ExceptionProjection.Of(stated, wire) is not { } exception)
            return;
        exception.Origin = Position(metadata);
        context.Forward(
            AllocationTopology.Exceptions,
            new(
                wire.Sku,
                exception,
                wire.LogTimeUnixMs,
                _headers.Headers(wire.EventId, exception.Reason, wire.LogTimeUnixMs)));
    }

    void Note(DomainEvent stated)
    {
        var sku = stated.Header.Sku;
        // The events of a command come SKU after SKU.
        if (sku != Sku.Partition && (_changedSkus.Count == 0 || _changedSkus[^1] != sku))
            _changedSkus.Add(sku);
        if (stated is not LineEvent line)
            return;
        if (stated is Domain.Promising.PromiseSet or Domain.Promising.PromiseChanged
            or Domain.Promising.PromiseWithdrawn)
        {
            _waiting.TryAdd(new(sku, line.Line), true);
        }
        else if (CountsBefore(line) is { } before)
            _waiting.TryAdd(new(sku, line.Line), before.Backordered > 0);
    }

    void SendOpenBackorder(WaitingLine id, bool waited, in RecordMetadata metadata)
    {
        var line = state.LineOf(id.Sku, id.Line).GetValueOrDefault();
        var units = line.Backordered;
        if (units == 0 && !waited)
            return;
        var key = CompositeKey.Of(id.Line.OrderId, id.Line.LineId);
        var time = state.Partition.LogTime;
        OpenBackorder? value = null;
        if (units > 0)
        {
            value = new OpenBackorder
            {
                OrderId = id.Line.OrderId,
                LineId = id.Line.LineId,
                Sku = id.Sku.Value,
                Rank = WireParts.Write(line.RankWith(state.HeaderOf(id.Sku)!.RankedByDate)),
                Units = units,
                ChangedAtUnixMs = time,
                Position = Position(metadata),
            };
            if (line.Promise is { } promise)
                value.Promise = Dates.Write(promise);
        }
        context.Forward(AllocationTopology.OpenBackorders, new(key, value!, time));
    }

    void SendAtp(Sku sku, long logTime, in RecordMetadata metadata)
    {
        if (state.HeaderOf(sku) is not { } header)
            return;
        var policy = (header.HasOwnPolicy ? state.FindPolicy(sku) : state.FindPolicy(Sku.Partition))
            ?? Domain.Allocation.AllocationPolicy.Initial;
        var snapshot = new AtpSnapshot
        {
            Sku = sku.Value,
            Backordered = header.TotalOpen,
            BackorderedLines = header.WaitingLines,
            SkuSequence = header.Sequence,
            LogTimeUnixMs = logTime,
            Position = Position(metadata),
        };
        if (state.FindWatermark(sku.Value) is { } watermark)
            snapshot.CdcWatermark = watermark;
        foreach (var site in header.Sites)
        {
            var safety = policy.SafetyStockAt(site.Site);
            snapshot.Backordered -= site.Allocated;
            snapshot.Sites.Add(new AtpSite
            {
                Site = site.Site.Value,
                OnHand = site.OnHand,
                Allocated = site.Allocated,
                SafetyStock = safety,
                Available = Math.Max(0, site.OnHand - site.Allocated - safety),
            });
        }
        context.Forward(AllocationTopology.Atp, new(sku.Value, snapshot, logTime));
    }

    static LineCounts? CountsBefore(LineEvent line) => line switch
    {
        UnitsAssigned units => units.Before,
        Domain.Orders.DemandAccepted accepted => accepted.Before,
        Domain.Orders.AllocationReleased released => released.Before,
        Domain.Orders.AllocationRevoked revoked => revoked.Before,
        Domain.Orders.DemandCancelled cancelled => cancelled.Before,
        Domain.Orders.DemandAmended amended => amended.Before,
        Domain.Orders.ShipmentRecorded shipped => shipped.Before,
        _ => null,
    };

    static Contracts.LogPosition Position(in RecordMetadata metadata) => new()
    {
        Topic = metadata.Source.Topic,
        Partition = metadata.Source.Partition,
        Offset = metadata.Offset,
    };

    /// <summary>A line of a SKU that a command changed.</summary>
    readonly record struct WaitingLine(Sku Sku, OrderLineId Line);
}
