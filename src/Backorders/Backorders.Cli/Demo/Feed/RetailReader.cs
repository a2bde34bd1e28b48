using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using CsvHelper.Configuration;

namespace Backorders.Cli.Demo.Feed;

/// <summary>Reads the CSV files of a folder, plain or compressed, in the order of their names.</summary>
static class RetailReader
{
    static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        // What is wrong with a row is told by file and line, and the row is left out.
        BadDataFound = null,
        MissingFieldFound = null,
    };

    /// <summary>The rows that can be read; the others are counted.</summary>
    /// <exception cref="UsageException">The folder has no such files.</exception>
    public static IEnumerable<RetailRow> Read(string folder, FeedStatistics statistics)
    {
        foreach (var file in Files(folder))
        {
            using var csv = new CsvReader(Open(file), Configuration);
            if (!csv.Read() || !csv.ReadHeader() || csv.HeaderRecord is not { Length: > 0 } header
                || !header.Contains("InvoiceNo", StringComparer.Ordinal))
            {
                throw new UsageException(
                    $"{file}:1: the header must name InvoiceNo, StockCode, Quantity, InvoiceDate, "
                        + "UnitPrice, CustomerID");
            }
            while (csv.Read())
            {
                if (TryParse(csv, file, statistics) is { } row)
                    yield return row;
            }
        }
    }

    /// <exception cref="UsageException">There are none.</exception>
    public static List<string> Files(string folder)
    {
        if (!Directory.Exists(folder))
            throw new UsageException($"--input {folder} is no folder");
        var files = Directory.EnumerateFiles(folder)
            .Where(file => file.EndsWith(".csv", StringComparison.Ordinal)
                || file.EndsWith(".csv.gz", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        return files.Count > 0 ? files : throw new UsageException($"--input {folder} has no .csv or .csv.gz files");
    }

    static RetailRow? TryParse(CsvReader csv, string file, FeedStatistics statistics)
    {
        try
        {
            return RetailRow.Parse(
                csv.GetField("InvoiceNo"),
                csv.GetField("StockCode"),
                csv.GetField("Quantity"),
                csv.GetField("InvoiceDate"),
                csv.GetField("UnitPrice"),
                csv.GetField("CustomerID"));
        }
        catch (FormatException error)
        {
            statistics.AddBadRow(file, csv.Parser.RawRow, error.Message);
            return null;
        }
    }

    static StreamReader Open(string file)
    {
        var stream = File.OpenRead(file);
        return new StreamReader(
            file.EndsWith(".gz", StringComparison.Ordinal)
                ? new GZipStream(stream, CompressionMode.Decompress)
                : stream);
    }
}
