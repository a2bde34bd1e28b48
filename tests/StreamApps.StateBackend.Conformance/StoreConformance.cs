using System.Globalization;
using Backorders.TestSupport;
using StreamApps.State;

namespace StreamApps.StateBackend.Conformance;

/// <summary>
/// What the stores of windows, sessions and versions must do on every backend, whether what they hold is committed or
/// not. A class for each backend runs it.
/// </summary>
public abstract class StoreConformance : IDisposable
{
    // Keys that begin with each other, and with zeros, which separate the parts of composite keys.
    static readonly string[] Keys = ["", "a", "a\0", "a\0b", "ab", "\0", "\0\0", "b"];

    readonly TemporaryFolder _folder = new();
    readonly ByteArena _arena = new();
    ITaskDatabase? _database;
    StoreOverlay? _overlay;

    protected abstract IStateBackend Backend { get; }

    public void Dispose()
    {
        _database?.Dispose();
        Backend.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fetch_OfAKey_FindsItsWindowsAndNoOthers(bool commit)
    {
        var store = Windows(retention: 1_000);
        foreach (var key in Keys)
        {
            for (var start = 100; start < 105; start++)
                store.Put(key, $"{key}:{start}", start);
        }
        Settle(commit);
        foreach (var key in Keys)
        {
            List(store.Fetch(key, 101, 103)).ShouldBe([$"{key}:101", $"{key}:102", $"{key}:103"]);
            List(store.Fetch(key, 101, 103, backwards: true)).ShouldBe([$"{key}:103", $"{key}:102", $"{key}:101"]);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void All_OfWindows_IsOrderedByStartThenKey(bool commit)
    {
        var store = Windows(retention: 1_000);
        foreach (var (key, start) in new[] { ("b", 5), ("a", 7), ("a", 5), ("c", 0), ("a\0", 5) })
            store.Put(key, $"{key}{start}", start);
        store.Put("b", null, 7);
        store.Put("c", null, 0);
        Settle(commit);
        List(store.All()).ShouldBe(["a5", "a\05", "b5", "a7"]);
        List(store.FetchAll(6, 7)).ShouldBe(["a7"]);
        List(store.All(backwards: true)).ShouldBe(["a7", "b5", "a\05", "a5"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Put_OfALaterWindow_ForgetsThoseBeforeTheRetention(bool commit)
    {
        var store = Windows(retention: 10);
        store.Put("a", "old", 100);
        store.Put("a", "kept", 101);
        store.Put("b", "new", 110);
        Settle(commit);
        store.TryGet("a", 100, out _).ShouldBeFalse();
        List(store.Fetch("a", 0, long.MaxValue)).ShouldBe(["kept"]);
        List(store.FetchAll(long.MinValue, long.MaxValue)).ShouldBe(["kept", "new"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Find_OfSessions_FindsThoseThatReachIntoARange(bool commit)
    {
        var store = Open(overlay => new SessionStore<string, string>(overlay, Serdes.String, Serdes.String, 1_000));
        foreach (var (start, end) in new[] { (0L, 5L), (10L, 20L), (30L, 30L) })
        {
            store.Put(new("a", start, end), $"{start}-{end}");
            store.Put(new("a\0", start, end), "another key's");
        }
        Settle(commit);
        List(store.Find("a", 20, 29)).ShouldBe(["10-20"]);
        List(store.Find("a", 5, 30)).ShouldBe(["0-5", "10-20", "30-30"]);
        store.Delete(new("a", 10, 20));
        store.TryGet(new("a", 10, 20), out _).ShouldBeFalse();
        store.TryGet(new("a", 0, 5), out var first).ShouldBeTrue();
        first.ShouldBe("0-5");
        List(store.Find("a", 5, 30)).ShouldBe(["0-5", "30-30"]);
    }

    /// <summary>Versions in any order of arrival must answer as a plain list of them does.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Versions_InAnyOrder_AnswerAsTheListOfThem(bool commit)
    {
        const long History = 40;
        var random = new Random(7);
        var store = Open(overlay => new VersionedStore<string, string>(overlay, Serdes.String, Serdes.String, History));
        var model = new SortedDictionary<long, string?>();
        long newest = 0;
        for (var step = 0; step < 300; step++)
        {
            var time = Math.Max(0, newest - 50 + random.Next(60));
            var value = random.Next(4) == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"v{step}");
            newest = Math.Max(newest, time);
            var put = store.Put("k", value, time);
            (put.Outcome == VersionOutcome.TooOld).ShouldBe(time < newest - History);
            if (put.Outcome != VersionOutcome.TooOld)
                model[time] = value;
            Settle(commit && step % 7 == 0);
            for (var asOf = newest - History; asOf <= newest; asOf += 3)
                AsOf(store, asOf).ShouldBe(AsOf(model, asOf), $"step {step}, as of {asOf}");
            AsOf(store, long.MaxValue).ShouldBe(AsOf(model, long.MaxValue));
        }
    }

    static string? AsOf(VersionedStore<string, string> store, long time) =>
        store.TryGet("k", time, out var version) ? $"{version.Value}@{version.Timestamp}" : null;

    static string? AsOf(SortedDictionary<long, string?> model, long time)
    {
        var last = model.LastOrDefault(version => version.Key <= time);
        return last.Value is null ? null : $"{last.Value}@{last.Key}";
    }

    static List<string> List(WindowScan<string, string> scan)
    {
        var values = new List<string>();
        foreach (var (_, value) in scan)
            values.Add(value);
        return values;
    }

    WindowStore<string, string> Windows(long retention) => Open(overlay =>
        new WindowStore<string, string>(overlay, Serdes.String, Serdes.String, 10, retention));

    TStore Open<TStore>(Func<StoreOverlay, TStore> create)
    {
        _database = Backend.Open(_folder.File("task"), ["store"]);
        _overlay = new StoreOverlay("store", _database, _arena);
        return create(_overlay);
    }

    /// <summary>Lets the overlay's changes stay, or go into the database.</summary>
    void Settle(bool commit)
    {
        if (!commit)
            return;
        using var batch = _database!.CreateBatch();
        _overlay!.AddTo(batch);
        _database.Write(batch);
        _overlay.RememberCommitted();
        _overlay.Clear();
        _arena.Reset();
    }
}
