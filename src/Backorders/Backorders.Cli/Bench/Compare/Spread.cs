using System.Globalization;
using System.Runtime.InteropServices;

namespace Backorders.Cli.Bench.Compare;

/// <summary>The median of several runs, with the least and the most.</summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct Spread(double Median, double Least, double Most)
{
    public static Spread? Of(IEnumerable<double?> values)
    {
        var sorted = values.OfType<double>().Order().ToList();
        if (sorted.Count == 0)
            return null;
        var middle = sorted.Count / 2;
        var median = sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new(median, sorted[0], sorted[^1]);
    }

    public string Text(string format)
    {
        var culture = CultureInfo.InvariantCulture;
        return Least < Most
            ? $"{Median.ToString(format, culture)} "
                + $"({Least.ToString(format, culture)} - {Most.ToString(format, culture)})"
            : Median.ToString(format, culture);
    }
}
