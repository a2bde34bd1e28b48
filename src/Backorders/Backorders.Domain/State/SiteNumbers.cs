namespace Backorders.Domain.State;

/// <summary>
/// The sites of a partition by number, so that what is kept of each line and supply needs no reference, and all share
/// one text. Not thread-safe.
/// </summary>
internal sealed class SiteNumbers
{
    // A walk over so many is quicker than a hash of a name.
    const int MostWalked = 8;

    readonly List<SiteId> _sites = [];
    readonly Dictionary<SiteId, int> _numbers = [];

    public SiteId this[int number] => _sites[number];

    /// <summary>The number of a site; negative when it was never named.</summary>
    public int Find(SiteId site)
    {
        if (_sites.Count > MostWalked)
            return _numbers.TryGetValue(site, out var number) ? number : -1;
        for (var index = 0; index < _sites.Count; index++)
        {
            if (_sites[index] == site)
                return index;
        }
        return -1;
    }

    /// <summary>The number of a site, which it gets if it has none.</summary>
    public int Of(SiteId site)
    {
        if (Find(site) is >= 0 and var known)
            return known;
        _numbers.Add(site, _sites.Count);
        _sites.Add(site);
        return _sites.Count - 1;
    }
}
