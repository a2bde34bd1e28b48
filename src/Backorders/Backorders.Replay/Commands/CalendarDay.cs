namespace Backorders.Replay.Commands;

/// <summary>Reads dates of the form YYYY-MM-DD, in ASCII digits, and nothing else.</summary>
internal static class CalendarDay
{
    public static bool TryParse(ReadOnlySpan<char> text, out DateOnly day)
    {
        day = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-' || !TryNumber(text[..4], out var year)
            || !TryNumber(text[5..7], out var month) || !TryNumber(text[8..], out var date))
        {
            return false;
        }
        if (year == 0 || month is < 1 or > 12 || date < 1 || date > DateTime.DaysInMonth(year, month))
            return false;
        day = new DateOnly(year, month, date);
        return true;
    }

    static bool TryNumber(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
                return false;
            number = number * 10 + (digit - '0');
        }
        return true;
    }
}
