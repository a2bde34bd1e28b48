namespace Backorders.CdcBridge.Values;

/// <summary>What the number of a date or time counts, since 1970-01-01T00:00Z.</summary>
enum TimeUnit
{
    /// <summary>Days, as a DATE column is sent in every mode but isostring.</summary>
    Days,

    /// <summary>Milliseconds.</summary>
    Milliseconds,

    /// <summary>Microseconds.</summary>
    Microseconds,

    /// <summary>Nanoseconds.</summary>
    Nanoseconds,
}
