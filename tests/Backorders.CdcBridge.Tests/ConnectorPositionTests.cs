namespace Backorders.CdcBridge.Tests;

/// <summary>
/// Places in the logs of SQL Server and Oracle, by their documented source blocks: a change counts once, and every
/// change counts. Else stock is counted twice after a restart of the connector, or a change of a transaction is lost.
/// </summary>
public sealed class ConnectorPositionTests
{
    const string SqlServerMapping = """
        version: 1
        source: {name: w, connector: sqlserver, decimals: string}
        tables:
          - table: dbo.stock
            topic: w.db.dbo.stock
            kind: balance
            key: [id]
            commands: [{command: adjust-stock, sku: item, site: {constant: X}, quantity: qty}]
        """;

    const string OracleMapping = """
        version: 1
        source: {name: w, connector: oracle, decimals: string}
        tables:
          - table: WMS.STOCK
            kind: balance
            key: [ID]
            commands: [{command: adjust-stock, sku: ITEM, site: {constant: X}, quantity: QTY}]
        """;

    [Fact]
    public void SqlServer_ReadThenUpdatesOfOneTransaction_AllCount()
    {
        var fold = Fold(SqlServerMapping,
            SqlServer(
                "r",
                1,
                5,
                """ "snapshot":"true","commit_lsn":"00000027:00000758:0005","change_lsn":null,"event_serial_no":"""
                + "null "),
            SqlServer("u", 1, 6, Change("00000027:00000a00:0003", "00000027:00000a00:0002", "2")),
            SqlServer("u", 1, 9, Change("00000027:00000a00:0003", "00000027:00000a00:0003", "\"2\"")));
        fold.StockText().ShouldBe(["A X 9"]);
        fold.Commands.Count.ShouldBe(3);
    }

    [Fact]
    public void SqlServer_DeliveredAgain_SendsNothing()
    {
        CapturedRecord[] changes =
        [
            SqlServer("c", 1, 5, Change("00000027:000009f0:0003", "00000027:000009f0:0002", "1")),
            SqlServer("u", 1, 7, Change("0000002a:00000001:0003", "0000002a:00000001:0002", "2")),
        ];
        Fold(SqlServerMapping, [.. changes, .. changes]).Commands.Count.ShouldBe(2);
    }

    /// <summary>
    /// The connector sends no header for it: a delete and an insert, of one place but for their number.
    /// </summary>
    [Fact]
    public void SqlServer_KeyChange_MovesTheStock()
    {
        const string Commit = "00000027:00000b00:0009";
        const string Place = "00000027:00000b00:0002";
        var fold = Fold(SqlServerMapping,
            SqlServer("c", 1, 5, Change("00000027:00000a00:0003", "00000027:00000a00:0002", "1")),
            SqlServer("d", 1, null, Change(Commit, Place, "1")),
            SqlServer("c", 2, 5, Change(Commit, Place, "2")));
        fold.StockText().ShouldBe(["A X 5"]);
    }

    [Theory]
    [InlineData(""" "commit_lsn":"00000027:00000b00:0009","change_lsn":null """)]
    [InlineData(""" "commit_lsn":null,"change_lsn":"00000027:00000b00:0009" """)]
    [InlineData(""" "commit_lsn":"00000027:00000b00","change_lsn":"00000027:00000b00:0009" """)]
    [InlineData(""" "commit_lsn":"00000027:0000zb00:0009","change_lsn":"00000027:00000b00:0009" """)]
    public void SqlServer_ChangeWithoutItsPlace_IsRefused(string source) =>
        Fold(SqlServerMapping, SqlServer("u", 1, 5, source)).DeadLetters.ShouldHaveSingleItem().Reason.ShouldBe(
            DecodeReason.NoPosition);

    [Theory]
    [InlineData("9999999999", "10000000000")]
    [InlineData("2122185", "2122186")]
    public void Oracle_LaterCommit_CountsWhateverTheLengthOfItsScn(string first, string second)
    {
        var fold = Fold(OracleMapping, Oracle("c", 5, Scn(first, "100")), Oracle("u", 8, Scn(second, "99")));
        fold.StockText().ShouldBe(["A X 8"]);
    }

    /// <summary>
    /// All of them have the commit's SCN; they differ by their own, by the redo record, or by the number in it.
    /// </summary>
    [Theory]
    [InlineData("101", "00002a.00018b5c.0010", 0)]
    [InlineData("100", "00002a.00018b5c.0100", 0)]
    [InlineData("100", "00002a.00018b5d.0010", 0)]
    [InlineData("100", "00002b.00000001.0010", 0)]
    [InlineData("100", "00002a.00018b5c.0010", 1)]
    public void Oracle_SecondChangeOfARowInOneTransaction_Counts(string scn, string record, int ssn)
    {
        CapturedRecord[] changes =
            [Oracle("c", 5, Scn("200", "100", "00002a.00018b5c.0010")), Oracle("u", 8, Scn("200", scn, record, ssn))];
        var fold = Fold(OracleMapping, [.. changes, .. changes]);
        fold.StockText().ShouldBe(["A X 8"]);
        fold.Commands.Count.ShouldBe(2);
    }

    [Fact]
    public void Oracle_Read_NeedsTheSnapshotsScnOnly()
    {
        var fold = Fold(OracleMapping,
            Oracle("r", 5, """ "snapshot":"true","scn":"2122185","commit_scn":null,"rs_id":null,"ssn":0 """),
            Oracle("u", 8, Scn("2122190", "2122184")));
        fold.StockText().ShouldBe(["A X 8"]);
    }

    [Theory]
    [InlineData(""" "scn":"2122185" """)]
    [InlineData(""" "scn":"2122185","commit_scn":"2122186" """)]
    [InlineData(""" "scn":"2122185","commit_scn":"2122186","rs_id":"00002a.00018b5c" """)]
    [InlineData(""" "scn":"2122185","commit_scn":"-1","rs_id":"00002a.00018b5c.0010" """)]
    [InlineData(""" "scn":"21.5","commit_scn":"2122186","rs_id":"00002a.00018b5c.0010" """)]
    public void Oracle_ChangeWithoutItsPlace_IsRefused(string source) =>
        Fold(OracleMapping, Oracle("u", 5, source)).DeadLetters.ShouldHaveSingleItem().Reason.ShouldBe(
            DecodeReason.NoPosition);

    static string Change(string commit, string change, string serial) =>
        $""" "snapshot":"false","change_lsn":"{change}","commit_lsn":"{commit}","event_serial_no":{serial} """;

    static string Scn(string commit, string scn, string record = "0x00002a.00018b5c.0010", int ssn = 0) =>
        $""" "snapshot":"false","txId":"6.28.807","scn":"{scn}","commit_scn":"{commit}","rs_id":" {record} ","ssn":"""
        + $"""{ssn},"redo_thread":1 """;

    static CapturedRecord SqlServer(string operation, int id, int? quantity, string source)
    {
        var row = quantity is null ? "null" : $$"""{ "id":{{id}},"item":"A","qty":"{{quantity}}" }""";
        var place = """{ "connector":"sqlserver","name":"w","ts_ms":"""
            + $$"""1559729468470,"db":"db","schema":"dbo","table":"stock",{{source}} }""";
        return Changes.Record("w.db.dbo.stock", $$"""{ "id":{{id}} }""", Envelope(operation, row, place));
    }

    static CapturedRecord Oracle(string operation, int quantity, string source)
    {
        var row = $$"""{ "ID":1,"ITEM":"A","QTY":"{{quantity}}" }""";
        var place = """{ "connector":"oracle","name":"w","ts_ms":"""
            + $$"""1520085154000,"db":"ORCL","schema":"WMS","table":"STOCK",{{source}} }""";
        return Changes.Record("w.WMS.STOCK", """{ "ID":1 }""", Envelope(operation, row, place));
    }

    static string Envelope(string operation, string row, string source) =>
        $$"""{ "before":null,"after":{{row}},"source":{{source}},"op":"{{operation}}","ts_ms":1559729471739 }""";

    static CommandFold Fold(string mapping, params CapturedRecord[] records) =>
        CommandFold.Of(ScenarioMappings.Read(mapping), records);
}
