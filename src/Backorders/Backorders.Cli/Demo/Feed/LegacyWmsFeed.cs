using System.Text.Json;
using Backorders.CdcBridge.Mapping;
using Backorders.Contracts;

namespace Backorders.Cli.Demo.Feed;

/// <summary>
/// The same shop, with its stock in a simulated legacy WMS: receipts are rows of a table, and reach the allocator as
/// change events through the bridge. As from a real connector, some of them come twice.
/// </summary>
sealed class LegacyWmsFeed(IFeed shop, int seed) : IFeed
{
    const int DeliveredAgain = 12;

    readonly Random _random = new(seed);
    readonly List<FeedItem> _sent = [];
    long _lsn = 1_000_000;

    /// <summary>The mapping of the simulated WMS.</summary>
    public const string Mapping = """
        version: 1
        source: {name: legacy, connector: postgresql, decimals: string}
        tables:
          - table: wms.receipt_line
            kind: ledger
            commands:
              - command: receive-stock
                sku: item
                site: warehouse
                quantity: qty
                reference: asn
        """;

    /// <summary>The topics of the simulated WMS.</summary>
    public static IEnumerable<string> Topics => MappingReader.Read(Mapping, "demo").AllTopics;

    public bool IsLive => shop.IsLive;

    public FeedStatistics Statistics => shop.Statistics;

    public IEnumerable<FeedItem> Setup() => shop.Setup();

    public IEnumerable<FeedItem> Items()
    {
        foreach (var item in shop.Items())
        {
            if (item.Topic != BackordersTopics.Receipts.Name || Received(item) is not { } received)
            {
                yield return item;
                continue;
            }
            var change = Change(received);
            yield return change;
            _sent.Add(change);
            if (_random.Next(DeliveredAgain) == 0)
                yield return _sent[_random.Next(_sent.Count)];
        }
    }

    static ReceiptEvent? Received(FeedItem item)
    {
        var receipt = BackordersTopics.Receipts.ValueSerde.Deserialize(item.Value);
        return receipt.EventCase == ReceiptEvent.EventOneofCase.Received ? receipt : null;
    }

    FeedItem Change(ReceiptEvent receipt)
    {
        var received = receipt.Received;
        var time = receipt.Metadata.OccurredAtUnixMs;
        _lsn += 8;
        var key = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["receipt_id"] = received.ReceiptId,
        });
        var value = JsonSerializer.SerializeToUtf8Bytes(new
        {
            before = (string?)null,
            after = new
            {
                receipt_id = received.ReceiptId,
                item = receipt.Sku,
                warehouse = received.Site,
                qty = $"{received.Quantity}.000",
                asn = received.HasSupplyRef ? received.SupplyRef : null,
            },
            source = new
            {
                connector = "postgresql",
                name = "legacy",
                ts_ms = time,
                snapshot = "false",
                schema = "wms",
                table = "receipt_line",
                lsn = _lsn,
            },
            op = "c",
            ts_ms = time,
        });
        return new FeedItem("legacy.wms.receipt_line", key, value, null, 0);
    }
}
