using System.Text;
using Backorders.CdcBridge.Decoding;

namespace Backorders.CdcBridge.Benchmarks;

/// <summary>
/// Updates of a stock table as a PostgreSQL connector sends them: 1.5 KiB with the schema, decimals precise.
/// </summary>
sealed class EnvelopeSource
{
    public const string Mapping = """
        version: 1
        source: {name: w, connector: postgresql}
        tables:
          - table: s.stock
            kind: balance
            commands:
              - {command: adjust-stock, sku: item, site: place, quantity: qty, factor: 1000}
        """;

    const int Rows = 20_000;

    static readonly string Schema = BuildSchema();

    readonly Random _random = new(7);
    long _lsn = 1000;
    long _offset;

    public IEnumerable<CapturedRecord> Take(int count)
    {
        for (var number = 0; number < count; number++)
            yield return Next();
    }

    CapturedRecord Next()
    {
        var row = _random.Next(Rows);
        var units = BitConverter.GetBytes(_random.Next(1, int.MaxValue));
        Array.Reverse(units);
        _lsn += 40;
        var (item, place) = ($"SKU{row / 3:D6}", "ABC"[row % 3]);
        var key = $$"""{"item":"{{item}}","place":"{{place}}"}""";
        var value = OneLine($$$"""
            {"schema":{{{Schema}}},"payload":{"before":null,
            "after":{"item":"{{{item}}}","place":"{{{place}}}","qty":"{{{Convert.ToBase64String(units)}}}",
            "bin":"A-17-3","version":7,"updated_at":"2024-03-11T05:51:56.391322Z"},
            "source":{"version":"3.4.0.Final","connector":"postgresql","name":"w","ts_ms":{{{1700000000000 + _lsn}}},
            "snapshot":"false","db":"wms","sequence":"[\"1\",\"2\"]","schema":"s","table":"stock",
            "txId":{{{_lsn}}},"lsn":{{{_lsn}}},"xmin":null},"transaction":null,"op":"u","ts_ms":1700000000000}}
            """);
        return new CapturedRecord(
            "w.s.stock", row % 3, _offset++, 1_700_000_000_000, [], Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(
                value));
    }

    static string BuildSchema()
    {
        const string Row = """
            {"type":"struct","fields":[{"type":"string","optional":false,"field":"item"},
            {"type":"string","optional":false,"field":"place"},
            {"type":"bytes","optional":false,"name":"org.apache.kafka.connect.data.Decimal","version":1,
            "parameters":{"scale":"3","connect.decimal.precision":"12"},"field":"qty"},
            {"type":"string","optional":true,"field":"bin"},{"type":"int32","optional":false,"field":"version"},
            {"type":"string","optional":true,"field":"updated_at"}],
            "optional":true,"name":"w.s.stock.Value","field":"NAME"}
            """;
        return OneLine($$"""
            {"type":"struct","fields":[{{Row.Replace("NAME", "before", StringComparison.Ordinal)}},
            {{Row.Replace("NAME", "after", StringComparison.Ordinal)}},
            {"type":"struct","fields":[{"type":"string","optional":false,"field":"connector"},
            {"type":"int64","optional":true,"field":"lsn"}],"optional":false,"field":"source"},
            {"type":"int64","optional":true,"field":"ts_ms"},{"type":"string","optional":false,"field":"op"}],
            "optional":false,"name":"w.s.stock.Envelope","version":2}
            """);
    }

    // Converters write no line breaks.
    static string OneLine(string text) => text.ReplaceLineEndings("");
}
