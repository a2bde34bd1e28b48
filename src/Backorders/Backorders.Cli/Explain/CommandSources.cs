using System.CommandLine;
using Backorders.Cli.Allocation;
using Backorders.Domain.Allocation;
using Backorders.Replay.Commands;
using Backorders.Replay.Explain;
using Backorders.Replay.Input;
using StreamApps.Kafka;

namespace Backorders.Cli.Explain;

/// <summary>Where verbs that look back read the command log: a broker, or files.</summary>
static class CommandSources
{
    public static Option<string[]> FileOption() => new("--file")
    {
        Description =
            "Reads the commands from NDJSON files, as allocation replay does, instead of a broker; "
                + "- is standard input.",
        AllowMultipleArgumentsPerToken = true,
    };

    public static Option<string?> AtOption(string name, string description) => new(name) { Description = description };

    /// <summary>For reading to the end as it is, without headers.</summary>
    public static KafkaLogTransport Transport(string bootstrap, string client) => new(new KafkaTransportOptions
    {
        BootstrapServers = bootstrap,
        ClientId = client,
        ReadHeaders = false,
        FetchWait = TimeSpan.FromMilliseconds(5),
    });

    /// <exception cref="UsageException">A file is not there, or is no log.</exception>
    public static ICommandSource Open(string bootstrap, string[]? files)
    {
        if (files is { Length: > 0 })
            return new CommandList(ReadFiles(files, CancellationToken.None));
        BrokerProbe.Require(bootstrap);
        return new BrokerCommandSource(Transport(bootstrap, "backorders-explain"));
    }

    /// <exception cref="UsageException">It is neither a position nor a time.</exception>
    public static LogPoint Point(string? text)
    {
        if (text is null)
            return LogPoint.End;
        return LogPoint.TryParse(text, out var point)
            ? point
            : throw new UsageException(
                $"{text} is neither a position such as 3-1204 nor a time such as 2011-03-01T12:00Z");
    }

    public static List<LogRecord> ReadFiles(IEnumerable<string> files, CancellationToken cancelled)
    {
        List<LogRecord> all = [];
        List<LogRecord> records = [];
        var order = new LogOrder();
        try
        {
            foreach (var path in files)
            {
                using var file = new CommandFile(InputFiles.Open(path), order);
                while (file.TryRead(records, out var startsLog))
                {
                    cancelled.ThrowIfCancellationRequested();
                    if (startsLog && all.Count > 0)
                        throw new UsageException($"{path} begins a second log: give one log at a time");
                    all.AddRange(records);
                }
            }
        }
        catch (ReplayFormatException exception)
        {
            throw new UsageException(exception.Message);
        }
        return all;
    }
}
