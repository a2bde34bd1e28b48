using System.Text;
using FsCheck;
using FsCheck.Fluent;
using StreamApps.State;

namespace StreamApps.Tests.State;

/// <summary>The overlay against a sorted dictionary that does the same in the plainest way.</summary>
public sealed class OverlayModelTests
{
    const string Store = "store";

    enum Operation
    {
        Put,
        PutLong,
        Delete,
        Get,
        Scan,
        ScanBack,
        EndRecord,
        Rollback,
        Commit,
        Abort,
    }

    /// <summary>
    /// A wrong answer of any read is a wrong stock level; a wrong commit is one that survives a restart.
    /// </summary>
    [Fact]
    public void When_AnythingIsDone_Should_AnswerLikeASortedDictionary()
    {
        var step =
            from operation in Gen.Frequency(
                (6, Gen.Constant(Operation.Put)), (1, Gen.Constant(Operation.PutLong)),
                (3, Gen.Constant(Operation.Delete)), (4, Gen.Constant(Operation.Get)),
                (2, Gen.Constant(Operation.Scan)), (2, Gen.Constant(Operation.ScanBack)),
                (3, Gen.Constant(Operation.EndRecord)), (1, Gen.Constant(Operation.Rollback)),
                (1, Gen.Constant(Operation.Commit)), (1, Gen.Constant(Operation.Abort)))
            from key in Gen.Choose(0, 40)
            from other in Gen.Choose(0, 40)
            select (operation, key, other);
        var steps = step.ListOf().Resize(400).ToArbitrary();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(150).WithEndSize(400),
            Prop.ForAll(steps, list => Run([.. list])));
    }

    static void Run((Operation Operation, int Key, int Other)[] steps)
    {
        using var backend = new InMemoryStateBackend();
        using var database = backend.Open("db", [Store]);
        var arena = new ByteArena();
        var overlay = new StoreOverlay(Store, database, arena);
        var committed = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var before = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var now = new SortedDictionary<string, string>(StringComparer.Ordinal);
        overlay.BeginRecord();
        for (var number = 0; number < steps.Length; number++)
        {
            var (operation, keyNumber, other) = steps[number];
            var key = Name(keyNumber);
            switch (operation)
            {
                case Operation.Put or Operation.PutLong:
                    var value = operation == Operation.Put ? $"{number}" : new string('x', 20_000) + number;
                    overlay.Put(Bytes(key), Bytes(value));
                    now[key] = value;
                    break;
                case Operation.Delete:
                    overlay.Delete(Bytes(key));
                    now.Remove(key);
                    break;
                case Operation.Get:
                    Get(overlay, key).ShouldBe(now.GetValueOrDefault(key));
                    break;
                case Operation.Scan or Operation.ScanBack:
                    CheckScan(overlay, now, key, Name(other), operation == Operation.ScanBack, number);
                    break;
                case Operation.EndRecord:
                    overlay.BeginRecord();
                    before = new(now, StringComparer.Ordinal);
                    break;
                case Operation.Rollback:
                    overlay.Rollback();
                    overlay.BeginRecord();
                    now = new(before, StringComparer.Ordinal);
                    break;
                case Operation.Commit:
                    List<string> changes = [];
                    overlay.ForEach(changes, static (list, name, _, _) => list.Add(Encoding.UTF8.GetString(name)));
                    changes.ShouldBe(changes.Order(StringComparer.Ordinal).ToList());
                    using (var batch = database.CreateBatch())
                    {
                        overlay.AddTo(batch);
                        database.Write(batch);
                        overlay.RememberCommitted();
                    }
                    Clear(overlay, arena);
                    committed = new(now, StringComparer.Ordinal);
                    before = new(now, StringComparer.Ordinal);
                    break;
                default:
                    Clear(overlay, arena);
                    now = new(committed, StringComparer.Ordinal);
                    before = new(committed, StringComparer.Ordinal);
                    break;
            }
        }
        Read(overlay.Scan([], [], backwards: false)).ShouldBe(now.Select(Text));
    }

    static void Clear(StoreOverlay overlay, ByteArena arena)
    {
        overlay.Clear();
        arena.Reset();
        overlay.BeginRecord();
    }

    /// <summary>
    /// Reads half of a scan, writes, reads the rest: the scan must show what was there when it began.
    /// </summary>
    static void CheckScan(
        StoreOverlay overlay,
        SortedDictionary<string, string> now,
        string from,
        string to,
        bool backwards,
        int number)
    {
        var expected = now
            .Where(entry => string.CompareOrdinal(entry.Key, from) >= 0 && string.CompareOrdinal(entry.Key, to) < 0)
            .Select(Text)
            .ToList();
        if (backwards)
            expected.Reverse();
        using var scan = overlay.Scan(Bytes(from), Bytes(to), backwards);
        var seen = new List<string>();
        while (scan.MoveNext())
        {
            seen.Add($"{Encoding.UTF8.GetString(scan.Key)}={Encoding.UTF8.GetString(scan.Value)}");
            if (seen.Count != 1 + number % 3)
                continue;
            for (var key = number % 4; key <= 40; key += 4)
            {
                overlay.Put(Bytes(Name(key)), Bytes($"during {number}"));
                now[Name(key)] = $"during {number}";
                overlay.Delete(Bytes(Name(key + 1)));
                now.Remove(Name(key + 1));
            }
        }
        seen.ShouldBe(expected);
    }

    static string? Get(StoreOverlay overlay, string key) =>
        overlay.TryGet(Bytes(key), out var value) ? Encoding.UTF8.GetString(value) : null;

    static List<string> Read(IStateIterator scan)
    {
        using (scan)
        {
            var seen = new List<string>();
            while (scan.MoveNext())
                seen.Add($"{Encoding.UTF8.GetString(scan.Key)}={Encoding.UTF8.GetString(scan.Value)}");
            return seen;
        }
    }

    static string Text(KeyValuePair<string, string> entry) => $"{entry.Key}={entry.Value}";

    // Short keys, and long ones that begin alike; some are the beginning of others.
    static string Name(int number) => (number % 4) switch
    {
        0 => $"k{number / 8:0}",
        1 => $"k{number:00}",
        2 => $"key-of-an-entry-{number / 3:0}",
        _ => $"key-of-an-entry-{number:00}",
    };

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
