using Backorders.CdcBridge.Values;

namespace Backorders.CdcBridge.Decoding;

/// <summary>Numbers that a schema calls times.</summary>
static class SchemaTime
{
    /// <summary>The date of such a number; its digits when it is none.</summary>
    public static ColumnValue Read(string digits, string semanticName)
    {
        var unit = semanticName switch
        {
            "io.debezium.time.Timestamp" or "org.apache.kafka.connect.data.Timestamp" => TimeUnit.Milliseconds,
            "io.debezium.time.MicroTimestamp" => TimeUnit.Microseconds,
            "io.debezium.time.NanoTimestamp" => TimeUnit.Nanoseconds,
            _ => TimeUnit.Days,
        };
        return new(
            ValueKind.TypedText,
            CalendarDate.TryRead(new(ValueKind.Integer, digits), unit, out var date) ? date : digits);
    }
}
