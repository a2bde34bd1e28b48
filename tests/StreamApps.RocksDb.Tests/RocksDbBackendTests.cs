using System.Buffers;
using System.Text;
using Backorders.TestSupport;
using StreamApps.RocksDb.Native;
using StreamApps.State;

namespace StreamApps.RocksDb.Tests;

public sealed class RocksDbBackendTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly RocksDbStateBackend _backend = new();

    public void Dispose()
    {
        _backend.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Load_WithoutTheLibrary_SaysWhatToInstall()
    {
        var error = Should.Throw<StateBackendException>(() => RocksDbLibrary.Load(["libnone.so.1", "libnone.so"]));
        error.Kind.ShouldBe(StateErrorKind.LibraryMissing);
        error.Message.ShouldContain("apt-get install librocksdb");
    }

    /// <summary>
    /// A process that is killed must lose nothing that was written: the log is in the system's hands.
    /// </summary>
    [Fact]
    public void Write_WithoutClose_IsThereForTheNextProcess()
    {
        using var database = _backend.Open(_folder.File("live"), ["a"]);
        for (var number = 0; number < 1000; number++)
            Put(database, $"key {number}", $"value {number}");
        var copy = CopyFiles("live", "after-kill");
        using var opened = _backend.Open(copy, ["a"]);
        for (var number = 0; number < 1000; number++)
            Get(opened, $"key {number}").ShouldBe($"value {number}");
    }

    /// <summary>A database that stops merging its files for good gets slower for ever.</summary>
    [Fact]
    public async Task BulkLoad_PutsCompactionOff_AndCatchesUpAfterwards()
    {
        const int Entries = 400;
        const int Trigger = 4;
        using var backend = new RocksDbStateBackend(
            new RocksDbOptions { WriteBufferBytes = 1 << 20, MostTasks = 1 });
        using var database = backend.Open(_folder.File("live"), ["a"]);
        var random = new Random(1);
        using (database.BeginBulkLoad())
        {
            for (var number = 0; number < Entries; number++)
                Put(database, $"key {random.Next(Entries)}", new string((char)('a' + number % 26), 40_000));
            await Eventually.HoldsAsync(
                () => Files() > 2 * Trigger, () => $"{Files()} files: compaction was not put off");
        }
        await Eventually.HoldsAsync(() => Files() <= Trigger, () => $"{Files()} files: compaction does not go on");
        int Files() => Directory.GetFiles(_folder.File("live"), "*.sst").Length;
    }

    [Fact]
    public void Open_WithATornLog_LosesOnlyTheTail()
    {
        using (var database = _backend.Open(_folder.File("live"), ["a"]))
        {
            for (var number = 0; number < 1000; number++)
                Put(database, $"key {number:000}", "value");
            CopyFiles("live", "torn");
        }
        var log = Directory.GetFiles(_folder.File("torn"), "*.log").Single();
        using (var file = File.OpenWrite(log))
            file.SetLength(file.Length * 2 / 3);
        using var opened = _backend.Open(_folder.File("torn"), ["a"]);
        Get(opened, "key 000").ShouldBe("value");
        Get(opened, "key 999").ShouldBeNull();
    }

    /// <summary>A wrong block must never be read as state: the task puts the database aside and rebuilds it.</summary>
    [Fact]
    public void Read_OfADamagedFile_IsCorrupt()
    {
        var damaged = _folder.File("damaged");
        using (var database = _backend.Open(_folder.File("live"), ["a"]))
        {
            for (var number = 0; number < 1000; number++)
                Put(database, $"key {number:000}", $"some value {number}");
            database.Checkpoint(damaged);
        }
        foreach (var file in Directory.GetFiles(damaged, "*.sst"))
            Damage(file);
        var error = Should.Throw<StateBackendException>(() =>
        {
            using var opened = _backend.Open(damaged, ["a"]);
            using var scan = opened.Scan(opened.StoreNumber("a"), [], []);
            while (scan.MoveNext())
            {
            }
        });
        error.Kind.ShouldBe(StateErrorKind.Corrupt);
        error.Message.ShouldContain(damaged);
    }

    [Fact]
    public void Dispose_WithAnOpenScan_KeepsWhatItReadsUntilItEnds()
    {
        var database = _backend.Open(_folder.File("live"), ["a"]);
        Put(database, "key", "value");
        var scan = database.Scan(database.StoreNumber("a"), [], []);
        database.Dispose();
        scan.MoveNext().ShouldBeTrue();
        Encoding.UTF8.GetString(scan.Value).ShouldBe("value");
        scan.Dispose();
        Should.Throw<ObjectDisposedException>(() => Get(database, "key"));
        using var again = _backend.Open(_folder.File("live"), ["a"]);
        Get(again, "key").ShouldBe("value");
    }

    /// <summary>A shutdown in the wrong order must not end the process in native code.</summary>
    [Fact]
    public void Dispose_OfTheBackendBeforeItsDatabase_LeavesTheDatabaseUsable()
    {
        var backend = new RocksDbStateBackend();
        using (var database = backend.Open(_folder.File("live"), ["a"]))
        {
            backend.Dispose();
            backend.Dispose();
            Put(database, "key", "value");
            Get(database, "key").ShouldBe("value");
        }
        Should.Throw<ObjectDisposedException>(() => backend.Open(_folder.File("live"), ["a"]));
    }

    [Fact]
    public void TryGet_InSteadyState_AllocatesNothing()
    {
        using var database = _backend.Open(_folder.File("live"), ["a"]);
        Put(database, "key", "value");
        var store = database.StoreNumber("a");
        var output = new ArrayBufferWriter<byte>(1024);
        var before = 0L;
        for (var round = 0; round < 200; round++)
        {
            if (round == 100)
                before = GC.GetAllocatedBytesForCurrentThread();
            output.ResetWrittenCount();
            database.TryGet(store, "key"u8, output).ShouldBeTrue();
        }
        // The assertion above is the only thing that may allocate, and it does not.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(64);
    }

    [Fact]
    public void Options_OutOfRange_AreToldAllAtOnce()
    {
        var error = Should.Throw<ArgumentException>(() => new RocksDbStateBackend(new RocksDbOptions
        {
            BlockCacheBytes = 1,
            MostTasks = 0,
            OpenFiles = 1,
        }));
        error.Message.ShouldContain("BlockCacheBytes is 1");
        error.Message.ShouldContain("MostTasks is 0");
        error.Message.ShouldContain("OpenFiles is 1");
    }

    [Theory]
    [InlineData("IO error: While lock file: /x/LOCK: Resource temporarily unavailable", StateErrorKind.Locked)]
    [InlineData("IO error: lock hold by current process, acquire time 1", StateErrorKind.Locked)]
    [InlineData("Corruption: block checksum mismatch", StateErrorKind.Corrupt)]
    [InlineData("IO error: No space left on device", StateErrorKind.Failed)]
    public void Classify_OfRocksDbsMessages_TellsThemApart(string text, StateErrorKind kind) =>
        NativeError.Classify(text).ShouldBe(kind);

    static void Damage(string file)
    {
        var bytes = File.ReadAllBytes(file);
        for (var index = 0; index < Math.Min(bytes.Length, 2000); index += 50)
            bytes[index] ^= 0x5A;
        File.WriteAllBytes(file, bytes);
    }

    string CopyFiles(string from, string to)
    {
        Directory.CreateDirectory(_folder.File(to));
        foreach (var file in Directory.GetFiles(_folder.File(from)))
            File.Copy(file, Path.Combine(_folder.File(to), Path.GetFileName(file)));
        return _folder.File(to);
    }

    static void Put(ITaskDatabase database, string key, string value)
    {
        using var batch = database.CreateBatch();
        batch.Put(database.StoreNumber("a"), Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(value));
        database.Write(batch);
    }

    static string? Get(ITaskDatabase database, string key)
    {
        var value = new ArrayBufferWriter<byte>();
        return database.TryGet(database.StoreNumber("a"), Encoding.UTF8.GetBytes(key), value)
            ? Encoding.UTF8.GetString(value.WrittenSpan)
            : null;
    }
}
