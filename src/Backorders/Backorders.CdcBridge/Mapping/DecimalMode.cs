namespace Backorders.CdcBridge.Mapping;

/// <summary>The connector's <c>decimal.handling.mode</c>.</summary>
enum DecimalMode
{
    /// <summary>The base64 of the unscaled value.</summary>
    Precise,

    /// <summary>Digits.</summary>
    String,

    /// <summary>A JSON number that went through a double.</summary>
    Double,
}
