using Backorders.Contracts;
using Backorders.Domain.Allocation;
using Backorders.Domain.Orders;
using Backorders.Topologies.Allocation.Mapping;
using Backorders.Topologies.Allocation.State;
using StreamApps.Processing;
using DomainEvent = Backorders.Domain.Allocation.AllocationEvent;

namespace Backorders.Topologies.Allocation;

/// <summary>Turns the events of one command into records of the output topics.</summary>
sealed class AllocationOutputs(IProcessorContext<string, Contracts.AllocationEvent> context, StoredAllocationState state)
{
    readonly CloudEvents _headers = new("/backorders/allocation");
    readonly Dictionary<OrderLineId, WaitingChange> _waiting = [];
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
            SendEvent(stated, wire);
            SendException(stated, wire, metadata);
            Note(stated);
        }
        foreach (var (line, change) in _waiting)
            SendOpenBackorder(line, change, metadata);
        foreach (var sku in _changedSkus)
            SendAtp(sku, events[^1].Header.LogTime, metadata);
    }

    void SendEvent(DomainEvent stated, EventMetadata wire)
    {
        var headers = _headers.Headers(wire.EventId, stated.Type, wire.LogTimeUnixMs);
        if (EventWriter.WriteLineEvent(stated, wire) is { } line)
            context.Forward(new Record<string, Contracts.AllocationEvent>(line.OrderId, line, wire.LogTimeUnixMs, headers));
        else
            context.Forward(AllocationTopology.StockEvents, new(wire.Sku, EventWriter.WriteStockEvent(stated, wire), wire.LogTimeUnixMs, headers));
    }

    void SendException(DomainEvent stated, EventMetadata wire, in RecordMetadata metadata)
    {
        if (ExceptionProjection.Of(stated, wire) is not { } exception)
            return;
        exception.Origin = Position(metadata);
        context.Forward(
            AllocationTopology.Exceptions,
            new(wire.Sku, exception, wire.LogTimeUnixMs, _headers.Headers(wire.EventId, exception.Reason, wire.LogTimeUnixMs)));
    }

    void Note(DomainEvent stated)
    {
        var sku = stated.Header.Sku;
        if (sku != Sku.Partition && !_changedSkus.Contains(sku))
            _changedSkus.Add(sku);
        if (stated is not LineEvent line || Counts(line) is not var (before, after))
            return;
        var first = _waiting.TryGetValue(line.Line, out var known) ? known.Before : before.Backordered;
        _waiting[line.Line] = new(sku, first, after.Backordered);
    }

    void SendOpenBackorder(OrderLineId id, WaitingChange change, in RecordMetadata metadata)
    {
        if (change.Before == 0 && change.After == 0)
            return;
        var key = $"{id.OrderId}/{id.LineId}";
        var time = state.Partition.LogTime;
        OpenBackorder? value = null;
        if (change.After > 0 && state.FindLine(change.Sku, id) is { } line)
        {
            value = new OpenBackorder
            {
                OrderId = id.OrderId,
                LineId = id.LineId,
                Sku = change.Sku.Value,
                Rank = WireParts.Write(line.RankWith(state.FindSku(change.Sku)!.RankedByDate)),
                Units = change.After,
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
        if (state.FindSku(sku) is not { } header)
            return;
        var policy = (header.HasOwnPolicy ? state.FindPolicy(sku) : state.FindPolicy(Sku.Partition)) ?? Domain.Allocation.AllocationPolicy.Initial;
        var snapshot = new AtpSnapshot
        {
            Sku = sku.Value,
            Backordered = header.TotalOpen,
            BackorderedLines = header.WaitingLines,
            SkuSequence = header.Sequence,
            LogTimeUnixMs = logTime,
            Position = Position(metadata),
        };
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

    static (LineCounts Before, LineCounts After)? Counts(LineEvent line) => line switch
    {
        UnitsAssigned units => (units.Before, units.After),
        Domain.Orders.DemandAccepted accepted => (accepted.Before, accepted.After),
        Domain.Orders.AllocationReleased released => (released.Before, released.After),
        Domain.Orders.AllocationRevoked revoked => (revoked.Before, revoked.After),
        Domain.Orders.DemandCancelled cancelled => (cancelled.Before, cancelled.After),
        Domain.Orders.DemandAmended amended => (amended.Before, amended.After),
        Domain.Orders.ShipmentRecorded shipped => (shipped.Before, shipped.After),
        _ => null,
    };

    static Contracts.LogPosition Position(in RecordMetadata metadata) => new()
    {
        Topic = metadata.Source.Topic,
        Partition = metadata.Source.Partition,
        Offset = metadata.Offset,
    };

    /// <summary>How many units a line waited for before and after a command.</summary>
    readonly record struct WaitingChange(Sku Sku, long Before, long After);
}
