using Backorders.TestSupport;
using StreamApps.Diagnostics;
using StreamApps.Processing;
using StreamApps.Runtime.Tests.Fakes;
using StreamApps.Transport;

namespace StreamApps.Runtime.Tests.Rules;

/// <summary>
/// Global tables hold all that their topics hold before a record is processed, and follow them from then on.
/// </summary>
public sealed class GlobalTableTests : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    static readonly Topic<string, string> Rates = new("rates", Serdes.String, Serdes.String);
    static readonly TopicPartition One = new("rates", 0);
    static readonly TopicPartition Two = new("rates", 1);

    readonly TemporaryFolder _folder = new();
    readonly FakeLog _log = new();
    readonly FakeBackend _backend;
    readonly List<RuntimeEvent> _events = [];

    public GlobalTableTests()
    {
        _backend = new(_log);
        _log.Topics.Add(
            "rates", new TopicDescription("rates", 2, new Dictionary<string, string>(StringComparer.Ordinal)));
    }

    public void Dispose()
    {
        _backend.Dispose();
        _folder.Dispose();
    }

    /// <summary>A look-up that misses a row of another partition would give a wrong result without an error.</summary>
    [Fact]
    public void WaitUntilCaughtUp_RowsInAllPartitions_AreThere()
    {
        _log.Append(One, "eur", "1");
        _log.AppendMarker(One);
        _log.Append(Two, "gbp", "2");
        Running((tables, _) =>
        {
            Row(tables, "eur").ShouldBe("1");
            Row(tables, "gbp").ShouldBe("2");
            _log.Append(Two, "gbp", "3");
            Until(() => Row(tables, "gbp") == "3");
        });
    }

    /// <summary>A restart that read all again would take minutes for a large table.</summary>
    [Fact]
    public void Run_AfterARestart_ReadsOnWhereItStood()
    {
        _log.Append(One, "eur", "1");
        Running((tables, _) => Row(tables, "eur").ShouldBe("1"));
        _log.Append(One, "eur", "2");
        _log.Forget();
        Running((tables, _) => Until(() => Row(tables, "eur") == "2"));
        _log.Count("restore rates-0 from 1").ShouldBe(1);
    }

    /// <summary>Rows that a truncated topic no longer has must not live on for ever.</summary>
    [Fact]
    public void Run_TopicBeginsBehindItsPosition_ReadsItAnewAndSaysSo()
    {
        _log.Append(One, "old", "1");
        Running((tables, _) => Row(tables, "old").ShouldBe("1"));
        _log.Append(One, "new", "2");
        _log.Append(One, "newer", "3");
        _log.DeleteBefore(One, 2);
        Running((tables, _) =>
        {
            Row(tables, "old").ShouldBeNull();
            Row(tables, "newer").ShouldBe("3");
        });
        lock (_events)
            _events.ShouldContain(
                told => told.Kind == RuntimeEventKind.Rebuilt
                    && told.Message.Contains("rates-0", StringComparison.Ordinal));
    }

    /// <summary>A row that cannot be read must stop the worker, unless a handler says to leave it out.</summary>
    [Fact]
    public void Run_ARowCannotBeRead_IsTheHandlersToDecide()
    {
        _log.Append(new LogRecord(
            One, -1, 0, (ReadOnlyMemory<byte>?)new byte[] { 97 }, (ReadOnlyMemory<byte>?)new byte[] { 0xFF }, null));
        _log.Append(One, "eur", "1");
        Running((_, failure) => Until(() => failure() is RecordFailedException), waitFor: false);
        Running(
            (tables, _) => Row(tables, "eur").ShouldBe("1"),
            errors: new ErrorPolicy { OnDeserialization = static _ => ErrorAction.Skip });
    }

    void Running(Action<GlobalTables, Func<Exception?>> check, bool waitFor = true, ErrorPolicy? errors = null)
    {
        var builder = new StreamBuilder();
        builder.Stream("orders", new Topic<string, string>("orders", Serdes.String, Serdes.String))
            .Join(builder.GlobalTable("rates", Rates), (_, value) => value, (_, value, rate) => value + rate)
            .ForEach((_, _) => { });
        var options = new StreamsOptions
        {
            ApplicationId = "app",
            InstanceId = "one",
            StateDirectory = _folder.Path,
            OnEvent = told =>
            {
                lock (_events)
                    _events.Add(told);
            },
        };
        using var folder = StateFolder.Take(_folder.Path, "app");
        using var stop = new CancellationTokenSource();
        using var tables = new GlobalTables(
            builder.Build("test"), options, errors ?? ErrorPolicy.FailAlways, new FakeTransport(_log), _backend, folder,
            TimeProvider.System);
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                tables.Run(stop.Token);
            }
            catch (Exception error)
            {
                Volatile.Write(ref failure, error);
            }
        });
        thread.Start();
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            if (waitFor)
                tables.WaitUntilCaughtUp(patience.Token).ShouldBeTrue();
            check(tables, () => Volatile.Read(ref failure));
        }
        finally
        {
            stop.Cancel();
            thread.Join();
        }
    }

    static string? Row(GlobalTables tables, string key) =>
        tables.State.Rows("rates").TryGet(System.Text.Encoding.UTF8.GetBytes(key), out var row)
            ? System.Text.Encoding.UTF8.GetString(row[sizeof(long)..])
            : null;

    static void Until(Func<bool> condition)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(Patience);
            Thread.Yield();
        }
    }
}
