// Joins order lines with the products that they point to. When a product changes, all its lines follow; the tables need
// not be partitioned alike.
//
// Prints:
//   l1: 3 x apple
//   l2: 1 x apple
//   l1: 3 x red apple
//   l2: 1 x red apple
using StreamApps.Testing;

namespace StreamApps.Cookbook;

static class JoinByForeignKey
{
    static readonly Topic<string, string> Lines = new("order-lines", Serdes.String, Serdes.String);
    static readonly Topic<string, string> Products = new("products", Serdes.String, Serdes.String);
    static readonly Topic<string, string> Described = new("described-lines", Serdes.String, Serdes.String);

    public static IEnumerable<string> Run()
    {
        var builder = new StreamBuilder();
        var products = builder.Table("products", Products);
        builder.Table("lines", Lines)
            .Join(
                products,
                (_, line) => line.Split(' ')[1],
                (line, product) => $"{line.Split(' ')[0]} x {product}",
                new ForeignKeyJoin<string, string, string, string, string>
                {
                    Name = "described-lines",
                    ResultSerde = Serdes.String,
                })
            .ToStream()
            .To("described", Described);

        using var driver = new TopologyTestDriver(builder.Build("join-by-foreign-key"));
        driver.Input(Products).Pipe("sku1", "apple");
        driver.Input(Lines).Pipe("l1", "3 sku1");
        driver.Input(Lines).Pipe("l2", "1 sku1");
        driver.Input(Products).Pipe("sku1", "red apple");
        return [.. driver.Output(Described).ReadAll().Select(record => $"{record.Key}: {record.Value}")];
    }
}
