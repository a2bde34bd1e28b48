namespace Backorders.Domain.State;

/// <content>
/// The supplies. They come and go in every SKU, so they stand without a reference too, but for those with a ref that is
/// too long for it, or not ASCII.
/// </content>
internal sealed partial class InMemorySku
{
    Dictionary<PackedText, PackedSupply>? _supplies;
    OrderedMap<PackedSupplyKey, PackedSupply>? _suppliesByDate;
    Dictionary<string, Supply>? _longSupplies;
    OrderedMap<SupplyKey, Supply>? _longSuppliesByDate;

    public Supply? FindSupply(string supplyRef)
    {
        if (!PackedText.TryPack(supplyRef, out var packed))
            return _longSupplies?.GetValueOrDefault(supplyRef);
        return _supplies is not null && _supplies.TryGetValue(packed, out var supply)
            ? ToSupply(supplyRef, supply)
            : null;
    }

    public void PutSupply(Supply supply)
    {
        if (PackedText.TryPack(supply.Ref, out var packed))
            (_supplies ??= [])[packed] = Pack(supply);
        else
            (_longSupplies ??= [])[supply.Ref] = supply;
    }

    public void RemoveSupply(string supplyRef)
    {
        if (PackedText.TryPack(supplyRef, out var packed))
            _supplies?.Remove(packed);
        else
            _longSupplies?.Remove(supplyRef);
    }

    public void PutSupplyByDate(Supply supply)
    {
        if (PackedText.TryPack(supply.Ref, out var packed))
            (_suppliesByDate ??= new()).Put(new(supply.Date, packed), Pack(supply));
        else
            (_longSuppliesByDate ??= new()).Put(new(supply.Date, supply.Ref), supply);
    }

    public void RemoveSupplyByDate(DateOnly date, string supplyRef)
    {
        if (PackedText.TryPack(supplyRef, out var packed))
            _suppliesByDate?.Remove(new(date, packed));
        else
            _longSuppliesByDate?.Remove(new(date, supplyRef));
    }

    public int ReadSuppliesByDate(DateOnly from, Supply? after, Span<Supply> page)
    {
        var count = ReadPacked(from, after, page);
        return _longSuppliesByDate is null ? count : MergeLong(from, after, page, count);
    }

    int ReadPacked(DateOnly from, Supply? after, Span<Supply> page)
    {
        if (_suppliesByDate is not { } map)
            return 0;
        // After a ref that stands elsewhere comes what is greater, somewhere on its day.
        var cursor = after is null
            ? map.Seek(new(from, default), afterKey: false)
            : PackedText.TryPack(after.Ref, out var packed)
                ? map.Seek(new(after.Date, packed), afterKey: true)
                : map.Seek(new(after.Date, default), afterKey: false);
        var count = 0;
        while (count < page.Length && cursor.TryNext(out var key, out var supply))
        {
            var read = ToSupply(key.Ref.ToString(), supply);
            if (after is null || Compare(read, after) > 0)
                page[count++] = read;
        }
        return count;
    }

    int MergeLong(DateOnly from, Supply? after, Span<Supply> page, int packed)
    {
        var cursor = after is null
            ? _longSuppliesByDate!.Seek(new(from, ""), afterKey: false)
            : _longSuppliesByDate!.Seek(new(after.Date, after.Ref), afterKey: true);
        List<Supply> merged = [.. page[..packed]];
        for (var taken = 0; taken < page.Length && cursor.TryNext(out _, out var supply); taken++)
            merged.Add(supply);
        merged.Sort(Compare);
        var count = Math.Min(merged.Count, page.Length);
        merged[..count].CopyTo(page);
        return count;
    }

    PackedSupply Pack(Supply supply) =>
        new(supply.Quantity, siteNumbers.Of(supply.Site), supply.Date, supply.Overdue);

    Supply ToSupply(string supplyRef, in PackedSupply supply) =>
        new(supplyRef, siteNumbers[supply.Site], supply.Quantity, supply.Date, supply.Overdue);

    static int Compare(Supply left, Supply right) =>
        left.Date != right.Date ? left.Date.CompareTo(right.Date) : Utf8Order.Compare(left.Ref, right.Ref);

    readonly record struct PackedSupply(long Quantity, int Site, DateOnly Date, bool Overdue);

    readonly record struct PackedSupplyKey(DateOnly Date, PackedText Ref) : IComparable<PackedSupplyKey>
    {
        public int CompareTo(PackedSupplyKey other) =>
            Date != other.Date ? Date.CompareTo(other.Date) : Ref.CompareTo(other.Ref);
    }

    readonly record struct SupplyKey(DateOnly Date, string Ref) : IComparable<SupplyKey>
    {
        public int CompareTo(SupplyKey other) =>
            Date != other.Date ? Date.CompareTo(other.Date) : Utf8Order.Compare(Ref, other.Ref);
    }
}
