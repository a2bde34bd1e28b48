using BenchmarkDotNet.Attributes;
using StreamApps.EmbeddedKafka;
using StreamApps.Kafka;
using StreamApps.Transport;

namespace StreamApps.Benchmarks;

/// <summary>
/// What the log costs a worker: a batch consumed, records sent, a transaction. On the broker that BENCH_BOOTSTRAP
/// names, or on the embedded one, in memory and in this process.
/// </summary>
public class LogBenchmark
{
    const int Records = 100_000;
    const int Changes = 10_000;
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    readonly byte[] _key = new byte[12];
    readonly byte[] _value = new byte[100];
    readonly LogRecordBatch _batch = new(1_000);
    readonly string _topic = $"bench-{Environment.ProcessId}";
    EmbeddedBroker? _broker;
    KafkaLogTransport? _transport;
    ILogProducer? _producer;
    ILogReader? _reader;

    [GlobalSetup]
    public async Task Start()
    {
        var bootstrap = Environment.GetEnvironmentVariable("BENCH_BOOTSTRAP");
        if (bootstrap is null)
        {
            _broker = await EmbeddedBroker.StartAsync(new EmbeddedBrokerOptions());
            bootstrap = _broker.BootstrapServers;
        }
        _transport = new KafkaLogTransport(new KafkaTransportOptions { BootstrapServers = bootstrap });
        using var admin = _transport.CreateAdmin();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        admin.Create([new(_topic, 1, settings), new($"{_topic}-out", 1, settings)], s_patience);
        _producer = _transport.CreateProducer(new($"{_topic}-producer", TimeSpan.FromSeconds(60)));
        _producer.InitTransactions(s_patience);
        _producer.BeginTransaction();
        Send(_topic, Records);
        _producer.CommitTransaction(s_patience);
        _reader = _transport.CreateReader(ReadIsolation.Committed);
    }

    [GlobalCleanup]
    public async Task Stop()
    {
        _reader!.Dispose();
        _producer!.Dispose();
        if (_broker is not null)
            await _broker.DisposeAsync();
    }

    /// <summary>librdkafka's batch consume, copied into the runtime's batch.</summary>
    [Benchmark(OperationsPerInvoke = Records)]
    public void Consume()
    {
        _reader!.Assign([new(new(_topic, 0), 0)]);
        for (var read = 0; read < Records;)
        {
            _batch.Clear();
            read += _reader.Poll(_batch, s_patience);
        }
    }

    /// <summary>A changelog of 10,000 records sent and committed: the transaction is in it.</summary>
    [Benchmark(OperationsPerInvoke = Changes)]
    public void SendAndCommit()
    {
        _producer!.BeginTransaction();
        Send($"{_topic}-out", Changes);
        _producer.CommitTransaction(s_patience);
    }

    /// <summary>A transaction of one record.</summary>
    [Benchmark]
    public void CommitOne()
    {
        _producer!.BeginTransaction();
        Send($"{_topic}-out", 1);
        _producer.CommitTransaction(s_patience);
    }

    void Send(string topic, int records)
    {
        for (var number = 0; number < records; number++)
        {
            _producer!.Send(new OutgoingRecord
            {
                Topic = topic,
                Partition = 0,
                Key = _key,
                HasKey = true,
                Value = _value,
                HasValue = true,
            });
        }
    }
}
