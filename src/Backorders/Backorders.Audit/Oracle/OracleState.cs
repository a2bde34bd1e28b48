namespace Backorders.Audit.Oracle;

/// <summary>A partition in plain lists.</summary>
internal sealed class OraclePartition
{
    public long LogTime { get; set; }

    public long Sequence { get; set; }

    public AllocationPolicy? Default { get; set; }

    /// <summary>The event ids of the scope <c>*</c>.</summary>
    public List<(string EventId, long Until)> Remembered { get; } = [];

    /// <summary>In the order in which a command of the whole partition goes through them.</summary>
    public SortedDictionary<string, OracleSku> Skus { get; } = new(ByteOrder.Comparer);

    public DateOnly Today => new DateOnly(1970, 1, 1).AddDays((int)(LogTime / 86_400_000));
}

/// <summary>A SKU in plain lists, and the sums that its passes begin with.</summary>
internal sealed class OracleSku(string name)
{
    const int FewLines = 100;

    readonly Dictionary<OrderLineId, OracleLine> _lines = [];
    readonly List<OracleLine> _waiting = [];
    int _sweptAt = FewLines;

    public string Name { get; } = name;

    public long Sequence { get; set; }

    public AllocationPolicy? Own { get; set; }

    public List<(string EventId, long Until)> Remembered { get; } = [];

    public List<OracleSite> Sites { get; } = [];

    public List<OraclePending> Pending { get; } = [];

    public List<OracleSupply> Supplies { get; } = [];

    /// <summary>All lines in no order, those that may be forgotten as well.</summary>
    public IEnumerable<OracleLine> Lines => _lines.Values;

    /// <summary>Those that wait, in no order.</summary>
    public IReadOnlyList<OracleLine> Waiting => _waiting;

    /// <summary>Open units of all lines.</summary>
    public Int128 Open { get; private set; }

    /// <summary>What all lines hold, by site.</summary>
    public Dictionary<string, long> Held { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a line; a forgotten one with its id goes.</summary>
    public void Add(OracleLine line)
    {
        _lines[line.Id] = line;
        Recount(line, openBefore: 0);
    }

    /// <summary>A line, even one that may be forgotten.</summary>
    public OracleLine? Find(OrderLineId id) => _lines.GetValueOrDefault(id);

    /// <summary>Drops lines that may be forgotten; nobody sees them, so only when there are twice as many.</summary>
    public void Sweep(long logTime)
    {
        if (_lines.Count < _sweptAt)
            return;
        foreach (var (id, line) in _lines)
        {
            if (line.ForgetAt <= logTime)
                _lines.Remove(id);
        }
        _sweptAt = 2 * Math.Max(_lines.Count, FewLines);
    }

    /// <summary>A line had so many open units, and may have begun or ended to wait.</summary>
    public void Recount(OracleLine line, long openBefore)
    {
        Open += line.Open - openBefore;
        var waits = line.Waits > 0;
        if (waits == line.IsListed)
            return;
        line.IsListed = waits;
        if (waits)
            _waiting.Add(line);
        else
            _waiting.Remove(line);
    }
}

/// <summary>Stock at a site.</summary>
internal sealed class OracleSite(string name)
{
    public string Name { get; } = name;

    public long OnHand { get; set; }
}

/// <summary>A cancellation without its line.</summary>
internal sealed record OraclePending(
    OrderLineId Line, long? Quantity, string Reason, string EventId, long Offset, long ExpiresAt);

/// <summary>An expected supply.</summary>
internal sealed class OracleSupply
{
    public required string Ref { get; init; }

    public required string Site { get; init; }

    public required long Quantity { get; set; }

    public required DateOnly Date { get; set; }

    public bool Overdue { get; set; }
}
