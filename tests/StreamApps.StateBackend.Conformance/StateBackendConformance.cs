using System.Buffers;
using System.Text;
using Backorders.TestSupport;
using StreamApps.State;

namespace StreamApps.StateBackend.Conformance;

/// <summary>What every state backend must do. A class for each backend runs it.</summary>
public abstract class StateBackendConformance : IDisposable
{
    readonly TemporaryFolder _folder = new();

    protected abstract IStateBackend Backend { get; }

    string Home => _folder.File("task");

    public void Dispose()
    {
        Backend.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Get_AfterPut_FindsTheValueAndNothingElse()
    {
        using var database = Open("a", "b");
        Put(database, "a", "key", "value");
        Get(database, "a", "key").ShouldBe("value");
        Get(database, "a", "ke").ShouldBeNull();
        Get(database, "b", "key").ShouldBeNull("stores of one task must not see each other's keys");
    }

    [Fact]
    public void Get_OfAnEmptyValue_IsNotTheSameAsNone()
    {
        using var database = Open("a");
        Put(database, "a", "key", "");
        Get(database, "a", "key").ShouldBe("");
    }

    /// <summary>A task that was restored in bulk must have what one has that was restored step by step.</summary>
    [Fact]
    public void Load_InBulk_IsReadAtOnceAndAfterwards()
    {
        using (var database = Open("a", "b"))
        {
            using (database.BeginBulkLoad())
            {
                Put(database, "a", "key", "first");
                Put(database, "a", "key", "value");
                Put(database, "b", "key", "other");
                Get(database, "a", "key").ShouldBe("value");
            }
            Put(database, "a", "later", "x");
            Scan(database, "a", "", "").ShouldBe(["key=value", "later=x"]);
        }
        using var again = Open("a", "b");
        Get(again, "b", "key").ShouldBe("other");
    }

    [Fact]
    public void Delete_OfAKey_HidesItFromGetAndScan()
    {
        using var database = Open("a");
        Put(database, "a", "1", "x");
        Put(database, "a", "2", "y");
        Write(database, batch => batch.Delete(database.StoreNumber("a"), Bytes("1")));
        Get(database, "a", "1").ShouldBeNull();
        Scan(database, "a", "", "").ShouldBe(["2=y"]);
    }

    [Fact]
    public void Scan_OfARange_IncludesTheFirstAndExcludesTheLast()
    {
        using var database = Filled();
        Scan(database, "a", "b", "d").ShouldBe(["b=b", "bb=bb", "c=c"]);
        Scan(database, "a", "bc", "cc").ShouldBe(["c=c"]);
        Scan(database, "a", "", "b").ShouldBe(["a=a"]);
        Scan(database, "a", "d", "").ShouldBe(["d=d"]);
        Scan(database, "a", "", "").ShouldBe(["a=a", "b=b", "bb=bb", "c=c", "d=d"]);
        Scan(database, "a", "c", "c").ShouldBeEmpty();
        Scan(database, "a", "d", "a").ShouldBeEmpty();
    }

    [Fact]
    public void Scan_Backwards_GivesTheSameEntriesInReverse()
    {
        using var database = Filled();
        (string, string)[] ranges = [("b", "d"), ("bc", "cc"), ("", "b"), ("d", ""), ("", ""), ("c", "c"), ("d", "a")];
        foreach (var (from, to) in ranges)
        {
            var forward = Scan(database, "a", from, to);
            forward.Reverse();
            Scan(database, "a", from, to, backwards: true).ShouldBe(forward, $"from '{from}' to '{to}'");
        }
    }

    [Fact]
    public void Scan_OrdersKeysAsUnsignedBytes()
    {
        using var database = Open("a");
        byte[][] keys = [[0xFF, 0], [0x7F], [0x80], [], [0], [0, 0], [0xFF]];
        Write(database, batch =>
        {
            foreach (var key in keys)
                batch.Put(database.StoreNumber("a"), key, [1]);
        });
        using var scan = database.Scan(database.StoreNumber("a"), [], []);
        var seen = new List<string>();
        while (scan.MoveNext())
            seen.Add(Convert.ToHexString(scan.Key));
        seen.ShouldBe(["", "00", "0000", "7F", "80", "FF", "FF00"]);
    }

    [Fact]
    public void Scan_WhileOthersWrite_SeesTheStoreAsItWas()
    {
        using var database = Filled();
        var store = database.StoreNumber("a");
        foreach (var backwards in new[] { false, true })
        {
            using var scan = database.Scan(store, [], [], backwards);
            scan.MoveNext().ShouldBeTrue();
            Write(database, batch =>
            {
                batch.Put(store, "aa"u8, "new"u8);
                batch.Put(store, "c"u8, "changed"u8);
                batch.Delete(store, "bb"u8);
            });
            var seen = new List<string> { Text(scan) };
            while (scan.MoveNext())
                seen.Add(Text(scan));
            if (backwards)
                seen.Reverse();
            seen.ShouldBe(["a=a", "b=b", "bb=bb", "c=c", "d=d"]);
            Write(database, batch =>
            {
                batch.Delete(store, "aa"u8);
                batch.Put(store, "c"u8, "c"u8);
                batch.Put(store, "bb"u8, "bb"u8);
            });
        }
    }

    [Fact]
    public void Scan_ReadAtNoEntry_ThrowsInsteadOfReadingFreedMemory()
    {
        using var database = Filled();
        var scan = database.Scan(database.StoreNumber("a"), "d"u8, default);
        Should.Throw<InvalidOperationException>(() => scan.Key.Length);
        scan.MoveNext().ShouldBeTrue();
        scan.MoveNext().ShouldBeFalse();
        scan.MoveNext().ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => scan.Value.Length);
        scan.Dispose();
        scan.Dispose();
        Should.Throw<ObjectDisposedException>(() => scan.MoveNext());
    }

    [Fact]
    public void Write_OfABatch_GoesInOverSeveralStoresAndIsReusable()
    {
        using var database = Open("a", "b");
        using var batch = database.CreateBatch();
        batch.Put(database.StoreNumber("a"), "k"u8, "1"u8);
        batch.Put(database.StoreNumber("b"), "k"u8, "2"u8);
        batch.Put(database.StoreNumber("b"), "k"u8, "3"u8);
        batch.Count.ShouldBe(3);
        Get(database, "a", "k").ShouldBeNull("a batch must not be seen before it is written");
        database.Write(batch);
        batch.Clear();
        batch.Count.ShouldBe(0);
        database.Write(batch);
        Get(database, "a", "k").ShouldBe("1");
        Get(database, "b", "k").ShouldBe("3", "the last change of a key in a batch counts");
    }

    [Fact]
    public void Open_AfterDispose_FindsTheStateAndKeepsStoresThatAreNotAskedFor()
    {
        using (var first = Open("a", "b"))
        {
            Put(first, "a", "k", "1");
            Put(first, "b", "k", "2");
        }
        using var second = Open("a", "c");
        Get(second, "a", "k").ShouldBe("1");
        Get(second, "b", "k").ShouldBe("2");
        Get(second, "c", "k").ShouldBeNull();
        Should.Throw<KeyNotFoundException>(() => second.StoreNumber("none"));
    }

    [Fact]
    public void Open_WhileItIsOpen_SaysThatItIsLocked()
    {
        using var database = Open("a");
        var error = Should.Throw<StateBackendException>(() => Open("a"));
        error.Kind.ShouldBe(StateErrorKind.Locked);
        error.Message.ShouldContain(Home);
        error.Message.ShouldNotContain("\n");
        Should.Throw<StateBackendException>(() => Backend.Destroy(Home)).Kind.ShouldBe(StateErrorKind.Locked);
    }

    [Fact]
    public void Destroy_OfADatabase_LeavesNothing()
    {
        using (var database = Open("a"))
            Put(database, "a", "k", "1");
        Backend.Destroy(Home);
        Backend.Destroy(Home);
        using var again = Open("a");
        Get(again, "a", "k").ShouldBeNull();
    }

    [Fact]
    public void Checkpoint_OfAnOpenDatabase_IsACopyThatStaysAsItWas()
    {
        var copy = _folder.File("savepoint/task");
        using (var database = Open("a"))
        {
            Put(database, "a", "k", "1");
            database.Checkpoint(copy);
            Put(database, "a", "k", "2");
            Should.Throw<StateBackendException>(() => database.Checkpoint(copy)).Kind.ShouldBe(StateErrorKind.Failed);
        }
        using var opened = Backend.Open(copy, ["a"]);
        Get(opened, "a", "k").ShouldBe("1");
    }

    ITaskDatabase Open(params string[] stores) => Backend.Open(Home, stores);

    ITaskDatabase Filled()
    {
        var database = Open("a");
        foreach (var key in new[] { "c", "a", "bb", "d", "b" })
            Put(database, "a", key, key);
        return database;
    }

    static void Put(ITaskDatabase database, string store, string key, string value) =>
        Write(database, batch => batch.Put(database.StoreNumber(store), Bytes(key), Bytes(value)));

    static void Write(ITaskDatabase database, Action<IStateWriteBatch> fill)
    {
        using var batch = database.CreateBatch();
        fill(batch);
        database.Write(batch);
    }

    static string? Get(ITaskDatabase database, string store, string key)
    {
        var value = new ArrayBufferWriter<byte>();
        return database.TryGet(database.StoreNumber(store), Bytes(key), value)
            ? Encoding.UTF8.GetString(value.WrittenSpan)
            : null;
    }

    static List<string> Scan(ITaskDatabase database, string store, string from, string to, bool backwards = false)
    {
        using var scan = database.Scan(database.StoreNumber(store), Bytes(from), Bytes(to), backwards);
        var seen = new List<string>();
        while (scan.MoveNext())
            seen.Add(Text(scan));
        return seen;
    }

    static string Text(IStateIterator scan) =>
        $"{Encoding.UTF8.GetString(scan.Key)}={Encoding.UTF8.GetString(scan.Value)}";

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
