namespace Backorders.Domain.Allocation;

/// <summary>
/// The allocator of one partition: reads the command log record by record and states what follows. Deterministic: no
/// clock, no randomness, no culture. Not thread-safe.
/// </summary>
/// <param name="state">The partition's state; the allocator is its only writer.</param>
public sealed class Allocator(IAllocationState state)
{
    /// <summary>
    /// The version of the decisions. It rises when any log would give other events than before; logs of every released
    /// version are kept as tests.
    /// </summary>
    public const int DeciderVersion = 1;

    /// <summary>How many records ahead of the one at work <see cref="Prefetch"/> is best called.</summary>
    public const int PrefetchDistance = 3;

    const long LastTimestamp = 253_402_300_799_999;
    const int SkuPage = 64;

    readonly RecordScope _record = new(state);
    readonly FillPass _fill = new();
    readonly Pegging _pegging = new();
    readonly CoverShelf _covers = new();
    readonly Cleanup _cleanup = new();
    readonly List<Sku> _due = [];
    SkuSession? _session;

    SkuSession Session => _session ??= new SkuSession(_record, _covers);

    /// <summary>
    /// Handles a record: appends its events, none for a repeat, to <paramref name="output"/> and brings the state to
    /// where it is after them. Bad commands end as a <see cref="CommandRejected"/>, never as an exception.
    /// </summary>
    /// <exception cref="InvalidOperationException">The state contradicts itself; it is damaged.</exception>
    public void Handle(LogRecord record, List<AllocationEvent> output)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(output);
        var command = record.Command;
        var logTime = state.Partition.LogTime;
        if (record.Timestamp is >= 0 and <= LastTimestamp)
            logTime = Math.Max(logTime, record.Timestamp);
        var causation = Identifier.IsValid(command.EventId) ? command.EventId : null;
        _record.Open(record.Position, causation, logTime, output);
        _cleanup.Run(_record);
        Handle(command);
        _record.Close();
    }

    /// <summary>
    /// Says that a record will be handled soon, so that what it reads may be brought closer. Changes nothing. Where
    /// records are at hand, to be called once for each, <see cref="PrefetchDistance"/> records ahead.
    /// </summary>
    public void Prefetch(LogRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        state.Prefetch(record.Command);
    }

    /// <summary>
    /// The earliest log time, in ms, at which a <see cref="Tick"/> would state something; null when none would.
    /// </summary>
    public long? NextDeadline => state.FirstDeadline();

    void Handle(AllocationCommand command)
    {
        if (command is Tick)
        {
            CatchUpDue();
            return;
        }
        if (command.Sku is not { } id || !Identifier.IsValid(id) || id == "*" && command is not SetPolicy)
        {
            RejectForPartition(command, new(RejectionReason.InvalidId, "sku"));
            return;
        }
        var sku = new Sku(id);
        if (sku == Sku.Partition)
        {
            HandleForPartition((SetPolicy)command);
            return;
        }
        Session.Open(sku);
        HandleForSku(Session, command);
        Session.Close();
    }

    void HandleForSku(SkuSession session, AllocationCommand command)
    {
        if (_record.CausationId is not { } eventId)
        {
            session.Reject(command, new(RejectionReason.InvalidId, "eventId"));
            return;
        }
        if (Deduplication.IsRepeat(_record, session.Sku, eventId, session.Policy.DedupWindowMs))
            return;
        if (CommandShape.Check(command) is { } malformed)
        {
            session.Reject(command, malformed);
            return;
        }
        session.EnsureRanked();
        CatchUp.Run(session, _pegging);
        if (Decide(session, command) is { } refused)
        {
            session.Reject(command, refused);
            return;
        }
        _fill.Run(
            session, command is PlaceDemand ? new OrderLineId(command.OrderId!, command.LineId!) : null);
        _pegging.Run(session, CauseOf(command));
    }

    void HandleForPartition(SetPolicy command)
    {
        if (_record.CausationId is not { } eventId)
        {
            RejectForPartition(command, new(RejectionReason.InvalidId, "eventId"));
            return;
        }
        if (Deduplication.IsRepeat(_record, Sku.Partition, eventId, _record.DefaultPolicy.DedupWindowMs))
            return;
        if (CommandShape.Check(command) is { } malformed)
        {
            RejectForPartition(command, malformed);
            return;
        }
        CatchUpDue();
        if (command.Version <= _record.DefaultPolicy.Version)
        {
            RejectForPartition(command, new(RejectionReason.StalePolicyVersion, "version"));
            return;
        }
        var policy = PolicyDecider.ToPolicy(command);
        _record.EmitForPartition(new PolicyChanged(_record.PartitionHeader(policy.Version), policy));
        ApplyDefaultPolicy();
    }

    static Rejection? Decide(SkuSession session, AllocationCommand command) => command switch
    {
        PlaceDemand place => DemandDecider.Place(session, place),
        AmendDemand amend => DemandDecider.Amend(session, amend),
        CancelDemand cancel => DemandDecider.Cancel(session, cancel),
        ConfirmShipment ship => ShipmentDecider.Decide(session, ship),
        ReceiveStock receive => StockDecider.Receive(session, receive),
        AdjustStock adjust => StockDecider.Adjust(session, adjust),
        ExpectSupply expect => SupplyDecider.Expect(session, expect),
        RescheduleSupply reschedule => SupplyDecider.Reschedule(session, reschedule),
        CancelSupply cancel => SupplyDecider.Cancel(session, cancel),
        SetPolicy policy => PolicyDecider.Decide(session, policy),
        _ => throw new InvalidOperationException($"no decision for a checked {command.Type}"),
    };

    static string CauseOf(AllocationCommand command) => command switch
    {
        PlaceDemand => Cause.DemandPlaced,
        AmendDemand => Cause.DemandAmended,
        CancelDemand => Cause.DemandCancelled,
        ConfirmShipment => Cause.ShipmentConfirmed,
        ReceiveStock => Cause.StockReceived,
        AdjustStock => Cause.StockAdjusted,
        ExpectSupply => Cause.SupplyExpected,
        RescheduleSupply => Cause.SupplyRescheduled,
        CancelSupply => Cause.SupplyCancelled,
        _ => Cause.PolicyChanged,
    };

    void RejectForPartition(AllocationCommand command, Rejection rejection) => _record.EmitForPartition(
        rejection.ToEvent(_record.PartitionHeader(_record.DefaultPolicy.Version), command));

    /// <summary>Catches up the SKUs with something due, by SKU; the others would do nothing.</summary>
    void CatchUpDue()
    {
        _due.Clear();
        state.ReadDue(_record.LogTime, _due);
        _due.Sort();
        foreach (var sku in _due)
        {
            Session.Open(sku);
            Session.EnsureRanked();
            CatchUp.Run(Session, _pegging);
            Session.Close();
        }
    }

    /// <summary>
    /// Fills and promises by the new default, by SKU, for those without a policy of their own. Where nothing waits
    /// there is nothing to do, and those SKUs are not even read.
    /// </summary>
    void ApplyDefaultPolicy()
    {
        var page = new Sku[SkuPage];
        Sku? after = null;
        int count;
        do
        {
            count = state.ReadWaitingSkus(after, page);
            foreach (var sku in page.AsSpan(0, count))
            {
                ApplyDefaultPolicy(sku);
                after = sku;
            }
        }
        while (count == SkuPage);
    }

    void ApplyDefaultPolicy(Sku sku)
    {
        Session.Open(sku);
        // Where there is neither stock nor supply nor promise, a policy has nothing to do either.
        var header = Session.Header;
        if (header.HasOwnPolicy ||
            header is { TotalOnHand: 0, FirstSupplyDate: null, PromisedLines: 0 })
        {
            return;
        }
        Session.EnsureRanked();
        Session.FillNeeded = true;
        Session.PegNeeded = true;
        _fill.Run(Session, placed: null);
        _pegging.Run(Session, Cause.PolicyChanged);
        Session.Close();
    }
}
