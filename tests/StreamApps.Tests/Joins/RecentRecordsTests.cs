using System.Globalization;
using System.Text;
using StreamApps.Processing;

namespace StreamApps.Tests.Joins;

/// <summary>A join must find in memory what it would find in its store, or know that it has to look there.</summary>
public sealed class RecentRecordsTests
{
    const int LeastBytes = 4096;

    readonly List<(string Key, long Time, long Arrival, string Value)> _kept = [];

    /// <summary>Without this a join would lose pairs, or give out some twice, once its memory is full.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Find_AnyRecordsInBoundedMemory_GivesAllThatItCovers(int seed)
    {
        var random = new Random(seed);
        var records = new RecentRecords(2 * LeastBytes);
        records.Reset(0);
        for (var step = 0; step < 5_000; step++)
        {
            Keep(records, $"key{random.Next(20)}", step - random.Next(40), new string('v', random.Next(300)));
            if (step % 7 == 0)
                records.Expire(step - 500);
            var (key, from) = ($"key{random.Next(20)}", Math.Max(records.CoveredFrom, step - random.Next(200)));
            var to = from + random.Next(100);
            Assert.Equal(Expected(key, from, to), Find(records, key, from, to));
        }
        Assert.True(records.CoveredFrom > 0, "the memory was never full");
    }

    /// <summary>A record that is larger than the memory must be looked up in the store.</summary>
    [Fact]
    public void Add_MoreThanItMayHold_IsNotCovered()
    {
        var records = new RecentRecords(LeastBytes);
        records.Reset(0);
        Keep(records, "key", 10, new string('v', LeastBytes));
        Assert.Equal(11, records.CoveredFrom);
    }

    /// <summary>After a rolled back record or an abort, nothing of before may be found.</summary>
    [Fact]
    public void Reset_ForgetsAllAndCoversWhatComes()
    {
        var records = new RecentRecords(LeastBytes);
        records.Reset(0);
        Keep(records, "key", 10, "old");
        records.Reset(20);
        Keep(records, "key", 15, "below");
        Keep(records, "key", 20, "new");
        Assert.Equal(["new"], Find(records, "key", 0, 100));
    }

    void Keep(RecentRecords records, string key, long time, string value)
    {
        var labelled = Label(value);
        records.Add(Encoding.UTF8.GetBytes(key), time, _kept.Count, Encoding.UTF8.GetBytes(labelled));
        _kept.Add((key, time, _kept.Count, labelled));
    }

    // Tells values of equal length apart.
    string Label(string value) =>
        value.Length > 8 ? _kept.Count.ToString("D8", CultureInfo.InvariantCulture) + value[8..] : value;

    List<string> Expected(string key, long from, long to) =>
        [.. _kept.Where(record => record.Key == key && record.Time >= from && record.Time <= to)
            .OrderBy(record => record.Time).ThenBy(record => record.Arrival).Select(record => record.Value)];

    static List<string> Find(RecentRecords records, string key, long from, long to)
    {
        records.Find(Encoding.UTF8.GetBytes(key), from, to);
        return [.. Enumerable.Range(0, records.Found).Select(index => Encoding.UTF8.GetString(records.Value(index)))];
    }
}
