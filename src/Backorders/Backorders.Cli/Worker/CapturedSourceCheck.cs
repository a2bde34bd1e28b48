using System.Text.Json;
using Backorders.CdcBridge.Checks;
using Backorders.CdcBridge.Decoding;
using Backorders.CdcBridge.Mapping;
using StreamApps;
using StreamApps.Transport;

namespace Backorders.Cli.Worker;

/// <summary>
/// Looks, before the bridge starts, at what can be seen of its topics, their latest records and the connector, and says
/// in one line each what is set otherwise than the bridge relies on.
/// </summary>
sealed class CapturedSourceCheck(BridgeMapping mapping, ILogTransport transport, TimeProvider time)
{
    const int LatestRecords = 20;
    static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan ReadTime = TimeSpan.FromSeconds(5);
    static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(5);

    /// <summary>Runs the check.</summary>
    /// <param name="connect">Kafka Connect's address, or null to ask nobody.</param>
    /// <param name="say">Takes a line for each finding.</param>
    /// <param name="cancelled">Ends it.</param>
    /// <returns>Whether the bridge can go on: false where commands would be wrong or missing.</returns>
    public async Task<bool> RunAsync(Uri? connect, TextWriter say, CancellationToken cancelled)
    {
        using var admin = transport.CreateAdmin();
        var topics = admin.Describe([.. mapping.AllTopics]);
        List<Finding> findings = [.. TopicChecks.Check(mapping, topics), .. LatestOf(topics.Values, admin)];
        if (connect is not null)
            findings.AddRange(await AskAsync(connect, cancelled));
        foreach (var finding in findings)
            await say.WriteLineAsync(
                $"{(finding.IsFatal ? "error" : "warning")}: {mapping.Source.Name}: {finding.Text}");
        return !findings.Exists(finding => finding.IsFatal);
    }

    IEnumerable<Finding> LatestOf(IEnumerable<TopicDescription> topics, ILogAdmin admin)
    {
        List<TopicPartition> partitions =
        [
            .. topics.SelectMany(topic => Enumerable.Range(0, topic.Partitions)
                .Select(number => new TopicPartition(topic.Name, number))),
        ];
        var left = partitions.Count == 0
            ? []
            : admin.Offsets(partitions).Where(
                entry => entry.Value.End > entry.Value.Start).ToDictionary(entry => entry.Key, entry => entry.Value);
        var checks = new RecordChecks(mapping);
        if (left.Count == 0)
            return [];
        using var reader = transport.CreateReader(ReadIsolation.Uncommitted);
        reader.Assign([.. left.Select(entry => new TopicPartitionOffset(
            entry.Key, Math.Max(entry.Value.Start, entry.Value.End - LatestRecords)))]);
        var batch = new LogRecordBatch(LatestRecords);
        var start = time.GetTimestamp();
        while (left.Count > 0 && time.GetElapsedTime(start) < ReadTime)
        {
            batch.Clear();
            reader.Poll(batch, Turn);
            foreach (var record in batch.Records)
                checks.See(Captured(record));
            foreach (var (partition, range) in left.ToList())
            {
                if (reader.Position(partition) >= range.End)
                    left.Remove(partition);
            }
        }
        return checks.Findings();
    }

    async Task<IReadOnlyList<Finding>> AskAsync(Uri connect, CancellationToken cancelled)
    {
        using var client = new HttpClient { Timeout = ConnectTime };
        var address = new Uri(connect, "/connectors?expand=info&expand=status");
        try
        {
            return RunningConnectors.Check(mapping, await client.GetStringAsync(address, cancelled));
        }
        catch (Exception error) when (error is HttpRequestException or JsonException
            || (error is TaskCanceledException && !cancelled.IsCancellationRequested))
        {
            return [new Finding($"Connect does not tell its connectors at {address}: {error.Message}")];
        }
    }

    static CapturedRecord Captured(in LogRecord record)
    {
        KeyValuePair<string, byte[]?>[] headers = record.Headers is null
            ? []
            : [.. record.Headers.Select(header =>
                new KeyValuePair<string, byte[]?>(header.Key, header.Value.ToArray()))];
        return new(
            record.Source.Topic,
            record.Source.Partition,
            record.Offset,
            record.Timestamp,
            headers,
            record.Key?.ToArray(),
            record.Value?.ToArray());
    }
}
