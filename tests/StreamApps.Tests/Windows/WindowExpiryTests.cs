using System.Globalization;
using StreamApps.State;

namespace StreamApps.Tests.Windows;

/// <summary>
/// What a window store costs must follow what expires, not what it holds: with a million windows in it, one that looked
/// at all of them would stop the partition. Counted in entries visited.
/// </summary>
public sealed class WindowExpiryTests : IDisposable
{
    const int Minute = 60_000;
    const int Retention = 60 * Minute;
    const int Keys = 50;

    readonly InMemoryStateBackend _backend = new();
    readonly CountingDatabase _database;
    readonly ByteArena _arena = new();
    readonly StoreOverlay _overlay;
    readonly WindowStore<string, long> _store;

    public WindowExpiryTests()
    {
        _database = new(_backend.Open("db", ["windows"]));
        _overlay = new StoreOverlay("windows", _database, _arena);
        _store = new WindowStore<string, long>(_overlay, Serdes.String, Serdes.Int64, Minute, Retention);
    }

    public void Dispose()
    {
        _database.Dispose();
        _backend.Dispose();
    }

    [Fact]
    public void Put_WhileNothingExpires_VisitsNothing()
    {
        Fill(0, 60);
        _database.Visited.ShouldBe(0);
    }

    [Fact]
    public void Put_InSteadyState_VisitsAsMuchAsExpires()
    {
        Fill(0, 60);
        Fill(60, 240);
        var expired = 180 * Keys;
        Held().ShouldBeLessThan(60 * Keys + 60 * Keys / 8);
        _database.Visited.ShouldBeLessThan(
            2 * expired, "each window is visited when it goes, and no scan finds much else");
    }

    [Fact]
    public void Put_AfterAJumpOfTime_DeletesLittleByLittleAndAtLastAll()
    {
        Fill(0, 60);
        var before = _database.Visited;
        _store.Put("late", 1, 1_000L * Minute);
        Commit();
        (_database.Visited - before).ShouldBeLessThan(300, "one record must not pay for all that a jump expires");
        for (var number = 0; number < 2 * 60 * Keys; number++)
            _store.Put($"new-{number}", 1, 1_000L * Minute + number);
        Commit();
        Held().ShouldBe(1 + 2 * 60 * Keys, "what has expired is gone, the index with it");
        (_database.Visited - before).ShouldBeLessThan(3 * 60 * Keys);
    }

    [Fact]
    public void TryGet_OfAForgottenWindow_FindsNothing()
    {
        Fill(0, 1);
        _store.Put("later", 1, Retention);
        _store.TryGet("0", 0, out _).ShouldBeFalse();
        _store.Put("0", 2, 0);
        _store.TryGet("0", 0, out _).ShouldBeFalse("a put into the past is left out");
        _store.Put("0", 2, 1);
        _store.TryGet("0", 1, out _).ShouldBeTrue();
    }

    void Fill(int fromMinute, int toMinute)
    {
        for (var minute = fromMinute; minute < toMinute; minute++)
        {
            for (var key = 0; key < Keys; key++)
                _store.Put(key.ToString(CultureInfo.InvariantCulture), minute, (long)minute * Minute);
            Commit();
        }
    }

    /// <summary>The overlay's changes go into the database, as at the end of a transaction.</summary>
    void Commit()
    {
        using var batch = _database.CreateBatch();
        _overlay.AddTo(batch);
        _database.Write(batch);
        _overlay.RememberCommitted();
        _overlay.Clear();
        _arena.Reset();
    }

    int Held()
    {
        var visited = _database.Visited;
        var held = 0;
        foreach (var _ in _store.All())
            held++;
        _database.Visited = visited;
        return held;
    }
}
