namespace Backorders.CdcBridge.Images;

/// <summary>Why a row has no meaning by its mapping: the reason of its dead letter.</summary>
static class RowReason
{
    public const string MissingColumn = "missing_column";
    public const string UnavailableValue = "unavailable_value";
    public const string UnsupportedValue = "unsupported_value";
    public const string NullQuantity = "null_quantity";
    public const string NotANumber = "not_a_number";
    public const string DecimalsUndeclared = "decimals_undeclared";
    public const string ScaleUnknown = "decimal_scale_unknown";
    public const string LostDigits = "imprecise_number";
    public const string FractionalQuantity = "fractional_quantity";
    public const string OutOfRange = "quantity_out_of_range";
    public const string NegativeQuantity = "negative_quantity";
    public const string InvalidIdentifier = "invalid_identifier";
    public const string InvalidPriority = "invalid_priority_class";
    public const string InvalidDate = "invalid_date";
    public const string LookupMissing = "lookup_missing";
    public const string LookupHalted = "lookup_table_halted";
    public const string TableHalted = "table_halted";
    public const string TooManyWaiting = "too_many_waiting";
}
