namespace Backorders.CdcBridge.Values;

/// <summary>What a column of a captured row holds. The numbers are part of the stored form.</summary>
enum ValueKind : byte
{
    /// <summary>The message does not have the column.</summary>
    Missing = 0,

    /// <summary>A null of the database.</summary>
    Null = 1,

    /// <summary>A JSON string whose meaning the mapping gives.</summary>
    Text = 2,

    /// <summary>A JSON number without fraction or exponent.</summary>
    Integer = 3,

    /// <summary>A JSON number with a fraction or an exponent: it went through a double.</summary>
    Double = 4,

    /// <summary>true or false.</summary>
    Boolean = 5,

    /// <summary>An exact decimal, as digits.</summary>
    Decimal = 6,

    /// <summary>
    /// A value that the source did not send, as it is stored out of line and has not changed (TOAST).
    /// </summary>
    Unavailable = 7,

    /// <summary>An object or an array.</summary>
    Complex = 8,

    /// <summary>A string that the message's own schema calls one: digits in it are digits.</summary>
    TypedText = 9,
}
