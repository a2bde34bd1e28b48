using System.Runtime.InteropServices;

namespace Backorders.Domain.Orders;

/// <summary>
/// The units that a line holds, by site: a site is appended when the line first gets units there, keeps its place, and
/// leaves at zero.
/// </summary>
internal static class Holdings
{
    public static ImmutableArray<SiteUnits> Add(ImmutableArray<SiteUnits> held, ImmutableArray<SiteUnits> taken)
    {
        foreach (var (site, units) in taken)
            held = Add(held, site, units);
        return held;
    }

    public static ImmutableArray<SiteUnits> Remove(ImmutableArray<SiteUnits> held, ImmutableArray<SiteUnits> given)
    {
        if (held == given)
            return [];
        foreach (var (site, units) in given)
            held = Remove(held, site, units);
        return held;
    }

    public static ImmutableArray<SiteUnits> Remove(ImmutableArray<SiteUnits> held, SiteId site, long units)
    {
        var index = IndexOf(held, site);
        var rest = held[index].Units - units;
        if (rest != 0)
            return With(held, index, new(site, rest));
        return held.Length == 1 ? [] : held.RemoveAt(index);
    }

    static ImmutableArray<SiteUnits> Add(ImmutableArray<SiteUnits> held, SiteId site, long units)
    {
        var index = IndexOf(held, site);
        return index < 0 ? held.Add(new(site, units)) : With(held, index, new(site, held[index].Units + units));
    }

    static ImmutableArray<SiteUnits> With(ImmutableArray<SiteUnits> held, int index, SiteUnits entry)
    {
        var copy = held.AsSpan().ToArray();
        copy[index] = entry;
        return ImmutableCollectionsMarshal.AsImmutableArray(copy);
    }

    static int IndexOf(ImmutableArray<SiteUnits> held, SiteId site)
    {
        for (var index = 0; index < held.Length; index++)
        {
            if (held[index].Site == site)
                return index;
        }
        return -1;
    }
}
