using Backorders.CdcBridge.Checks;
using Backorders.TestSupport;
using Backorders.Topologies;
using StreamApps.Kafka;
using StreamApps.Transport;

namespace Backorders.CdcBridge.Tests.Live;

/// <summary>
/// A WMS on PostgreSQL, Debezium in Connect, a broker, and the bridge: everything a process of its own. Who is killed
/// is started again; at the end the log of commands must say what the database says.
/// </summary>
sealed class LiveRun : IAsyncDisposable
{
    const string Orders = "public.customer_order";

    const int Partitions = 3;

    static readonly TimeSpan CreateTimeout = TimeSpan.FromSeconds(30);

    readonly TemporaryFolder _folder;
    readonly PostgresServer _database;
    readonly ConnectWorker _connect;
    readonly BridgeWorker _bridge;
    readonly BridgeMapping _mapping;
    readonly ILogAdmin _admin;
    readonly CommandLog _log;
    readonly CapturedTopics _captured;
    readonly Remarks _remarks;
    int _ends;

    LiveRun(TemporaryFolder folder, PostgresServer database, string bootstrap)
    {
        (_folder, _database) = (folder, database);
        _connect = new ConnectWorker(folder, bootstrap, database);
        _bridge = new BridgeWorker(folder, bootstrap);
        // The shipped mapping, with waits for machines instead of people.
        var mapping = File.ReadAllText(Path.Combine(Workspace.Root, "deploy", "cdc", "wms-postgresql.yaml"))
            + "\nlimits: {settle: 1s, snapshot_quiet: 8s}\n";
        File.WriteAllText(_bridge.Mapping, mapping);
        _mapping = ScenarioMappings.Read(mapping);
        var transport = new KafkaLogTransport(new KafkaTransportOptions { BootstrapServers = bootstrap });
        _admin = transport.CreateAdmin();
        _admin.Create(
            [
                .. TopicPlan.Topics(Partitions),
                .. _mapping.Tables.Select(table => Topic(table.Topic, Partitions)),
                .. _mapping.Topics.Named.Select(topic => Topic(topic, 1)),
            ],
            CreateTimeout);
        _captured = new CapturedTopics(_mapping, transport, _admin, Partitions);
        _log = new CommandLog(transport, Partitions);
        _remarks = new Remarks(transport, Partitions);
    }

    public static async Task<LiveRun> StartAsync(string bootstrap)
    {
        ConnectWorker.RequireLab();
        var folder = new TemporaryFolder();
        return new LiveRun(folder, await PostgresServer.StartAsync(folder.File("database")), bootstrap);
    }

    /// <summary>The run; what it must come to is required at its end.</summary>
    public async Task PlayAsync(WmsWorkload workload)
    {
        ConnectorSettings.Check(_mapping, _connect.Settings())
            .ShouldBeEmpty("the template is not set as the bridge relies on it");
        await _database.ExecuteAsync(await File.ReadAllTextAsync(
            Path.Combine(Workspace.Root, "tests", "Backorders.CdcBridge.Tests", "Live", "schema.sql")));
        await _database.ExecuteAsync(workload.Seed());

        // Killed before it wrote down for the first time how far it has read: all tables are read again, and of what
        // was done meanwhile nobody tells.
        _bridge.Start();
        _connect.Start(flushMs: 600_000);
        await StreamsAsync(workload);
        await _database.ExecuteAsync(workload.Next(60));
        _connect.Kill();
        await _database.ExecuteAsync(workload.Next(40));

        // Killed in the middle of the work, with the bridge, and with a transaction open.
        _connect.Start(flushMs: 1000);
        await StreamsAsync(workload);
        var open = _database.ExecuteAsync(workload.Open(seconds: 3));
        _bridge.Kill();
        await CapturedAsync(workload.Next(150));
        await WrittenDownAsync();
        _connect.Kill();
        _bridge.Start();
        await open;

        // Killed with all that it did since it started not written down: all of that comes again.
        _connect.Start(flushMs: 600_000);
        await _database.ExecuteAsync(workload.Truncate());
        await CapturedAsync(workload.Next(60));
        open = _database.ExecuteAsync(workload.Open(seconds: 2));
        await CapturedAsync(workload.Next(100));
        _connect.Kill();
        _bridge.Kill();
        await _database.ExecuteAsync(workload.Next(60));
        await open;
        _connect.Start(flushMs: 1000);
        _bridge.Start();
        await AgreesAsync();

        // Rows are read again while others change, as when a person repairs a table.
        await _database.ExecuteAsync("""
            INSERT INTO debezium_signal VALUES ('again', 'execute-snapshot', '{"type": "incremental", "data-collections": ["public.inventory"]}');
            """);
        await _database.ExecuteAsync(workload.Next(60));
        await AgreesAsync();
        await Eventually.HoldsAsync(
            () =>
            {
                _captured.Read();
                return _captured.IncrementalReads > 0;
            },
            () => $"no incremental snapshot was taken: {_connect.Tail()}");

        // It still does after one more change has passed through all: it did not only pass by.
        await AgreesAsync();
        _captured.Repeats.ShouldBeGreaterThan(0, "the kills were to make the connector send something again");
    }

    static TopicSpec Topic(string name, int partitions) =>
        new(name, partitions, new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>Works on until a change of it is streamed: those before that are in the snapshot.</summary>
    Task StreamsAsync(WmsWorkload workload)
    {
        _captured.Read();
        var before = _captured.Streamed;
        return Eventually.HoldsAsync(
            async () =>
            {
                await _database.ExecuteAsync(workload.Next(1));
                return IsStreamedBeyond(before);
            },
            () => $"nothing is captured: {_connect.Tail()}");
    }

    /// <summary>Does something, and goes on as soon as a change of it, or of before, is streamed.</summary>
    async Task CapturedAsync(string sql)
    {
        _captured.Read();
        var before = _captured.Streamed;
        await _database.ExecuteAsync(sql);
        await Eventually.HoldsAsync(() => IsStreamedBeyond(before), () => $"nothing is captured: {_connect.Tail()}");
    }

    bool IsStreamedBeyond(int before)
    {
        _captured.Read();
        return _captured.Streamed > before;
    }

    /// <summary>
    /// Waits until Connect has written down that it has read all that was done: then it confirms it to the database.
    /// </summary>
    async Task WrittenDownAsync()
    {
        var end = (await _database.QueryAsync("SELECT pg_current_wal_lsn();"))[0][0];
        var query = $"SELECT bool_or(confirmed_flush_lsn >= '{end}') FROM pg_replication_slots;";
        await Eventually.HoldsAsync(
            async () => (await _database.QueryAsync(query))[0][0] == "t",
            () => $"Connect writes no offsets: {_connect.Tail()}");
    }

    async Task AgreesAsync()
    {
        await _database.ExecuteAsync(WmsWorkload.End(++_ends));
        var stock = (await _database.QueryAsync("""
            SELECT sku, warehouse_id, sum(qty_on_hand * 1000)::bigint FROM inventory JOIN item USING (item_id)
              GROUP BY sku, warehouse_id HAVING sum(qty_on_hand) <> 0;
            """)).Select(row => string.Join(' ', row)).Order(StringComparer.Ordinal).ToList();
        var lines = (await _database.QueryAsync("""
            SELECT order_no, line_no, (qty_ordered * 1000)::bigint, (qty_cancelled * 1000)::bigint, (qty_shipped * 1000)::bigint
              FROM order_line JOIN customer_order USING (order_id);
            """)).ToDictionary(
                row => (row[0], row[1]), row => (long.Parse(row[2]), long.Parse(row[3]), long.Parse(row[4])));
        List<(string Table, IReadOnlyList<string> Keys)> rows = [];
        foreach (var table in _mapping.Tables)
            rows.Add((table.Id, await KeysAsync(table)));
        List<string> lost = [];
        var isReadAgain = false;
        await Eventually.HoldsAsync(
            async () =>
            {
                _log.Read();
                if (Differences(stock, lines).Count == 0)
                    return true;
                // Seen twice, it is not just on its way.
                var before = lost;
                lost = LostRows(rows);
                if (lost.Count > 0 && lost.SequenceEqual(before, StringComparer.Ordinal) && !isReadAgain)
                {
                    isReadAgain = true;
                    await ReadAgainAsync(lost);
                }
                return false;
            },
            () => string.Join('\n', [
                .. Differences(stock, lines),
                $"left out by the connector: {string.Join(", ", LostRows(rows))}",
                .. _remarks.Read(),
                _bridge.Tail(),
                _connect.Tail(),
            ]));
    }

    /// <summary>
    /// The rows that the tables hold and the connector left out for good: it has written of the last order. One that is
    /// killed between the two halves of a change of a key, or while a transaction is open, may do that.
    /// </summary>
    List<string> LostRows(List<(string Table, IReadOnlyList<string> Keys)> rows)
    {
        _captured.Read();
        return _captured.Lacks(Orders, [$"{-_ends}"]).Count > 0
            ? []
            : [.. rows.SelectMany(
                table => _captured.Lacks(table.Table, table.Keys).Select(key => $"{table.Table} {key}"))];
    }

    /// <summary>
    /// What a person does about rows that are proven to be in no topic. It is no failure of the bridge, and said where
    /// it happens.
    /// </summary>
    async Task ReadAgainAsync(List<string> lost)
    {
        TestContext.Current.AddWarning(
            $"the connector left out {string.Join(", ", lost)}: their tables are read again");
        var tables = lost.Select(row => row.Split(' ')[0]).Distinct(StringComparer.Ordinal)
            .Select(table => $"\"{table}\"");
        await _database.ExecuteAsync(
            $"INSERT INTO debezium_signal VALUES ('lost{_ends}', 'execute-snapshot', "
            + $"'{{\"type\": \"incremental\", \"data-collections\": [{string.Join(", ", tables)}]}}');");
    }

    async Task<IReadOnlyList<string>> KeysAsync(TableMapping table)
    {
        var key = string.Join(" || ',' || ", table.KeyColumns.Select(column => table.Columns[column]));
        return [.. (await _database.QueryAsync($"SELECT {key} FROM {table.Id};")).Select(row => row[0])];
    }

    List<string> Differences(List<string> stock, Dictionary<(string, string), (long, long, long)> lines)
    {
        var fold = _log.Fold;
        var folded = fold.StockText();
        List<string> differences =
        [
            .. stock.Except(folded, StringComparer.Ordinal).Select(row => $"the database has, the log has not: {row}"),
            .. folded.Except(stock, StringComparer.Ordinal).Select(row => $"the log has, the database has not: {row}"),
        ];
        foreach (var (line, quantities) in lines)
        {
            if (fold.Lines.GetValueOrDefault(line) is var found && found != quantities)
                differences.Add($"line {line} has {quantities} in the database, {found} in the log");
        }
        foreach (var (line, (ordered, cancelled, shipped)) in fold.Lines)
        {
            if (!lines.ContainsKey(line) && ordered != cancelled + shipped)
            {
                differences.Add(
                    $"line {line} is not in the database, and open in the log: {ordered}, {cancelled}, {shipped}");
            }
        }
        return differences;
    }

    public ValueTask DisposeAsync()
    {
        _connect.Dispose();
        _bridge.Dispose();
        _log.Dispose();
        _captured.Dispose();
        _admin.Dispose();
        _database.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
