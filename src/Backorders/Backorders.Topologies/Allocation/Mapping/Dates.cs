using System.Globalization;

namespace Backorders.Topologies.Allocation.Mapping;

/// <summary>Dates on the wire: YYYY-MM-DD, and nothing else.</summary>
static class Dates
{
    const string Form = "yyyy-MM-dd";

    public static string Write(DateOnly date) => date.ToString(Form, CultureInfo.InvariantCulture);

    public static string? Write(DateOnly? date) => date is { } day ? Write(day) : null;

    public static bool TryRead(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
