using Backorders.Domain.Allocation;
using Backorders.Domain.Inventory;
using Backorders.Domain.Orders;

namespace Backorders.Cli.Tests.EndToEnd;

/// <summary>
/// Commands of a shop that has less than it owes: orders wait, goods are announced and arrive, orders are changed and
/// cancelled, counts are corrected. The same seed gives the same commands.
/// </summary>
sealed class ShopDay(int seed)
{
    const int Skus = 40;
    const long Start = 1_790_000_000_000;
    const long Step = 250;

    static readonly string[] s_sites = ["EAST", "NORTH", "WEST"];

    readonly Random _random = new(seed);

    /// <summary>The first so many commands, each with its log time in milliseconds since 1970.</summary>
    public IEnumerable<(AllocationCommand Command, long Time)> Commands(int count)
    {
        for (var number = 0; number < count; number++)
            yield return (Next(number) with { EventId = $"e{number}" }, Start + (number * Step));
    }

    AllocationCommand Next(int number)
    {
        var sku = Sku(number);
        var site = s_sites[_random.Next(s_sites.Length)];
        var earlier = _random.Next(number + 1);
        return _random.Next(10) switch
        {
            < 5 => new PlaceDemand
            {
                Sku = sku,
                OrderId = $"o{number}",
                LineId = "1",
                Quantity = _random.Next(1, 9),
                PriorityClass = _random.Next(3) * 10,
                AllowSplit = _random.Next(2) == 0,
            },
            5 => new CancelDemand { Sku = Sku(earlier), OrderId = $"o{earlier}", LineId = "1" },
            6 => new AmendDemand
            {
                Sku = Sku(earlier),
                OrderId = $"o{earlier}",
                LineId = "1",
                Quantity = _random.Next(1, 12),
            },
            7 => new ExpectSupply
            {
                Sku = sku,
                Ref = $"p{number}",
                Site = site,
                Quantity = _random.Next(5, 30),
                Date = new DateOnly(2026, 9, 25).AddDays(_random.Next(20)),
            },
            8 => new ReceiveStock { Sku = sku, ReceiptId = $"r{number}", Site = site, Quantity = _random.Next(1, 25) },
            _ => new AdjustStock { Sku = sku, AdjustmentId = $"a{number}", Site = site, Delta = _random.Next(-6, 0) },
        };
    }

    static string Sku(int number) => $"SKU-{number * 7 % Skus:D3}";
}
