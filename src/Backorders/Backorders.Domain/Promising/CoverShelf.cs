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

    readonly Dictionary<Sku, SupplyCover> _covers = [];
    int _lines;

    /// <summary>The cover that fits a SKU as it is; null when there is none.</summary>
    public SupplyCover? Take(Sku sku, SkuHeader header, AllocationPolicy policy)
    {
        if (!_covers.TryGetValue(sku, out var cover))
            return null;
        var fits = cover.Sequence == header.Sequence && cover.RankedByDate == header.RankedByDate
            && ReferenceEquals(cover.Policy, policy);
        // A record that ends half-way leaves what nobody may use.
        cover.Sequence = Taken;
        return fits ? cover : null;
    }

    /// <summary>Puts a cover back; null for a SKU that has none any more.</summary>
    public void Put(Sku sku, SupplyCover? cover, long sequence)
    {
        if (cover is null)
        {
            if (_covers.Remove(sku, out var former))
                _lines -= former.CountedLines;
            return;
        }
        if (_covers.TryGetValue(sku, out var other))
            _lines -= other.CountedLines;
        cover.Sequence = sequence;
        cover.CountedLines = cover.Count;
        _lines += cover.Count;
        _covers[sku] = cover;
        if (_lines <= MostLines && _covers.Count <= MostCovers)
            return;
        _covers.Clear();
        _lines = 0;
    }
}
