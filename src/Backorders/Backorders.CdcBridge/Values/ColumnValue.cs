namespace Backorders.CdcBridge.Values;

/// <summary>The value of one column, in the form in which it came.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text: the characters of a string, the digits of a number; empty where there is none.</param>
readonly record struct ColumnValue(ValueKind Kind, string Text)
{
    public static ColumnValue Missing { get; } = new(ValueKind.Missing, "");

    public static ColumnValue Null { get; } = new(ValueKind.Null, "");

    public static ColumnValue Unavailable { get; } = new(ValueKind.Unavailable, "");

    public static ColumnValue True { get; } = new(ValueKind.Boolean, "true");

    public static ColumnValue False { get; } = new(ValueKind.Boolean, "false");

    /// <summary>
    /// As an identifier, and for comparison: without the blanks at its end, which columns of fixed width are filled up
    /// with.
    /// </summary>
    public string Trimmed => Text is [.., ' '] ? Text.TrimEnd(' ') : Text;
}
