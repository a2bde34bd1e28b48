namespace Backorders.Audit.Invariants;

/// <summary>I1 to I4, from the events and the commands that they answer.</summary>
/// <param name="commandTopic">For messages.</param>
/// <param name="findings">Receives what is found.</param>
internal sealed partial class LedgerCheck(string commandTopic, Findings findings)
{
    readonly Dictionary<int, AllocationPolicy> _defaults = [];
    readonly Dictionary<(int, Sku), SkuLedger> _skus = [];

    // Of the record that is being checked.
    readonly HashSet<(Sku, OrderLineId)> _passedOver = [];
    readonly HashSet<Sku> _touched = [];

    public void CheckRecord(LogRecord record, IReadOnlyList<PlacedEvent> events)
    {
        if (events.Count == 0)
            return;
        _passedOver.Clear();
        _touched.Clear();
        foreach (var placed in events)
        {
            if (placed.Event is LinePassedOver passed)
                _passedOver.Add((passed.Header.Sku, passed.Line));
        }
        foreach (var placed in events)
        {
            var sku = Ledger(placed.Event.Header);
            if (placed.Event is UnitsAssigned assigned)
                CheckPriority(placed.Place, assigned, sku);
            Apply(placed, sku);
            _touched.Add(placed.Event.Header.Sku);
        }
        var command = new EventPlace(commandTopic, record.Position.Partition, record.Position.Offset);
        CheckShipment(record, events, command);
        CheckRejectedDemand(record, events);
        foreach (var touched in _touched)
        {
            if (_skus.TryGetValue((record.Position.Partition, touched), out var sku))
                CheckAtRest(command, touched, sku, record.Position.Partition);
        }
    }

    /// <summary>I1, I2 and the idle units of I4: what holds after a record.</summary>
    void CheckAtRest(EventPlace place, Sku name, SkuLedger sku, int partition)
    {
        foreach (var (site, stock) in sku.Sites)
        {
            findings.Require(
                stock.Allocated == stock.Held, "I1", place,
                $"SKU {name} at {site}: {stock.Allocated} allocated, but lines hold {stock.Held}");
            findings.Require(
                stock.Allocated >= 0 && stock.Allocated <= stock.OnHand, "I2", place,
                $"SKU {name} at {site}: {stock.Allocated} allocated of {stock.OnHand} on hand");
        }
        CheckIdle(place, name, sku, PolicyOf(sku, partition));
    }

    void CheckIdle(EventPlace place, Sku name, SkuLedger sku, AllocationPolicy policy)
    {
        findings.Looked("I4");
        if (sku.Waiting.Count == 0 || !sku.Sites.Keys.Any(site => sku.FreeAt(site, policy) > 0))
            return;
        var byDate = policy.SortsByRequestedDate;
        var waiting = sku.Waiting.ToList();
        waiting.Sort((left, right) => left.CompareTo(right, byDate));
        foreach (var line in waiting)
        {
            if (line.WouldGet(sku, policy))
                findings.Add("I4", place, $"SKU {name}: line {line.Id} waits for units that are free");
            if (policy.FillMode == FillMode.Strict && !line.Accepted.AllowPartial)
                return;
        }
    }

    /// <summary>I4: who gets units must not overtake a better-ranked line that could have used them.</summary>
    void CheckPriority(EventPlace place, UnitsAssigned assigned, SkuLedger sku)
    {
        findings.Looked("I4");
        if (!sku.Lines.TryGetValue(assigned.Line, out var line))
            return;
        var policy = PolicyOf(sku, assigned.Header.Position.Partition);
        foreach (var other in sku.Waiting)
        {
            if (other.CompareTo(line, policy.SortsByRequestedDate) >= 0)
                continue;
            var eligible = other.EligibleSites(policy).ToList();
            if (!assigned.Sites.Any(taken => eligible.Contains(taken.Site.Value, StringComparer.Ordinal)))
                continue;
            var may = policy.FillMode == FillMode.Skip && !other.Accepted.AllowPartial
                && !other.CouldBeCompleted(sku, policy)
                && _passedOver.Contains((assigned.Header.Sku, other.Id));
            if (!may)
            {
                findings.Add("I4", place, $"SKU {assigned.Header.Sku}: line {line.Id} got units before {other.Id}");
            }
        }
    }

    /// <summary>I1: what was shipped is what left the books and what was missing there.</summary>
    void CheckShipment(LogRecord record, IReadOnlyList<PlacedEvent> events, EventPlace place)
    {
        if (record.Command is not ConfirmShipment command)
            return;
        long units = 0, fell = 0, missing = 0;
        foreach (var (_, stated) in events)
        {
            switch (stated)
            {
                case ShipmentRecorded shipped:
                    units += shipped.Units;
                    fell += shipped.OnHandBefore - shipped.OnHandAfter;
                    break;
                case UnmatchedShipment shipped:
                    units += shipped.Units;
                    fell += shipped.OnHandBefore - shipped.OnHandAfter;
                    break;
                case StockDiscrepancy discrepancy:
                    missing += discrepancy.Units;
                    break;
                case CommandRejected:
                    return;
                default:
                    break;
            }
        }
        findings.Require(
            units == command.Quantity && fell + missing == units, "I1", place,
            $"{command.Quantity} units shipped: {units} recorded, {fell} off the books, {missing} missing");
    }

    /// <summary>I3: a rejected order makes no line.</summary>
    void CheckRejectedDemand(LogRecord record, IReadOnlyList<PlacedEvent> events)
    {
        if (record.Command is not PlaceDemand || !events.Any(placed => placed.Event is CommandRejected))
            return;
        foreach (var placed in events.Where(placed => placed.Event is DemandAccepted))
            findings.Add("I3", placed.Place, "the command was rejected and made a line");
    }

    SkuLedger Ledger(EventHeader header)
    {
        var key = (header.Position.Partition, header.Sku);
        if (!_skus.TryGetValue(key, out var sku))
            _skus.Add(key, sku = new SkuLedger());
        return sku;
    }

    AllocationPolicy PolicyOf(SkuLedger sku, int partition) =>
        sku.OwnPolicy ?? _defaults.GetValueOrDefault(partition) ?? AllocationPolicy.Initial;
}
