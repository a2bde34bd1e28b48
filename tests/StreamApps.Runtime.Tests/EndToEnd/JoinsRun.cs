using System.Text;
using StreamApps.Kafka;
using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Transport;

namespace StreamApps.Runtime.Tests.EndToEnd;

/// <summary>
/// An application with all that has topics between its parts: a global table, a foreign-key join of unequally
/// partitioned tables, a broadcast function, an asynchronous map. Two stream threads on a real log.
/// </summary>
sealed class JoinsRun : IDisposable
{
    static int _runs;

    readonly string _name = $"joins-{Environment.ProcessId}-{Interlocked.Increment(ref _runs)}";
    readonly Backorders.TestSupport.TemporaryFolder _folder = new();
    readonly InMemoryStateBackend _backend = new();
    readonly KafkaLogTransport _transport;
    readonly ILogProducer _producer;
    readonly StreamsClient _client;
    readonly Dictionary<string, Dictionary<string, string?>> _outputs = new(StringComparer.Ordinal);
    readonly ILogReader _reader;
    readonly LogRecordBatch _batch = new(1_000);

    public JoinsRun(string bootstrap)
    {
        _transport = new KafkaLogTransport(new KafkaTransportOptions { BootstrapServers = bootstrap });
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        using (var admin = _transport.CreateAdmin())
        {
            admin.Create(
                [
                    new(Topic("orders"), 3, settings), new(Topic("rates"), 2, settings),
                    new(Topic("lines"), 3, settings),
                    new(Topic("products"), 2, settings), new(Topic("rules"), 1, settings),
                    new(Topic("priced"), 1, settings), new(Topic("described"), 1, settings),
                    new(Topic("alerts"), 1, settings),
                ],
                CountingRun.Patience);
        }
        _producer = _transport.CreateProducer(new($"{_name}-feed", TimeSpan.FromSeconds(10)));
        _producer.InitTransactions(CountingRun.Patience);
        var options = new StreamsOptions
        {
            ApplicationId = _name,
            InstanceId = "one",
            StateDirectory = _folder.Path,
            Threads = 2,
        };
        _client = new(Build(), options, ErrorPolicy.FailAlways, _transport, _backend, TimeProvider.System);
        _reader = _transport.CreateReader(ReadIsolation.Committed);
        string[] outputs = ["priced", "described", "alerts"];
        _reader.Assign([.. outputs.Select(name => new TopicPartitionOffset(new(Topic(name), 0), 0))]);
    }

    public void Start() => _client.Start();

    public void Produce(params (string Topic, string Key, string Value)[] records)
    {
        _producer.BeginTransaction();
        foreach (var (topic, key, value) in records)
        {
            _producer.Send(new OutgoingRecord
            {
                Topic = Topic(topic),
                HasKey = true,
                Key = Encoding.UTF8.GetBytes(key),
                HasValue = true,
                Value = Encoding.UTF8.GetBytes(value),
            });
        }
        _producer.CommitTransaction(CountingRun.Patience);
    }

    /// <summary>Waits until the last value of each key of an output is as expected.</summary>
    public void Await(string topic, params (string Key, string Value)[] expected) => CountingRun.Until(
        () =>
        {
            Read();
            var found = _outputs.GetValueOrDefault(Topic(topic)) ?? [];
            return found.Count == expected.Length
                && expected.All(pair => found.GetValueOrDefault(pair.Key) == pair.Value);
        },
        () => $"{topic}: {string.Join(", ", _outputs.GetValueOrDefault(Topic(topic)) ?? [])}; "
            + $"{(_client.Ended.IsCompleted ? "ended" : "runs")}");

    public void Dispose()
    {
        _client.Dispose();
        _reader.Dispose();
        _producer.Dispose();
        _backend.Dispose();
        _folder.Dispose();
    }

    string Topic(string name) => $"{_name}-{name}";

    Topic<string, string> Text(string name) => new(Topic(name), Serdes.String, Serdes.String);

    void Read()
    {
        _batch.Clear();
        _reader.Poll(_batch, TimeSpan.FromMilliseconds(20));
        foreach (ref readonly var record in _batch.Records)
        {
            if (!_outputs.TryGetValue(record.Source.Topic, out var rows))
                _outputs.Add(record.Source.Topic, rows = new(StringComparer.Ordinal));
            rows[Encoding.UTF8.GetString(record.Key!.Value.Span)] =
                record.Value is { } value ? Encoding.UTF8.GetString(value.Span) : null;
        }
    }

    Topology Build()
    {
        var builder = new StreamBuilder();
        var orders = builder.Stream("orders", Text("orders"));
        var rates = builder.GlobalTable("rates", Text("rates"));
        orders.Join(rates, (_, order) => order, (_, order, rate) => $"{order}:{rate}")
            .MapValuesAsync("call", async (_, value, _) =>
            {
                await Task.Yield();
                return value + "!";
            })
            .To("priced", Text("priced"));
        builder.Table("lines", Text("lines"))
            .Join(
                builder.Table("products", Text("products")),
                (_, line) => line,
                (line, product) => $"{line} is {product}",
                new ForeignKeyJoin<string, string, string, string, string>
                {
                    Name = "described-lines",
                    ResultSerde = Serdes.String,
                })
            .ToStream()
            .To("described", Text("described"));
        orders.Process("alert-check", builder.Stream("rules", Text("rules")), new Alert()).To("alerts", Text("alerts"));
        return builder.Build("joins");
    }

    /// <summary>Gives out what a broadcast rule names.</summary>
    sealed class Alert : BroadcastProcessFunction<string, string, string, string>
    {
        static readonly StateDescriptor<IMapState<string, string>> Rules =
            KeyedStates.Map("rules", Serdes.String, Serdes.String);

        public override IReadOnlyList<StateDescriptor> BroadcastStates => [Rules];

        public override void ProcessBroadcastElement(IBroadcastContext context, string value) =>
            context.BroadcastState(Rules).Put(value, value);

        public override void ProcessElement(
            IBroadcastKeyedContext<string> context, string value, ICollector<string> output) =>
            output.Collect(context.BroadcastState(Rules).TryGet(value, out _) ? "yes" : "no");
    }
}
