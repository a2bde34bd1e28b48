using System.Runtime.CompilerServices;

namespace Backorders.Domain.State;

/// <content>
/// The sites. A SKU has a few, and every command looks at them, so the first stand in the header itself.
/// </content>
public sealed partial class SkuHeader
{
    FirstSites _first;
    // All of them, once they are more.
    SiteStock[]? _all;
    int _siteCount;

    /// <summary>
    /// The sites that have had stock events, by UTF-8 bytes of the site. Valid until the header is changed.
    /// </summary>
    public ReadOnlySpan<SiteStock> Sites => AllSites;

    Span<SiteStock> AllSites => _all is null ? ((Span<SiteStock>)_first)[.._siteCount] : _all.AsSpan(0, _siteCount);

    /// <summary>
    /// Adds a site that is not there yet, in its place. Called by an implementation that fills a header, and by the
    /// allocator.
    /// </summary>
    public void AddSite(SiteStock stock)
    {
        if (_siteCount == (_all?.Length ?? FirstSites.Count))
        {
            var more = new SiteStock[2 * _siteCount];
            AllSites.CopyTo(more);
            _all = more;
        }
        _siteCount++;
        var sites = AllSites;
        var index = _siteCount - 1;
        for (; index > 0 && sites[index - 1].Site.CompareTo(stock.Site) > 0; index--)
            sites[index] = sites[index - 1];
        sites[index] = stock;
    }

    /// <summary>The place of a site in <see cref="Sites"/>; negative where there never was any stock.</summary>
    internal int IndexOf(SiteId site)
    {
        var sites = AllSites;
        for (var index = 0; index < sites.Length; index++)
        {
            if (sites[index].Site == site)
                return index;
        }
        return -1;
    }

    /// <summary>The stock at a place, to be changed.</summary>
    internal ref SiteStock SiteAt(int index) => ref AllSites[index];

    [InlineArray(Count)]
    struct FirstSites
    {
        public const int Count = 4;

        SiteStock _element;
    }
}
