using Backorders.CdcBridge.Topology;
using Backorders.Cli.Demo.Feed;
using Backorders.Cli.Explain;
using Backorders.Cli.Verify;
using Backorders.Contracts;
using Backorders.Topologies.Allocation;
using Backorders.Topologies;
using StreamApps;
using StreamApps.Kafka;
using StreamApps.Transport;

namespace Backorders.Cli.Demo;

/// <summary>Runs a demo from the start of its broker to the verdict of its audit.</summary>
sealed class DemoRun(DemoSettings settings, TimeProvider time)
{
    // Paced, one for each worker: the requests and markers of a partition in a transaction cost more than its records.
    const int PacedPartitions = 3;

    // As fast as it goes, smaller tasks come back sooner after a kill, and the audit holds less at a time.
    const int UnpacedPartitions = 6;
    const int GeneratedLines = 15_000;
    const double GeneratedRate = 600;
    static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan CreateTimeout = TimeSpan.FromSeconds(30);
    static readonly TimeSpan StatusQuiet = TimeSpan.FromSeconds(1);
    static readonly TimeSpan WorkerReturn = TimeSpan.FromSeconds(6);

    readonly double? _rate = settings.Rate ?? (settings.Input is null ? GeneratedRate : null);
    readonly TextWriter _say = settings.Json ? Console.Error : Console.Out;

    int Partitions => _rate is null ? UnpacedPartitions : PacedPartitions;

    public async Task<int> RunAsync(CancellationToken cancelled)
    {
        if (settings.Kafka is { } kafka)
            await BrokerProbe.RequireAsync(kafka, cancelled);
        IFeed feed = settings.Input is { } input
            ? new RetailFeed(input, settings.Seed, settings.Records)
            : new GeneratedFeed(settings.Seed, settings.Records ?? GeneratedLines, time);
        if (settings.Cdc)
            feed = new LegacyWmsFeed(feed, settings.Seed);
        using var folder = new DemoFolder(settings.Keep);
        folder.KeepForDiagnosis = true;
        var start = time.GetTimestamp();

        using var broker = await StartBrokerAsync(folder, cancelled);
        var bootstrap = settings.Kafka ?? await broker!.Ready.WaitAsync(TimeSpan.FromSeconds(15), time, cancelled);
        var transport = new KafkaLogTransport(new KafkaTransportOptions
        {
            BootstrapServers = bootstrap,
            ClientId = "backorders-demo",
        });
        using var admin = transport.CreateAdmin();
        admin.Create(TopicPlan.Topics(Partitions), CreateTimeout);
        if (settings.Cdc)
        {
            await File.WriteAllTextAsync(folder.Mapping, LegacyWmsFeed.Mapping, cancelled);
            var topics = LegacyWmsFeed.Topics.Select(
                name => new TopicSpec(name, Partitions, new Dictionary<string, string>(StringComparer.Ordinal)));
            admin.Create([.. topics], CreateTimeout);
        }
        await _say.WriteLineAsync(
            $"broker {bootstrap}{(broker is null ? "" : " (embedded)")}, {settings.Workers} workers, "
                + (settings.Chaos ? "one of them killed every 4 s" : "none of them killed"));

        using var workers = new Workers(folder, bootstrap, feed.IsLive, settings.Workers, settings.Seed, time);
        using var monitor = new DemoMonitor(transport, time);
        monitor.Start();
        var lag = new GroupLag(admin, Inputs(settings.Cdc));
        var progress = new DemoProgress(_say, monitor, workers, broker, lag, time);
        var ended = Drive(feed, _rate, transport, monitor, workers, progress, cancelled);
        await workers.StopAsync();
        progress.Finish();

        var summary = progress.Summary(feed.Statistics, time.GetElapsedTime(start), ended);
        var report = new LogVerifier(CommandSources.Transport(bootstrap, "backorders-demo"))
            .Run(text => _say.WriteLine($"audit: {text}"), CancellationToken.None);
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        summary.PeakMemory = Math.Max(summary.PeakMemory, self.PeakWorkingSet64 + (broker?.PeakMemory() ?? 0));
        summary.AuditSeconds = (time.GetElapsedTime(start) - summary.Elapsed).TotalSeconds;
        summary.Print(report, settings.Json, _say);
        folder.KeepForDiagnosis = !report.IsClean;
        PrintWhatToLookAt(folder, bootstrap, broker is null);
        if (broker is not null)
            await broker.StopAsync();
        return report.IsClean && ended ? ExitCode.Success : ExitCode.Failure;
    }

    async Task<ChildProcess?> StartBrokerAsync(DemoFolder folder, CancellationToken cancelled)
    {
        if (settings.Kafka is not null)
            return null;
        await _say.WriteLineAsync("starting the embedded broker ...");
        cancelled.ThrowIfCancellationRequested();
        return new ChildProcess(folder.Log("broker"), "broker", "--port", "0", "--dir", folder.Broker);
    }

    /// <summary>Feeds, kills, shows, and waits for the end of all lag. False when it was stopped before that.</summary>
    bool Drive(
        IFeed feed,
        double? rate,
        ILogTransport transport,
        DemoMonitor monitor,
        Workers workers,
        DemoProgress progress,
        CancellationToken cancelled)
    {
        var writer = new FeedWriter(transport, monitor, time);
        writer.Write(feed.Setup(), null, cancelled);
        // Stock at a site that no policy names is refused: the policy comes first.
        while (!cancelled.IsCancellationRequested && progress.Lag() != 0)
            Pause(workers, progress, chaos: false, cancelled);

        Exception? failure = null;
        var feeding = new Thread(() =>
        {
            try
            {
                writer.Write(feed.Items(), rate, cancelled);
            }
            catch (Exception error)
            {
                failure = error;
            }
        })
        {
            Name = "demo-feed",
            IsBackground = true,
        };
        feeding.Start();
        while (feeding.IsAlive && !cancelled.IsCancellationRequested)
            Pause(workers, progress, settings.Chaos, cancelled);
        feeding.Join();
        if (failure is not null)
            throw failure is UsageException ? failure : new IOException($"the feed failed: {failure.Message}", failure);
        while (!cancelled.IsCancellationRequested && progress.Lag() != 0)
            Pause(workers, progress, settings.Chaos, cancelled);
        AwaitStatuses(transport, workers, progress, cancelled);
        return !cancelled.IsCancellationRequested;
    }

    // Statuses are gathered in state before they are emitted, some at a time, which no lag shows: the last one is out
    // when every worker is back and their log stands still.
    void AwaitStatuses(ILogTransport transport, Workers workers, DemoProgress progress, CancellationToken cancelled)
    {
        using var admin = transport.CreateAdmin();
        var partitions = Enumerable.Range(0, Partitions)
            .Select(number => new TopicPartition(BackordersTopics.OrderStatuses.Name, number)).ToList();
        var (end, since) = (-1L, time.GetTimestamp());
        while (!cancelled.IsCancellationRequested
            && (workers.SinceLastKill < WorkerReturn || time.GetElapsedTime(since) < StatusQuiet))
        {
            Pause(workers, progress, chaos: false, cancelled);
            var seen = admin.Offsets(partitions).Values.Sum(range => range.End);
            if (seen != end)
                (end, since) = (seen, time.GetTimestamp());
        }
    }

    static void Pause(Workers workers, DemoProgress progress, bool chaos, CancellationToken cancelled)
    {
        cancelled.WaitHandle.WaitOne(Refresh);
        if (chaos)
            workers.KillOneIfDue();
        workers.RequireAlive();
        progress.Show();
    }

    void PrintWhatToLookAt(DemoFolder folder, string bootstrap, bool brokerStays)
    {
        if (folder.KeptPath is { } path)
            _say.WriteLine($"kept: {path}");
        if (brokerStays)
        {
            _say.WriteLine($"look at it: ./backorders tap backorders.allocations.v1 --bootstrap {bootstrap}");
            _say.WriteLine($"again:      ./backorders verify --bootstrap {bootstrap}");
        }
        else if (folder.KeptPath is not null)
        {
            _say.WriteLine($"look at it: ./backorders broker --port 9092 --dir {folder.Broker} &");
            _say.WriteLine("            ./backorders tap backorders.allocations.v1");
            _say.WriteLine("again:      ./backorders verify");
        }
        else
        {
            _say.WriteLine("to look at what was made: ./backorders demo --keep DIR");
        }
    }

    Dictionary<string, IReadOnlyList<string>> Inputs(bool withBridge)
    {
        var inputs = Applications.Names.ToDictionary(
            name => name,
            name => Applications.Build(name, Partitions, new AllocationOptions()).SourceTopics,
            StringComparer.Ordinal);
        const string Bridge = $"{CdcBridgeTopology.Name}-legacy";
        if (withBridge)
            inputs.Add(Bridge, [.. LegacyWmsFeed.Topics, $"{Bridge}-source-repartition"]);
        return inputs;
    }
}
