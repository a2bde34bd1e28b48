using System.Text;
using Backorders.CdcBridge.Images;

namespace Backorders.CdcBridge.Tests;

/// <summary>
/// Bad input is a dead letter with a reason, and the partition goes on: no field becomes a zero, nothing is
/// half-applied, and one message does not stop the rest.
/// </summary>
public sealed class HostileInputTests
{
    static readonly string[] BadQuantities =
    [
        "null", "\"abc\"", "\"NaN\"", "true", "{}", "[1]", "{\"scale\":1}", "\"1e400\"", "\"99999999999999999999.000\"",
        "\"0.0001\"", "\"\"", "\"__debezium_unavailable_value\"", "12345678.1234567890123",
    ];

    const string Yaml = """
        version: 1
        source: {name: w, connector: postgresql, decimals: string}
        tables:
          - table: s.stock
            kind: balance
            commands:
              - {command: adjust-stock, sku: item, site: place, quantity: qty, factor: 1000}
        """;

    public static TheoryData<string> Quantities => [.. BadQuantities];

    [Theory]
    [MemberData(nameof(Quantities))]
    public void Process_BadQuantity_IsADeadLetterAndNothingElse(string quantity)
    {
        var fold = Run(Change("c", 5, quantity), Change("c", 6, "\"2.000\"", item: "B"));
        fold.DeadLetters.ShouldHaveSingleItem().Position.ShouldBe("5");
        fold.StockText().ShouldBe(["B X 2000"]);
    }

    [Theory]
    [InlineData("\"qty\":\"1.000\"", "\"other\":1", RowReason.MissingColumn)]
    [InlineData("\"item\":\"A\",\"place\"", "\"item\":\"A\",\"item\":\"A\",\"place\"", DecodeReason.DuplicateMember)]
    [InlineData("\"op\":\"c\"", "\"op\":\"c\",\"op\":\"d\"", DecodeReason.DuplicateMember)]
    [InlineData("\"op\":\"c\"", "\"op\":\"z\"", DecodeReason.UnknownOperation)]
    [InlineData(",\"op\":\"c\"", "", DecodeReason.InvalidSource)]
    [InlineData("\"lsn\":5", "\"lsn\":null,\"sequence\":null", DecodeReason.NoPosition)]
    [InlineData("\"lsn\":5", "\"lsn\":\"five\"", DecodeReason.InvalidSource)]
    [InlineData("\"ts_ms\":1000", "\"ts_ms\":null", DecodeReason.InvalidSource)]
    [InlineData("\"table\":\"stock\"", "\"table\":\"other\"", DecodeReason.InvalidSource)]
    [InlineData("\"item\":\"A\"", "\"item\":\"B\"", DecodeReason.KeyMismatch)]
    [InlineData("\"place\":\"X\"", "\"place\":null", RowReason.InvalidIdentifier)]
    [InlineData("\"place\":\"X\"", "\"place\":NaN", DecodeReason.MalformedJson)]
    [InlineData("\"place\":\"X\"", "\"place\":\"\\ud800\"", DecodeReason.InvalidUtf8)]
    public void Process_BadMember_IsADeadLetterWithItsReason(string good, string bad, string reason)
    {
        var record = Change("c", 5, "\"1.000\"");
        var text = Encoding.UTF8.GetString(record.Value!);
        text.ShouldContain(good);
        var fold = Run(
            record with { Value = Encoding.UTF8.GetBytes(text.Replace(good, bad, StringComparison.Ordinal)) },
            Change("c", 6, "\"2.000\"", item: "B"));
        fold.DeadLetters.ShouldHaveSingleItem().Reason.ShouldBe(reason);
        fold.StockText().ShouldBe(["B X 2000"]);
    }

    public static TheoryData<string, byte[]> Documents => new()
    {
        { DecodeReason.InvalidUtf8, [.. "{\"op\":\""u8, 0xC3, 0x28, .. "\"}"u8] },
        { DecodeReason.MalformedJson, "{\"before\":null,\"after\":{\"item\":\"A\""u8.ToArray() },
        { DecodeReason.MalformedJson, Encoding.UTF8.GetBytes(
            $"{{\"op\":{new string('[', 5000)}{new string(']', 5000)}}}") },
        { DecodeReason.UnknownShape, Encoding.UTF8.GetBytes(new string('[', 5000) + new string(']', 5000)) },
        { DecodeReason.MalformedJson, ""u8.ToArray() },
        { DecodeReason.UnknownShape, "[]"u8.ToArray() },
        { DecodeReason.UnknownShape, "{}"u8.ToArray() },
        { DecodeReason.UnknownShape, "42"u8.ToArray() },
        { DecodeReason.UnsupportedFormat, [0, 0, 0, 0, 7, 2, 65] },
        { DecodeReason.TooLarge, Encoding.UTF8.GetBytes($"{{\"op\":\"{new string('x', 10 << 20)}\"}}") },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Process_BadDocument_IsADeadLetterWithItsReason(string reason, byte[] value)
    {
        var fold = Run(Change("c", 5, "\"1.000\"") with { Value = value }, Change("c", 6, "\"2.000\"", item: "B"));
        fold.DeadLetters.ShouldHaveSingleItem().Reason.ShouldBe(reason);
        fold.StockText().ShouldBe(["B X 2000"]);
    }

    [Theory]
    [InlineData(null, DecodeReason.MissingKey)]
    [InlineData("nonsense", DecodeReason.InvalidKey)]
    [InlineData("{}", DecodeReason.InvalidKey)]
    [InlineData("{\"item\":{\"a\":1}}", DecodeReason.InvalidKey)]
    [InlineData("{\"item\":\"A\",\"item\":\"A\"}", DecodeReason.DuplicateMember)]
    public void Process_BadKey_IsADeadLetterWithItsReason(string? key, string reason)
    {
        var fold = Run(Change("c", 5, "\"1.000\"") with { Key = key is null ? null : Encoding.UTF8.GetBytes(key) });
        fold.DeadLetters.ShouldHaveSingleItem().Reason.ShouldBe(reason);
        fold.Commands.ShouldBeEmpty();
    }

    /// <summary>
    /// Real messages with random damage: whatever they are then, the bridge goes on, and says what it left out.
    /// </summary>
    [Theory]
    [InlineData("01-snapshot-stream", 11)]
    [InlineData("04-transactions-heartbeats-messages", 12)]
    [InlineData("10-flattened", 13)]
    [InlineData("15-mariadb-multi-row", 14)]
    public void Process_DamagedRecordings_NeverThrows(string name, int seed)
    {
        var scenario = RecordedScenario.Load(name);
        var random = new Random(seed);
        var fold = new CommandFold();
        var bridge = new Bridge(ScenarioMappings.Shipped(scenario), new MemoryBridgeStore(), fold);
        for (var round = 0; round < 3; round++)
        {
            foreach (var record in scenario.Records)
                Should.NotThrow(
                    () => bridge.Process(random.Next(3) == 0 ? Damage(record, random) : record), $"seed {seed}");
        }
        bridge.Finish();
        fold.DeadLetters.Count.ShouldBeGreaterThan(10, $"seed {seed}");
        fold.DeadLetters.ShouldAllBe(letter => letter.Reason.Length > 0 && letter.Detail.Length > 0);
    }

    static CapturedRecord Damage(CapturedRecord record, Random random)
    {
        var isKey = record.Key is { Length: > 0 } && random.Next(4) == 0;
        if ((isKey ? record.Key : record.Value) is not { Length: > 0 } bytes)
            return record;
        var damaged = Damage(bytes, random);
        return isKey ? record with { Key = damaged } : record with { Value = damaged };
    }

    static byte[] Damage(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length);
        string[] words = ["null", "NaN", "1e999", "{", "]", "\"", "-", "\\u0000"];
        byte[][] pieces = [[0xFF], .. words.Select(Encoding.UTF8.GetBytes)];
        switch (random.Next(5))
        {
            case 0:
                return bytes[..at];
            case 1:
                var flipped = bytes.ToArray();
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 2:
                return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(1, 40))..]];
            case 3:
                return [.. bytes[..at], .. pieces[random.Next(pieces.Length)], .. bytes[at..]];
            default:
                // A value of another kind after some colon.
                var colon = Array.IndexOf(bytes, (byte)':', at);
                if (colon < 0)
                    return bytes[..at];
                var (value, rest) = (pieces[random.Next(1, 4)], colon + 1 + random.Next(1, 8));
                return [.. bytes[..(colon + 1)], .. value, .. bytes[Math.Min(bytes.Length, rest)..]];
        }
    }

    static CommandFold Run(params CapturedRecord[] records) =>
        CommandFold.Of(MappingReader.Read(Yaml, "test.yaml"), records);

    static CapturedRecord Change(string op, long lsn, string quantity, string item = "A") => Changes.Record(
        "w.s.stock",
        $$"""{"item":"{{item}}"}""",
        $$"""{"before":null,"after":{"item":"{{item}}","place":"X","qty":{{quantity}}},"source":"""
        + """{"connector":"postgresql","ts_ms":1000,"snapshot":"false","schema":"s","table":"stock","lsn":"""
        + $$"""{{lsn}}},"op":"{{op}}"}""");
}
