namespace Backorders.Domain.State;

/// <summary>The state of one partition in sorted structures, for tests, replay and what-if. Not thread-safe.</summary>
public sealed partial class InMemoryAllocationState : IAllocationState
{
    readonly Dictionary<string, InMemorySku> _skus = new(StringComparer.Ordinal);
    readonly List<InMemorySku> _numbered = [];
    readonly SiteNumbers _sites = new();
    readonly OrderedMap<Sku, byte> _skuOrder = new();
    readonly OrderedMap<Sku, byte> _waitingSkus = new();
    readonly Dictionary<Sku, AllocationPolicy> _policies = [];
    AllocationPolicy? _defaultPolicy;
    Sku _lastSku;
    InMemorySku? _last;

    /// <inheritdoc/>
    public PartitionHeader Partition { get; set; } = PartitionHeader.Empty;

    /// <inheritdoc/>
    public SkuHeader? FindSku(Sku sku) => Find(sku)?.Header;

    /// <inheritdoc/>
    public void PutSku(Sku sku, SkuHeader header)
    {
        var entries = Open(sku);
        if (entries.Header is null)
            _skuOrder.Put(entries.Sku, 0);
        entries.Header = header;
    }

    /// <inheritdoc/>
    public int ReadSkus(Sku? after, Span<Sku> page) => ReadPage(_skuOrder, after, page);

    /// <inheritdoc/>
    public void PutWaitingSku(Sku sku) => _waitingSkus.Put(Open(sku).Sku, 0);

    /// <inheritdoc/>
    public void RemoveWaitingSku(Sku sku) => _waitingSkus.Remove(sku);

    /// <inheritdoc/>
    public int ReadWaitingSkus(Sku? after, Span<Sku> page) => ReadPage(_waitingSkus, after, page);

    /// <inheritdoc/>
    public AllocationPolicy? FindPolicy(Sku scope) =>
        scope == Sku.Partition ? _defaultPolicy : _policies.GetValueOrDefault(scope);

    /// <inheritdoc/>
    public void PutPolicy(Sku scope, AllocationPolicy policy)
    {
        if (scope == Sku.Partition)
            _defaultPolicy = policy;
        else
            _policies[scope] = policy;
    }

    static int ReadPage(OrderedMap<Sku, byte> skus, Sku? after, Span<Sku> page)
    {
        var cursor = after is { } sku ? skus.Seek(sku, afterKey: true) : skus.First();
        var count = 0;
        while (count < page.Length && cursor.TryNext(out page[count], out _))
            count++;
        return count;
    }

    // Nearly all calls of a record are about one SKU.
    InMemorySku? Find(Sku sku)
    {
        if (_last is not null && _lastSku == sku)
            return _last;
        var entries = _coming.EntriesOf(sku);
        if (entries is null && !_skus.TryGetValue(sku.Value, out entries))
            return null;
        _lastSku = sku;
        _last = entries;
        return entries;
    }

    InMemorySku Open(Sku sku)
    {
        if (Find(sku) is { } entries)
            return entries;
        entries = new InMemorySku(sku, _numbered.Count, _sites);
        _skus.Add(sku.Value, entries);
        _numbered.Add(entries);
        _lastSku = sku;
        _last = entries;
        return entries;
    }
}
