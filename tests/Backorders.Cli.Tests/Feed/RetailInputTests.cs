using System.Text;
using Backorders.Cli.Demo.Feed;
using Backorders.Contracts;

namespace Backorders.Cli.Tests.Feed;

/// <summary>
/// Real data is dirty: a row that cannot be read must be named, counted and left out, and never guessed.
/// </summary>
public sealed class RetailInputTests
{
    const string Header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

    const string Shop = Header + """

        536365,85123A,"HOLDER, WHITE",6,2010-12-01 08:26:00,2.55,17850,United Kingdom
        536365,71053,LANTERN,2,2010-12-01 08:26:00,3.39,17850,United Kingdom
        536365,POST,POSTAGE,1,2010-12-01 08:26:00,18.00,17850,United Kingdom
        536366,22633,WARMER,half,2010-12-01 08:28:00,1.85,17850,United Kingdom
        536367,84406B,HANGER,8,01/12/2010,2.75,13047,United Kingdom
        536368,,NO CODE,8,2010-12-01 08:34:00,2.75,13047,United Kingdom
        C536379,85123A,HOLDER,-2,2010-12-01 09:41:00,2.55,17850,United Kingdom
        C536380,99999,NEVER ORDERED,-1,2010-12-01 09:42:00,2.55,17850,United Kingdom
        536414,22139,damaged,-5,2010-12-01 11:52:00,0,,United Kingdom
        536415,22139,found,7,2010-12-01 11:53:00,0,,United Kingdom
        """;

    [Fact]
    public void Read_RowsThatAreNone_AreCountedWithFileAndLine()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("2010-12.csv");
        File.WriteAllText(file, Shop);
        var statistics = new FeedStatistics();
        RetailReader.Read(folder.Path, statistics).Count().ShouldBe(7);
        statistics.BadRows.ShouldBe(3);
        statistics.BadRowSamples.ShouldBe([
            $"{file}:5: Quantity 'half' is no whole number other than 0",
            $"{file}:6: InvoiceDate '01/12/2010' is no time of the form YYYY-MM-DD HH:MM:SS",
            $"{file}:7: StockCode is empty"]);
    }

    [Fact]
    public void Items_EachKindOfRow_BecomesItsMessage()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("2010-12.csv"), Shop);
        var feed = new RetailFeed(folder.Path, seed: 1, maxLines: null);
        var items = feed.Items().ToList();

        var order = Of(items, BackordersTopics.Orders).ShouldHaveSingleItem().Placed;
        order.OrderId.ShouldBe("536365");
        order.Lines.Select(line => (line.Sku, line.Quantity)).ShouldBe([("85123A", 6), ("71053", 2)]);
        var cancellations = Of(items, BackordersTopics.Cancellations);
        cancellations.Select(made => (made.OrderId, made.Quantity)).ShouldBe([("536365", 2), ("C536380", 1)]);
        Of(items, BackordersTopics.StockAdjustments).Select(made => (made.Delta, made.Reason))
            .ShouldBe([(-5, "damage"), (7, "found")]);
        (feed.Statistics.Orders, feed.Statistics.Lines, feed.Statistics.SkippedRows).ShouldBe((1, 2, 1));
        (feed.Statistics.Cancellations, feed.Statistics.UnmatchedCancellations, feed.Statistics.BadRows)
            .ShouldBe((2, 1, 3));
    }

    [Fact]
    public void Items_WhatTheDataDoesNotHave_IsMarkedSynthetic()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("2010-12.csv"), Shop);
        var items = new RetailFeed(folder.Path, seed: 1, maxLines: null).Items().ToList();
        Of(items, BackordersTopics.Receipts).ShouldAllBe(receipt => receipt.Metadata.Synthetic);
        Of(items, BackordersTopics.Orders).ShouldAllBe(order => !order.Metadata.Synthetic);
    }

    [Fact]
    public void Items_SameSeed_GivesTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("2010-12.csv"), Shop);
        string Run(int seed) => string.Join('\n', new RetailFeed(folder.Path, seed, maxLines: null).Items()
            .Select(item => $"{item.Topic} {Encoding.UTF8.GetString(item.Key)} {Convert.ToHexString(item.Value)}"));
        Run(7).ShouldBe(Run(7));
        string.Equals(Run(7), Run(8), StringComparison.Ordinal).ShouldBeFalse();
    }

    [Fact]
    public void Read_FolderWithoutRows_SaysWhatIsMissing()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<UsageException>(() => RetailReader.Read(folder.Path, new()).ToList())
            .Message.ShouldContain("no .csv");
        Should.Throw<UsageException>(() => RetailReader.Files(folder.File("missing")))
            .Message.ShouldContain("no folder");
        File.WriteAllText(folder.File("a.csv"), "some,other,header\n1,2,3\n");
        Should.Throw<UsageException>(() => RetailReader.Read(folder.Path, new()).ToList())
            .Message.ShouldContain("a.csv:1");
    }

    static List<T> Of<T>(IEnumerable<FeedItem> items, StreamApps.Topic<string, T> topic) =>
        [.. items.Where(item => item.Topic == topic.Name).Select(item => topic.ValueSerde.Deserialize(item.Value))];
}
