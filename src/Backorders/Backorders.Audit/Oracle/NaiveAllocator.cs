namespace Backorders.Audit.Oracle;

/// <summary>
/// The allocation specification written down as plainly as possible: lists, and every pass in full after every command.
/// It shares the shapes of commands and events with the allocator and none of its decisions, so that the two can be
/// held against each other. Slow on purpose. Not thread-safe.
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
        _partition.Remembered.RemoveAll(one => one.Until <= _partition.LogTime);
        foreach (var sku in _partition.Skus)
            sku.Lines.RemoveAll(line => line.ForgetAt <= _partition.LogTime);
        HandleCommand(record.Command);
        _partition.Skus.RemoveAll(sku => sku.Sequence == 0);
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
        if (_partition.Remembered.Any(one => one.Scope == command.Sku && one.EventId == command.EventId))
            return;
        var window = (atPartition ? DefaultPolicy : Policy).DedupWindowMs;
        if (window > 0)
            _partition.Remembered.Add((command.Sku!, command.EventId!, _partition.LogTime + window));
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

    List<OracleSku> SkusInOrder() => [.. _partition.Skus.OrderBy(sku => sku.Name, ByteOrder.Comparer)];

    OracleSku FindOrAddSku(string name)
    {
        var sku = _partition.Skus.Find(one => one.Name == name);
        if (sku is null)
            _partition.Skus.Add(sku = new OracleSku(name));
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
