using System.Text;
using Backorders.TestSupport;
using StreamApps.Diagnostics;
using StreamApps.Processing;
using StreamApps.Runtime.Tests.Fakes;
using StreamApps.Testing;

namespace StreamApps.Runtime.Tests;

/// <summary>One stream thread over a log in memory and a clock that stands still, driven step by step.</summary>
sealed class Rig : IDisposable
{
    public const string Application = "app";
    public static readonly TopicPartition In = new("in", 0);
    public static readonly TopicPartition Changelog = new("app-source-changelog", 0);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly TemporaryFolder _folder = new();
    readonly List<RuntimeEvent> _events = [];
    StateFolder? _stateFolder;
    StreamMetrics? _metrics;
    int _lineages;

    /// <param name="log">The log of another rig, for a second worker on it.</param>
    /// <param name="firstLineage">Where the ids of new states begin.</param>
    public Rig(FakeLog? log = null, int firstLineage = 0)
    {
        Log = log ?? new FakeLog();
        _lineages = firstLineage;
        Transport = new FakeTransport(Log);
        Backend = new FakeBackend(Log);
        if (log is null)
            Log.Clock = () => Time.GetUtcNow().ToUnixTimeMilliseconds();
    }

    public FakeLog Log { get; }

    public FakeTransport Transport { get; }

    public FakeBackend Backend { get; private set; }

    public VirtualTime Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public Action<RuntimeStep> OnStep { get; set; } = static _ => { };

    public ErrorPolicy Errors { get; set; } = ErrorPolicy.FailAlways;

    public ProcessingGuarantee Guarantee { get; set; } = ProcessingGuarantee.ExactlyOnce;

    public int PollBatch { get; set; } = 100;

    /// <summary>What it runs, and the partitions that it is given.</summary>
    public Topology Topology { get; set; } = CountTopology.Create();

    public TopicPartition[] Inputs { get; set; } = [In];

    public TopicLimits Limits { get; } = new();

    public StreamThread Thread { get; private set; } = null!;

    public StreamMetrics Metrics => _metrics!;

    public string StatePath => _folder.Path;

    public IReadOnlyList<string> Told(RuntimeEventKind kind)
    {
        lock (_events)
            return [.. _events.Where(told => told.Kind == kind).Select(told => told.Message)];
    }

    /// <summary>
    /// Starts a worker and runs it until the partition's task processes. Time stands still meanwhile: how long another
    /// thread takes to restore must not decide what is due.
    /// </summary>
    public Rig Start()
    {
        Join();
        Until(() => Thread.Tasks() is [{ Phase: TaskPhase.Running }], Thread.RunOnce);
        return this;
    }

    /// <summary>Starts a worker that is given the partition with its next poll.</summary>
    public void Join()
    {
        var options = new StreamsOptions
        {
            ApplicationId = Application,
            InstanceId = "one",
            StateDirectory = _folder.Path,
            Guarantee = Guarantee,
            PollBatch = PollBatch,
            OnStep = step => OnStep(step),
            NewLineage = () => new Guid(++_lineages, 0, 0, new byte[8]),
            OnEvent = told =>
            {
                lock (_events)
                    _events.Add(told);
            },
        };
        _stateFolder = StateFolder.Take(_folder.Path, Application);
        _metrics = new StreamMetrics(Application);
        Thread = new StreamThread(
            "app-one-0", Topology, options, Errors, Transport, Backend, _stateFolder, Time, _metrics, Limits, "one");
        var thread = Thread;
        _metrics.ObserveTasks(thread.Tasks);
        Thread.Subscribe();
        Transport.Consumer.Assign(Inputs);
    }

    /// <summary>Ends the worker as a crash does: nothing is committed and nothing is closed in good order.</summary>
    public void Crash()
    {
        Thread.Dispose();
        _metrics!.Dispose();
        _stateFolder!.Dispose();
        (Thread, _stateFolder) = (null!, null);
        OnStep = static _ => { };
    }

    /// <summary>Replaces the disk by an empty one.</summary>
    public void LoseDisk(int corruptOpens = 0) => Backend = new FakeBackend(Log) { CorruptOpens = corruptOpens };

    public void Step()
    {
        Time.Advance(TimeSpan.FromMilliseconds(20));
        Thread.RunOnce();
    }

    public void Until(Func<bool> condition) => Until(condition, Step);

    void Until(Func<bool> condition, Action step)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            TimeProvider.System.GetElapsedTime(start)
                .ShouldBeLessThan(Patience, string.Join('\n', Log.Journal.TakeLast(40)));
            step();
            System.Threading.Thread.Yield();
        }
    }

    public void Input(params string[] keys)
    {
        foreach (var key in keys)
            Log.Append(In, key, "value");
    }

    /// <summary>Runs until the group stands at the end of the input.</summary>
    public void Drain() => Until(() => Log.GroupOffset(In) == Log.Range(In).End);

    /// <summary>What readers of committed outputs see, such as "a=1".</summary>
    public IReadOnlyList<string> Outputs() => [.. Log.Records("out").Select(Text)];

    public void Dispose()
    {
        if (_stateFolder is not null)
            Crash();
        Backend.Dispose();
        _folder.Dispose();
    }

    static string Text(LogRecord record) =>
        $"{Encoding.UTF8.GetString(record.Key!.Value.Span)}={Serdes.Int64.Deserialize(record.Value!.Value.Span)}";
}
