using System.Text;
using StreamApps.State;

namespace StreamApps.Tests.State;

public sealed class OverlayTests : IDisposable
{
    readonly InMemoryStateBackend _backend = new();
    readonly ITaskDatabase _database;
    readonly ByteArena _arena = new();
    readonly StoreOverlay _overlay;

    public OverlayTests()
    {
        _database = _backend.Open("db", ["store"]);
        _overlay = new StoreOverlay("store", _database, _arena);
        _overlay.BeginRecord();
    }

    public void Dispose()
    {
        _database.Dispose();
        _backend.Dispose();
    }

    /// <summary>
    /// A hot key must cost one changelog record and bounded memory a commit, not one for each update.
    /// </summary>
    [Fact]
    public void Put_OfOneKeyManyTimes_IsOneChangeInBoundedMemory()
    {
        for (var number = 0; number < 100_000; number++)
        {
            _overlay.BeginRecord();
            _overlay.Put("hot"u8, Encoding.UTF8.GetBytes($"value {number:000000}"));
        }
        Changes().ShouldBe(["hot=value 099999"]);
        _arena.Used.ShouldBeLessThan(100);
    }

    [Fact]
    public void Put_InSteadyState_AllocatesNothing()
    {
        var key = new byte[8];
        var value = new byte[32];
        void Round()
        {
            for (var number = 0; number < 1000; number++)
            {
                BitConverter.TryWriteBytes(key, number);
                _overlay.BeginRecord();
                _overlay.Put(key, value);
                _overlay.TryGet(key, out _);
            }
            _overlay.Clear();
            _arena.Reset();
        }
        for (var warmUp = 0; warmUp < 50; warmUp++)
            Round();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Round();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    /// <summary>A poison record that had written to a hot key must leave the value of the records before it.</summary>
    [Fact]
    public void Rollback_AfterSeveralWritesOfAKey_BringsBackTheValueBeforeTheRecord()
    {
        _overlay.Put("k"u8, "first"u8);
        _overlay.BeginRecord();
        _overlay.Put("k"u8, "2"u8);
        _overlay.Delete("k"u8);
        _overlay.Put("k"u8, "a much longer value"u8);
        _overlay.Put("new"u8, "x"u8);
        _overlay.Rollback();
        Changes().ShouldBe(["k=first"]);
        _overlay.BeginRecord();
        _overlay.Put("k"u8, "again"u8);
        _overlay.Rollback();
        Changes().ShouldBe(["k=first"]);
    }

    [Fact]
    public void CloseScans_OfForgottenScans_UnpinsThem()
    {
        _overlay.Put("k"u8, "v"u8);
        var scan = _overlay.Scan([], [], backwards: false);
        _overlay.CloseScans();
        Should.Throw<ObjectDisposedException>(() => scan.MoveNext());
    }

    List<string> Changes()
    {
        var changes = new List<string>();
        _overlay.ForEach(changes, static (list, key, hasValue, value) =>
            list.Add(Encoding.UTF8.GetString(key) + (hasValue ? "=" + Encoding.UTF8.GetString(value) : " deleted")));
        return changes;
    }
}
