using System.Globalization;

namespace Backorders.CdcBridge.Values;

/// <summary>Dates of the source in their several forms.</summary>
static class CalendarDate
{
    // 1970-01-02 to 2200-01-01. Before it lie the forms that a source gives to dates that are none: a zero date comes
    // as the epoch, dates BC and the infinities lie far outside.
    const int FirstDay = 1;
    const int LastDay = 84_006;

    /// <summary>Reads a date; false when it is none, or outside the years that orders have dates in.</summary>
    /// <param name="value">The column's value.</param>
    /// <param name="unit">What a number counts.</param>
    /// <param name="date">The date as <c>YYYY-MM-DD</c>.</param>
    public static bool TryRead(ColumnValue value, TimeUnit unit, out string date)
    {
        date = "";
        long days;
        if (value.Kind == ValueKind.Integer)
        {
            if (!long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                return false;
            days = FloorDivide(number, UnitsOfDay(unit));
        }
        else if (value.Kind is ValueKind.Text or ValueKind.TypedText && value.Text.Length >= 10
            && DateOnly.TryParseExact(
                value.Text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && (value.Text.Length == 10 || value.Text[10] is 'T' or ' ' or 'Z'))
        {
            days = day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        }
        else
        {
            return false;
        }
        if (days is < FirstDay or > LastDay)
            return false;
        date = DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)days).ToString(
            "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return true;
    }

    static long UnitsOfDay(TimeUnit unit) => unit switch
    {
        TimeUnit.Milliseconds => 86_400_000,
        TimeUnit.Microseconds => 86_400_000_000,
        TimeUnit.Nanoseconds => 86_400_000_000_000,
        _ => 1,
    };

    static long FloorDivide(long number, long divisor) =>
        number >= 0 ? number / divisor : -((-(number + 1)) / divisor) - 1;
}
