using System.Globalization;
using Backorders.Domain.Allocation;
using Backorders.Domain.Orders;
using Backorders.Domain.State;
using StreamApps.State;

namespace Backorders.Topologies.Allocation.State;

/// <summary>
/// The allocator's state in one ordered store of bytes: each entry a key of its own, so that a command reads and
/// writes what it touches. The partition's header, policies and the heads of waiting queues are kept in memory as
/// well. A record may be taken back after it was handled, when its outputs are too large: so what a record wrote is
/// read again by the next one, from <see cref="BeginRecord"/> on, and the heads know of which state of a SKU they are.
/// </summary>
sealed partial class StoredAllocationState(IBytesStore store) : IAllocationState
{
    readonly Dictionary<Sku, AllocationPolicy?> _policies = [];
    readonly KeyBuilder _key = new();
    readonly KeyBuilder _end = new();
    readonly ValueWriter _value = new();
    readonly List<Sku> _writtenPolicies = [];
    PartitionHeader? _partition;
    // What the record at work put last: its outputs tell of it.
    (Sku Sku, SkuHeader? Header) _lastSku;
    (Sku Sku, DemandLine Line) _lastLine;
    string? _epoch;
    bool _epochIsNew;

    /// <inheritdoc/>
    public PartitionHeader Partition
    {
        get => _partition ??= store.TryGet(_key.Start(Table.Partition).Bytes, out ReadOnlySpan<byte> value)
            ? EntryCodec.ReadPartition(value)
            : PartitionHeader.Empty;
        set
        {
            _partition = value;
            EntryCodec.Write(_value, value);
            Put(_key.Start(Table.Partition));
        }
    }

    /// <summary>The log's epoch: the first part of every event id of the partition.</summary>
    public string Epoch => _epoch ?? throw new InvalidOperationException("the epoch is fixed by the first command");

    /// <summary>
    /// Fixes the epoch by the log's first command, so that ids stay unique when the topic is created anew, and the same
    /// log always gives the same ids.
    /// </summary>
    public void FixEpoch(long occurredAt)
    {
        if (_epoch is not null)
            return;
        if (store.TryGet(_key.Start(Table.Epoch).Bytes, out ReadOnlySpan<byte> value))
        {
            _epoch = new ValueReader(value).String();
            return;
        }
        _epoch = occurredAt.ToString("x", CultureInfo.InvariantCulture);
        _epochIsNew = true;
        _value.Start().Add(_epoch);
        Put(_key.Start(Table.Epoch));
    }

    /// <summary>
    /// Drops what the record before wrote from memory: the store may have gone back to an earlier state.
    /// </summary>
    public void BeginRecord()
    {
        _partition = null;
        _lastSku = default;
        _lastLine = default;
        _heads.Close();
        _hasWatermarks = null;
        if (_epochIsNew)
            _epoch = null;
        _epochIsNew = false;
        foreach (var scope in _writtenPolicies)
            _policies.Remove(scope);
        _writtenPolicies.Clear();
    }

    /// <inheritdoc/>
    public SkuHeader? FindSku(Sku sku)
    {
        var header = store.TryGet(_key.Start(Table.SkuHeader).Add(sku.Value).Bytes, out ReadOnlySpan<byte> value)
            ? EntryCodec.ReadSkuHeader(value)
            : null;
        _heads.Open(sku, header);
        return header;
    }

    /// <inheritdoc/>
    public void PutSku(Sku sku, SkuHeader header)
    {
        EntryCodec.Write(_value, header);
        Put(_key.Start(Table.SkuHeader).Add(sku.Value));
        _heads.Stored(sku, header);
        _lastSku = (sku, header);
    }

    /// <summary>The header as the record at work left it, to be read only.</summary>
    public SkuHeader? HeaderOf(Sku sku) => _lastSku is { Header: { } header } last && last.Sku == sku
        ? header
        : FindSku(sku);

    /// <inheritdoc/>
    public int ReadSkus(Sku? after, Span<Sku> page) => ReadPage(Table.SkuHeader, after, page);

    /// <inheritdoc/>
    public void PutWaitingSku(Sku sku) => PutEmpty(_key.Start(Table.WaitingSku).Add(sku.Value));

    /// <inheritdoc/>
    public void RemoveWaitingSku(Sku sku) => store.Delete(_key.Start(Table.WaitingSku).Add(sku.Value).Bytes);

    /// <inheritdoc/>
    public int ReadWaitingSkus(Sku? after, Span<Sku> page) => ReadPage(Table.WaitingSku, after, page);

    /// <inheritdoc/>
    public AllocationPolicy? FindPolicy(Sku scope)
    {
        if (_policies.TryGetValue(scope, out var policy))
            return policy;
        policy = store.TryGet(_key.Start(Table.Policy).Add(scope.Value).Bytes, out ReadOnlySpan<byte> value)
            ? EntryCodec.ReadPolicy(value)
            : null;
        if (_policies.Count >= MaxPoliciesInMemory)
            _policies.Clear();
        _policies.Add(scope, policy);
        return policy;
    }

    /// <inheritdoc/>
    public void PutPolicy(Sku scope, AllocationPolicy policy)
    {
        _policies[scope] = policy;
        _writtenPolicies.Add(scope);
        EntryCodec.Write(_value, policy);
        Put(_key.Start(Table.Policy).Add(scope.Value));
    }

    /// <inheritdoc/>
    public DemandLine? FindLine(Sku sku, OrderLineId line) =>
        store.TryGet(_key.Start(Table.Line).Add(sku.Value).Add(line).Bytes, out ReadOnlySpan<byte> value)
            ? EntryCodec.ReadLine(value)
            : null;

    /// <inheritdoc/>
    public void PutLine(Sku sku, in DemandLine line)
    {
        EntryCodec.Write(_value, line);
        Put(_key.Start(Table.Line).Add(sku.Value).Add(line.Id));
        _lastLine = (sku, line);
    }

    /// <summary>A line as the record at work left it.</summary>
    public DemandLine? LineOf(Sku sku, OrderLineId line) =>
        _lastLine.Line.Id == line && _lastLine.Sku == sku ? _lastLine.Line : FindLine(sku, line);

    /// <inheritdoc/>
    public void RemoveLine(Sku sku, OrderLineId line)
    {
        _lastLine = default;
        store.Delete(_key.Start(Table.Line).Add(sku.Value).Add(line).Bytes);
    }

    /// <inheritdoc/>
    public IEnumerable<DemandLine> ReadLines(Sku sku)
    {
        using var entries = store.ScanPrefix(_key.Start(Table.Line).Add(sku.Value).Bytes);
        while (entries.MoveNext())
            yield return EntryCodec.ReadLine(entries.Value);
    }

    // A policy is some hundred bytes; SKUs with one of their own are few, but nothing says so.
    const int MaxPoliciesInMemory = 10_000;

    int ReadPage(Table table, Sku? after, Span<Sku> page)
    {
        _key.Start(table);
        if (after is { } last)
            _key.Add(last.Value).AfterKey();
        _end.Start(table).AfterPrefix();
        var count = 0;
        using var entries = store.Scan(_key.Bytes, _end.Bytes);
        while (count < page.Length && entries.MoveNext())
            page[count++] = new(new KeyReader(entries.Key).String());
        return count;
    }

    void Put(KeyBuilder key) => store.Put(key.Bytes, _value.Bytes);

    void PutEmpty(KeyBuilder key) => store.Put(key.Bytes, []);
}
