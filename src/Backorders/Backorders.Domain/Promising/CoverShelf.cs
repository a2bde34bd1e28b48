namespace Backorders.Domain.Promising;

/// <summary>
/// The covers of a partition's SKUs, in memory and within a bound. A cover is taken for a record and put back after it;
/// one that was made before another state of its SKU than the stored one is not given.
/// </summary>
internal sealed class CoverShelf
{
    // About a hundred bytes each.
    const int MostLines = 262_144;
    const int MostCovers = 16_384;
    const long Taken = -1;

    readonly Dictionary<string, SupplyCover> _covers = new(StringComparer.Ordinal);
    SupplyCover? _taken;
    int _lines;

    /// <summary>Whether the cover of a SKU is worth its place: where nothing waits, none need be looked for.</summary>
    public static bool Keeps(SkuHeader header) => header is { WaitingLines: > 0, FirstSupplyDate: not null };

    /// <summary>The cover that fits a SKU as it is; null when there is none.</summary>
    public SupplyCover? Take(Sku sku, SkuHeader header, AllocationPolicy policy)
    {
        _taken = null;
        if (!Keeps(header) || !_covers.TryGetValue(sku.Value, out _taken))
            return null;
        var fits = _taken.Sequence == header.Sequence && _taken.RankedByDate == header.RankedByDate
            && ReferenceEquals(_taken.Policy, policy);
        // A record that ends half-way leaves what nobody may use.
        _taken.Sequence = Taken;
        return fits ? _taken : null;
    }

    /// <summary>Puts the cover of the SKU that was taken last; null when it has none any more.</summary>
    public void Put(Sku sku, SupplyCover? cover, SkuHeader header)
    {
        // One that was not looked for may be left from a record that was taken back: it goes before it could be.
        if (!ReferenceEquals(cover, _taken) || cover is null && Keeps(header))
            Replace(sku, cover);
        if (cover is null)
            return;
        cover.Sequence = header.Sequence;
        _lines += cover.Count - cover.CountedLines;
        cover.CountedLines = cover.Count;
        if (_lines > MostLines || _covers.Count > MostCovers)
            Clear();
    }

    void Replace(Sku sku, SupplyCover? cover)
    {
        if (_covers.Remove(sku.Value, out var former))
            _lines -= former.CountedLines;
        if (cover is not null)
            _covers.Add(sku.Value, cover);
        _taken = cover;
    }

    void Clear()
    {
        _covers.Clear();
        _taken = null;
        _lines = 0;
    }
}
