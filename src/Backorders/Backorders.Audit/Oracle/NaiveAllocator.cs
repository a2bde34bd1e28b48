namespace Backorders.Audit.Oracle;

/// <summary>
/// The allocation specification written down as plainly as possible: lists, and every pass in full after every command.
/// It shares the shapes of commands and events with the allocator and none of its decisions, so that the two can be
/// held against each other. Plain before fast: what a SKU holds and who waits is kept, all else is done anew. Not
/// thread-safe.
/// </summary>
public sealed partial class NaiveAllocator
{
    readonly SortedDictionary<int, OraclePartition> _partitions = [];

    // The record that is being handled.
    OraclePartition _partition = new();
    OracleSku _sku = new("");
    LogRecord _record = new(default, 0, new Tick());
    List<AllocationEvent> _events = [];

    /// <summary>The events of a record, in order.</summary>
    public IReadOnlyList<AllocationEvent> Handle(LogRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        _record = record;
        _events = [];
        if (!_partitions.TryGetValue(record.Position.Partition, out var partition))
            _partitions.Add(record.Position.Partition, partition = new OraclePartition());
        _partition = partition;
        if (record.Timestamp is >= 0 and <= 253402300799999)
            _partition.LogTime = Math.Max(_partition.LogTime, record.Timestamp);
        HandleCommand(record.Command);
        return _events;
    }

    void HandleCommand(AllocationCommand command)
    {
        if (command is Tick)
        {
            foreach (var sku in SkusInOrder())
                CatchUp(sku);
            return;
        }
        if (!OracleShape.IsId(command.Sku) || command.Sku == "*" && command is not SetPolicy)
        {
            RejectAtPartition(command, "invalid_id", "sku");
            return;
        }
        var atPartition = command.Sku == "*";
        if (!atPartition)
            _sku = FindOrAddSku(command.Sku!);
        void Reject(string reason, string? field)
        {
            if (atPartition)
                RejectAtPartition(command, reason, field);
            else
                Emit(new CommandRejected(Next(), IdOrNull(command.Type), reason, field, IdOrNull(command.OrderId),
                    IdOrNull(command.LineId)));
        }
        if (!OracleShape.IsId(command.EventId))
        {
            Reject("invalid_id", "eventId");
            return;
        }
        var remembered = atPartition ? _partition.Remembered : _sku.Remembered;
        remembered.RemoveAll(one => one.Until <= _partition.LogTime);
        if (remembered.Exists(one => one.EventId == command.EventId))
            return;
        var window = (atPartition ? DefaultPolicy : Policy).DedupWindowMs;
        if (window > 0)
            remembered.Add((command.EventId!, _partition.LogTime + window));
        if (OracleShape.FirstFault(command) is { } fault)
            Reject(fault.Reason, fault.Field);
        else if (atPartition)
            SetDefaultPolicy((SetPolicy)command);
        else
        {
            CatchUp(_sku);
            if (Effect(command) is { } refusal)
                Reject(refusal.Reason, refusal.Field);
        }
    }

    void SetDefaultPolicy(SetPolicy command)
    {
        foreach (var sku in SkusInOrder())
            CatchUp(sku);
        if (command.Version <= DefaultPolicy.Version)
        {
            RejectAtPartition(command, "stale_policy_version", "version");
            return;
        }
        var policy = ToPolicy(command);
        _partition.Default = policy;
        _events.Add(new PolicyChanged(NextAtPartition(), policy));
        foreach (var sku in SkusInOrder().Where(sku => sku.Own is null))
        {
            _sku = sku;
            FillPass(placed: null);
            Peg("policy_changed");
        }
    }

    void RejectAtPartition(AllocationCommand command, string reason, string? field) =>
        _events.Add(new CommandRejected(NextAtPartition(), IdOrNull(command.Type), reason, field,
            IdOrNull(command.OrderId), IdOrNull(command.LineId)));

    /// <summary>What a Tick at this log time does to one SKU.</summary>
    void CatchUp(OracleSku sku)
    {
        _sku = sku;
        if (sku is { Pending.Count: 0, Supplies.Count: 0, Waiting.Count: 0 })
            return;
        foreach (var pending in sku.Pending.Where(pending => pending.ExpiresAt <= _partition.LogTime)
            .OrderBy(pending => pending.ExpiresAt).ThenBy(pending => pending.Offset).ToList())
        {
            sku.Pending.Remove(pending);
            Unmatched(pending, "expired");
        }
        foreach (var supply in SuppliesInOrder().Where(one => !one.Overdue && one.Date < _partition.Today).ToList())
            MarkOverdue(supply);
        foreach (var line in Waiting().Where(line => line.Promise < _partition.Today))
        {
            Emit(new PromiseBroken(Next(), line.Id, RankOf(line), line.Promise!.Value, "supply_overdue"));
        }
        Peg("supply_overdue");
    }

    void MarkOverdue(OracleSupply supply)
    {
        supply.Overdue = true;
        Emit(new SupplyOverdue(Next(), supply.Ref, new(supply.Site), supply.Quantity, supply.Date));
    }

    void Unmatched(OraclePending pending, string cause) => Emit(new UnmatchedCancellation(
        Next(), pending.Line, pending.Quantity, pending.Reason, pending.EventId, pending.Offset, cause));

    AllocationPolicy DefaultPolicy => _partition.Default ?? new AllocationPolicy();

    AllocationPolicy Policy => _sku.Own ?? DefaultPolicy;

    // A SKU without an event is not there.
    List<OracleSku> SkusInOrder() => [.. _partition.Skus.Values.Where(sku => sku.Sequence > 0)];

    OracleSku FindOrAddSku(string name)
    {
        if (!_partition.Skus.TryGetValue(name, out var sku))
            _partition.Skus.Add(name, sku = new OracleSku(name));
        sku.Sweep(_partition.LogTime);
        return sku;
    }

    void Emit(AllocationEvent stated) => _events.Add(stated);

    EventHeader Next() => new(
        _record.Position, _events.Count, new(_sku.Name), ++_sku.Sequence, _partition.LogTime,
        IdOrNull(_record.Command.EventId), _sku.Own is not null, Policy.Version);

    EventHeader NextAtPartition() => new(
        _record.Position, _events.Count, new("*"), ++_partition.Sequence, _partition.LogTime,
        IdOrNull(_record.Command.EventId), OwnPolicy: false, DefaultPolicy.Version);

    static string? IdOrNull(string? text) => OracleShape.IsId(text) ? text : null;
}
