using System.Globalization;
using StreamApps;
using StreamApps.Diagnostics;
using StreamApps.Kafka;
using StreamApps.Processing;
using StreamApps.RocksDb;
using StreamApps.Runtime;
using StreamApps.Transport;

namespace Backorders.Cli.Bench.Pipelines;

/// <summary>
/// Runs one pipeline over a loaded input until all of it is committed, and prints the line that its peer prints.
/// </summary>
static class PipelineRun
{
    static readonly TimeSpan s_createTimeout = TimeSpan.FromSeconds(30);

    // Event times lie in the past, transaction markers in the present: no topic may expire or roll by time.
    static readonly Dictionary<string, string> s_topicSettings = new(StringComparer.Ordinal)
    {
        ["retention.ms"] = "-1",
        ["segment.ms"] = (100L * 365 * 86_400_000).ToString(CultureInfo.InvariantCulture),
    };

    public static async Task<int> RunAsync(PipelineSettings settings, CancellationToken cancelled)
    {
        await BrokerProbe.RequireAsync(settings.Bootstrap, cancelled);
        var kafka = new KafkaLogTransport(new KafkaTransportOptions
        {
            BootstrapServers = settings.Bootstrap,
            OnClientError = static message => Console.Error.WriteLine($"kafka: {message}"),
        });
        var work = PipelineWork.Of(settings);
        var partitions = Prepare(kafka, settings, work, out var ends);
        var meter = new Meter(work.Inputs, work.Outputs, settings.Records > 0 ? settings.Records : ends);
        // A task for each partition.
        using var backend = new RocksDbStateBackend(new RocksDbOptions { MostTasks = partitions });
        var start = TimeProvider.System.GetTimestamp();
        using (var client = Client(settings, work, new MeteredTransport(kafka, meter), backend))
        {
            client.Start();
            await UntilDoneAsync(client, meter, settings.Timeout, cancelled);
            client.Stop(leave: true);
        }
        // What p6 measures is the restore, until one record of each partition is committed.
        var records = settings.Pipeline == "p6" ? partitions : settings.Records > 0 ? settings.Records : ends;
        await Console.Out.WriteLineAsync(PipelineReport.Line(settings, meter, records, start));
        return ExitCode.Success;
    }

    static int Prepare(ILogTransport kafka, PipelineSettings settings, PipelineWork work, out long ends)
    {
        using var admin = kafka.CreateAdmin();
        var inputs = work.Inputs;
        var found = admin.Describe([.. inputs, .. work.Outputs]);
        foreach (var input in inputs.Where(input => !found.ContainsKey(input)))
            throw new UsageException($"topic {input} does not exist: load the input first");
        var missing = work.Outputs.Where(output => !found.ContainsKey(output)).ToList();
        if (settings.Pipeline != "p6" && missing.Count < work.Outputs.Count)
            throw new UsageException($"topic {work.Outputs.First(found.ContainsKey)} exists: use another --output");
        if (missing.Count > 0)
        {
            var partitions = found[inputs[0]].Partitions;
            admin.Create(
                missing.ConvertAll(output => new TopicSpec(output, partitions, s_topicSettings)), s_createTimeout);
        }
        ends = admin.Offsets([.. inputs.SelectMany(input => Partitions(input, found[input].Partitions))])
            .Values.Sum(range => range.End);
        return found[inputs[0]].Partitions;
    }

    static IEnumerable<TopicPartition> Partitions(string topic, int count) =>
        Enumerable.Range(0, count).Select(number => new TopicPartition(topic, number));

    static StreamsClient Client(
        PipelineSettings settings, PipelineWork work, ILogTransport transport, RocksDbStateBackend backend) => new(
        work.Topology,
        new StreamsOptions
        {
            ApplicationId = settings.ApplicationId ?? $"bench-{settings.Pipeline}-{settings.Output}",
            InstanceId = "bench",
            StateDirectory = settings.StateDirectory,
            Threads = settings.Threads,
            Guarantee = settings.Guarantee,
            CommitInterval = settings.CommitInterval,
            MinCommitSpacing = TimeSpan.FromMilliseconds(5),
            OnEvent = Report,
        },
        ErrorPolicy.FailAlways,
        work.OutputPrefix is { } prefix ? new PrefixedTransport(transport, prefix, work.Outputs) : transport,
        backend,
        TimeProvider.System);

    static async Task UntilDoneAsync(StreamsClient client, Meter meter, TimeSpan timeout, CancellationToken cancelled)
    {
        var stop = Task.Delay(timeout, TimeProvider.System, cancelled);
        var ended = await Task.WhenAny(meter.Done, client.Ended, stop);
        cancelled.ThrowIfCancellationRequested();
        if (ended == stop)
            throw new StreamsException($"the run is not done after {timeout.TotalSeconds:F0} s");
        if (ended == client.Ended && await client.Ended is { } failure)
            throw new StreamsException($"the pipeline failed: {failure.Message}", failure);
    }

    static void Report(RuntimeEvent happened)
    {
        if (happened.Kind is RuntimeEventKind.Failed or RuntimeEventKind.Aborted
            or RuntimeEventKind.ProducerReplaced or RuntimeEventKind.Rebuilt)
        {
            Console.Error.WriteLine(
                $"{happened.Thread} {happened.Kind.ToString().ToLowerInvariant()}: {happened.Message}");
        }
    }
}
