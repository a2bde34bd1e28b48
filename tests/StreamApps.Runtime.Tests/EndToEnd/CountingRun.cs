using System.Collections.Concurrent;
using System.Text;
using StreamApps.Diagnostics;
using StreamApps.Kafka;
using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Transport;

namespace StreamApps.Runtime.Tests.EndToEnd;

/// <summary>
/// A counting application with topics and a group of its own on a real log: input is produced, workers come and go,
/// and at the end the committed outputs must be each key's 1, 2, 3 ... without a gap or a repeat.
/// </summary>
sealed class CountingRun : IDisposable
{
    const int Keys = 5;
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);
    static int _runs;

    readonly string _name = $"run-{Environment.ProcessId}-{Interlocked.Increment(ref _runs)}";
    readonly string _bootstrap;
    readonly TimeSpan _session;
    readonly int _partitions;
    readonly ILogTransport _transport;
    readonly ILogAdmin _admin;
    readonly ILogProducer _producer;
    readonly Backorders.TestSupport.TemporaryFolder _folder = new();
    readonly List<StreamsClient> _clients = [];
    readonly ConcurrentQueue<string> _told = new();
    int _produced;

    public CountingRun(string bootstrap, TimeSpan session, int partitions = 2)
    {
        (_bootstrap, _session, _partitions) = (bootstrap, session, partitions);
        _transport = new KafkaLogTransport(new KafkaTransportOptions { BootstrapServers = bootstrap });
        _admin = _transport.CreateAdmin();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        _admin.Create([new(Input, partitions, settings), new(Output, partitions, settings)], Patience);
        _producer = _transport.CreateProducer(new($"{_name}-feed", TimeSpan.FromSeconds(10)));
        _producer.InitTransactions(Patience);
    }

    /// <summary>How long a test waits for anything.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    string Input => $"{_name}-in";

    string Output => $"{_name}-out";

    /// <summary>A worker; its state is in the backend, under a folder of its instance.</summary>
    public StreamsClient Worker(
        string instance,
        IStateBackend backend,
        Action<RuntimeStep>? onStep = null,
        Action<RuntimeEvent>? onEvent = null)
    {
        var transport = new KafkaLogTransport(new KafkaTransportOptions
        {
            BootstrapServers = _bootstrap,
            // A loop that stands still is put out of its group as soon as one that is dead.
            ClientSettings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["session.timeout.ms"] = $"{(long)_session.TotalMilliseconds}",
                ["max.poll.interval.ms"] = $"{(long)_session.TotalMilliseconds}",
            },
        });
        var options = new StreamsOptions
        {
            ApplicationId = _name,
            InstanceId = instance,
            StateDirectory = _folder.File(instance),
            SessionTimeout = _session,
            OnStep = onStep ?? (static _ => { }),
            OnEvent = told =>
            {
                _told.Enqueue($"{told.Kind} {told.Thread}: {told.Message}");
                onEvent?.Invoke(told);
            },
        };
        var client = new StreamsClient(
            CountTopology.Create(Input, Output),
            options,
            ErrorPolicy.FailAlways,
            transport,
            backend,
            TimeProvider.System);
        _clients.Add(client);
        return client;
    }

    public void Produce(int records)
    {
        _producer.BeginTransaction();
        for (var number = 0; number < records; number++)
        {
            var key = Encoding.UTF8.GetBytes($"key-{_produced++ % Keys}");
            _producer.Send(
                new OutgoingRecord { Topic = Input, HasKey = true, Key = key, HasValue = true, Value = key });
        }
        _producer.CommitTransaction(Patience);
    }

    /// <summary>Waits until every input is counted, and checks that each is counted once.</summary>
    public void AssertCountedOnce()
    {
        var counts = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        var partitions = Enumerable.Range(0, _partitions).Select(number => new TopicPartition(Output, number)).ToList();
        using var reader = _transport.CreateReader(ReadIsolation.Committed);
        reader.Assign(partitions.ConvertAll(partition => new TopicPartitionOffset(partition, 0)));
        var (batch, seen) = (new LogRecordBatch(1000), 0);
        Until(
            () =>
            {
                batch.Clear();
                seen += reader.Poll(batch, Tick);
                foreach (var record in batch.Records)
                {
                    var key = Encoding.UTF8.GetString(record.Key!.Value.Span);
                    if (!counts.TryGetValue(key, out var list))
                        counts.Add(key, list = []);
                    list.Add(Serdes.Int64.Deserialize(record.Value!.Value.Span));
                }
                return seen >= _produced;
            },
            () => $"{seen} of {_produced} outputs; {string.Join("; ", _told.TakeLast(8))}");
        seen.ShouldBe(_produced);
        counts.Count.ShouldBe(Keys);
        foreach (var (key, list) in counts)
            list.ShouldBe(Enumerable.Range(1, list.Count).Select(number => (long)number), key);
    }

    public static void Until(Func<bool> condition, Func<string> state)
    {
        var start = TimeProvider.System.GetTimestamp();
        using var pause = new ManualResetEventSlim();
        while (!condition())
        {
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(Patience, state());
            pause.Wait(5, TestContext.Current.CancellationToken);
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
        _producer.Dispose();
        _admin.Dispose();
        _folder.Dispose();
    }
}
