using Backorders.Contracts;

namespace Backorders.Cli.Demo.Feed;

/// <summary>
/// The Online Retail data as orders, cancellations and adjustments. What it does not have (sites, stock, receipts,
/// priorities) is made up from a seed and marked synthetic.
/// </summary>
sealed class RetailFeed(string folder, int seed, int? maxLines) : IFeed
{
    static readonly TimeSpan LeadTime = TimeSpan.FromDays(6);

    readonly Random _random = new(seed);
    // Newest last: a cancellation takes the newest line of its customer and SKU.
    readonly Dictionary<(string Customer, string Sku), Stack<OpenLine>> _open = [];
    int _adjustments;

    public bool IsLive => false;

    public FeedStatistics Statistics { get; } = new();

    public IEnumerable<FeedItem> Setup() => [Warehouses.DefaultPolicy(FirstTime())];

    public IEnumerable<FeedItem> Items()
    {
        var warehouses = new Warehouses(_random, Statistics, LeadTime);
        foreach (var invoice in Invoices())
        {
            if (Statistics.Lines >= maxLines)
                yield break;
            var now = invoice[0].Time;
            foreach (var item in warehouses.Arrived(now))
                yield return item;
            var rows = invoice.Where(IsProduct).ToList();
            foreach (var row in rows.Where(row => !row.IsCancellation && row.Quantity > 0 && !IsFound(row)))
            {
                foreach (var item in warehouses.Demanded(row.StockCode, row.Quantity, now))
                    yield return item;
            }
            foreach (var item in Messages(rows))
                yield return item;
        }
    }

    IEnumerable<FeedItem> Messages(List<RetailRow> rows)
    {
        OrderEvent? order = null;
        for (var index = 0; index < rows.Count; index++)
        {
            var row = rows[index];
            if (row.IsCancellation)
                yield return Cancellation(row, index);
            else if (row.Quantity < 0)
                yield return Adjustment(row, "damage");
            else if (IsFound(row))
                yield return Adjustment(row, "found");
            else
                AddLine(order ??= NewOrder(row), row, index);
        }
        if (order is null)
            yield break;
        Statistics.Orders++;
        Statistics.Lines += order.Placed.Lines.Count;
        yield return FeedItem.Of(
            BackordersTopics.Orders, order.Placed.OrderId, order, order.Placed.OrderId, order.Placed.Lines.Count);
    }

    OrderEvent NewOrder(RetailRow row) => new()
    {
        Metadata = new() { EventId = $"order-{row.Invoice}", OccurredAtUnixMs = row.Time },
        Placed = new()
        {
            OrderId = row.Invoice,
            CustomerId = row.Customer,
            PriorityClass = _random.Next(10) switch { 0 => 10, < 4 => 30, _ => 50 },
        },
    };

    void AddLine(OrderEvent order, RetailRow row, int index)
    {
        var line = new OrderLine
        {
            LineId = $"{index + 1}",
            Sku = row.StockCode,
            Quantity = row.Quantity,
            AllowSplit = _random.Next(2) == 0,
            AllowPartial = _random.Next(10) != 0,
        };
        order.Placed.Lines.Add(line);
        var key = (row.Customer, row.StockCode);
        if (!_open.TryGetValue(key, out var lines))
            _open.Add(key, lines = new());
        lines.Push(new(row.Invoice, line.LineId) { Units = row.Quantity });
    }

    FeedItem Cancellation(RetailRow row, int index)
    {
        Statistics.Cancellations++;
        var units = -row.Quantity;
        var cancellation = new CancellationRequested
        {
            Metadata = new() { EventId = $"cancel-{row.Invoice}-{index + 1}", OccurredAtUnixMs = row.Time },
            Quantity = units,
            Reason = "customer",
        };
        if (_open.TryGetValue((row.Customer, row.StockCode), out var lines) && lines.TryPeek(out var line))
        {
            (cancellation.OrderId, cancellation.LineId) = (line.OrderId, line.LineId);
            line.Units -= units;
            if (line.Units <= 0)
                lines.Pop();
        }
        else
        {
            // Nothing of it was ever ordered as far as the data goes: it waits for an order that will not come.
            Statistics.UnmatchedCancellations++;
            (cancellation.OrderId, cancellation.LineId) = (row.Invoice, $"{index + 1}");
        }
        return FeedItem.Of(BackordersTopics.Cancellations, cancellation.OrderId, cancellation);
    }

    FeedItem Adjustment(RetailRow row, string reason)
    {
        Statistics.Adjustments++;
        var id = $"adjustment-{row.Invoice}-{++_adjustments}";
        return FeedItem.Of(BackordersTopics.StockAdjustments, row.StockCode, new StockAdjusted
        {
            Metadata = new() { EventId = id, OccurredAtUnixMs = row.Time },
            Sku = row.StockCode,
            AdjustmentId = id,
            Site = "HUB",
            Delta = row.Quantity,
            Reason = reason,
        });
    }

    bool IsProduct(RetailRow row)
    {
        if (!row.IsNoProduct)
            return true;
        Statistics.SkippedRows++;
        return false;
    }

    static bool IsFound(RetailRow row) =>
        row.UnitPrice == 0 && row.Customer.Length == 0 && row.Quantity > 0 && !row.IsCancellation;

    /// <summary>Rows that follow each other and have one invoice.</summary>
    IEnumerable<List<RetailRow>> Invoices()
    {
        var rows = new List<RetailRow>();
        foreach (var row in RetailReader.Read(folder, Statistics))
        {
            if (rows.Count > 0 && !string.Equals(rows[0].Invoice, row.Invoice, StringComparison.Ordinal))
            {
                yield return rows;
                rows = [];
            }
            rows.Add(row);
        }
        if (rows.Count > 0)
            yield return rows;
    }

    long FirstTime() => RetailReader.Read(folder, new FeedStatistics()).FirstOrDefault()?.Time
        ?? throw new UsageException($"--input {folder} has no row that can be read");

    sealed record OpenLine(string OrderId, string LineId)
    {
        public long Units { get; set; }
    }
}
