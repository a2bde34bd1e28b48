using System.Runtime.InteropServices;

namespace Backorders.Domain.State;

/// <content>The lines.</content>
internal sealed partial class InMemorySku
{
    // About what it takes.
    const int HeaderBytes = 320;

    LineTable<PackedLine> _lines = new();
    Dictionary<int, LineParts>? _parts;

    public IEnumerable<DemandLine> Lines
    {
        get
        {
            for (var slot = 0; slot < _lines.Slots; slot++)
            {
                if (_lines.IsUsed(slot))
                    yield return LineAt(slot, _lines.IdAt(slot));
            }
        }
    }

    /// <summary>The slot of a line; negative when it is not there.</summary>
    public int SlotOf(OrderLineId id, int hash) => _lines.SlotOf(id, hash);

    /// <summary>Says that a line will be looked for: what is read first of the SKU and of its lines.</summary>
    public void Prefetch(int lineHash)
    {
        CacheLines.Prefetch(Header, HeaderBytes);
        _lines.PrefetchBucket(lineHash);
    }

    /// <summary>The step after <see cref="Prefetch"/>.</summary>
    public void PrefetchLine(int hash) => _lines.PrefetchSlot(hash);

    /// <summary>Says that the line of a slot will be removed.</summary>
    public void PrefetchSlot(int slot) => _lines.Prefetch(slot);

    /// <summary>The step after <see cref="PrefetchSlot"/>.</summary>
    public void PrefetchRemoval(int slot) => _lines.PrefetchRemoval(slot);

    public OrderLineId IdAt(int slot) => _lines.IdAt(slot);

    /// <summary>The line of a slot.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="id">The line's id, as whoever asks has it.</param>
    public DemandLine LineAt(int slot, OrderLineId id)
    {
        ref var line = ref _lines[slot];
        if (line.HasParts)
        {
            var (sites, held) = _parts![slot];
            return line.ToLine(id, sites, held);
        }
        return line.ToLine(id, [], line.HeldSite < 0 ? [] : HeldAlone(line.HeldSite, line.HeldUnits));
    }

    /// <summary>Puts a line into its slot, or one without a slot into a free one.</summary>
    /// <returns>The slot.</returns>
    public int PutLine(int slot, int hash, in DemandLine line)
    {
        if (slot < 0)
            slot = _lines.Add(line.Id, hash);
        else if (_lines[slot].HasParts)
            _parts!.Remove(slot);
        ref var packed = ref _lines[slot];
        packed.Set(line, line.Allocations.Length > 0 ? siteNumbers.Of(line.Allocations[0].Site) : -1);
        if (packed.HasParts)
            (_parts ??= []).Add(slot, new(line.Sites, line.Allocations));
        return slot;
    }

    public void RemoveLineAt(int slot)
    {
        if (_lines[slot].HasParts)
            _parts!.Remove(slot);
        _lines.RemoveAt(slot);
    }

    ImmutableArray<SiteUnits> HeldAlone(int site, long units) =>
        ImmutableCollectionsMarshal.AsImmutableArray<SiteUnits>([new(siteNumbers[site], units)]);

    readonly record struct LineParts(ImmutableArray<SiteId> Sites, ImmutableArray<SiteUnits> Allocations);
}
