using System.Globalization;

namespace Backorders.Cli.Demo.Feed;

/// <summary>A row of the Online Retail data.</summary>
/// <param name="Invoice">The invoice; one with a <c>C</c> before its number is a cancellation.</param>
/// <param name="StockCode">The SKU.</param>
/// <param name="Quantity">Units; negative for cancellations and losses.</param>
/// <param name="Time">Milliseconds since 1970; the data names no time zone, UTC is taken.</param>
/// <param name="UnitPrice">The price.</param>
/// <param name="Customer">The customer; empty for none.</param>
sealed record RetailRow(string Invoice, string StockCode, long Quantity, long Time, decimal UnitPrice, string Customer)
{
    static readonly HashSet<string> NoProducts = new(StringComparer.Ordinal)
    {
        "POST", "DOT", "M", "C2", "D", "S", "BANK CHARGES", "AMAZONFEE", "CRUK",
    };

    /// <summary>Postage, fees, discounts and the like.</summary>
    public bool IsNoProduct => NoProducts.Contains(StockCode);

    /// <summary>Whether it takes something back.</summary>
    public bool IsCancellation => Invoice.StartsWith('C');

    /// <summary>Reads the fields of a row.</summary>
    /// <exception cref="FormatException">A field is not what its column holds; the message says which.</exception>
    public static RetailRow Parse(
        string? invoice, string? stockCode, string? quantity, string? date, string? price, string? customer)
    {
        if (string.IsNullOrWhiteSpace(invoice))
            throw new FormatException("InvoiceNo is empty");
        if (string.IsNullOrWhiteSpace(stockCode))
            throw new FormatException("StockCode is empty");
        if (!long.TryParse(quantity, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var units)
            || units == 0)
        {
            throw new FormatException($"Quantity '{quantity}' is no whole number other than 0");
        }
        if (!DateTimeOffset.TryParseExact(
            date, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            throw new FormatException($"InvoiceDate '{date}' is no time of the form YYYY-MM-DD HH:MM:SS");
        }
        if (!decimal.TryParse(price, NumberStyles.Number, CultureInfo.InvariantCulture, out var unitPrice))
            throw new FormatException($"UnitPrice '{price}' is no number");
        return new(invoice, stockCode, units, time.ToUnixTimeMilliseconds(), unitPrice, customer ?? "");
    }
}
