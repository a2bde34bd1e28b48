using Backorders.Domain.Allocation;
using Backorders.Domain.Inventory;
using Backorders.Domain.Orders;

namespace Backorders.Cli.Verify;

/// <summary>What the tables must hold of one partition of the command log, by its events alone.</summary>
sealed class TableFold
{
    public Dictionary<OrderLineId, LineCounts> Lines { get; } = [];

    public Dictionary<(string Sku, string Site), (long OnHand, long Allocated)> Stock { get; } = [];

    public Dictionary<string, long> Sequences { get; } = new(StringComparer.Ordinal);

    /// <summary>The next event of the partition, in the order of its commands.</summary>
    public void Follow(AllocationEvent stated)
    {
        var sku = stated.Header.Sku.Value;
        Sequences[sku] = stated.Header.Sequence;
        switch (stated)
        {
            case DemandAccepted e:
                Lines[e.Line] = e.After;
                break;
            case UnitsAssigned e:
                Lines[e.Line] = e.After;
                Allocate(sku, e.Sites, 1);
                break;
            case AllocationReleased e:
                Lines[e.Line] = e.After;
                Allocate(sku, e.Sites, -1);
                break;
            case AllocationRevoked e:
                Lines[e.Line] = e.After;
                Allocate(sku, e.Sites, -1);
                break;
            case DemandCancelled e:
                Lines[e.Line] = e.After;
                break;
            case DemandAmended e:
                Lines[e.Line] = e.After;
                break;
            case ShipmentRecorded e:
                Lines[e.Line] = e.After;
                Move(sku, e.Site, e.OnHandAfter - e.OnHandBefore, e.Unplanned - e.Units);
                break;
            case UnmatchedShipment e:
                Move(sku, e.Site, e.OnHandAfter - e.OnHandBefore, 0);
                break;
            case StockChanged e:
                Move(sku, e.Site, e.Delta, 0);
                break;
            default:
                break;
        }
    }

    void Allocate(string sku, IEnumerable<SiteUnits> sites, int sign)
    {
        foreach (var entry in sites)
            Move(sku, entry.Site, 0, sign * entry.Units);
    }

    void Move(string sku, SiteId site, long onHand, long allocated)
    {
        var (oldOnHand, oldAllocated) = Stock.GetValueOrDefault((sku, site.Value));
        Stock[(sku, site.Value)] = (oldOnHand + onHand, oldAllocated + allocated);
    }
}
