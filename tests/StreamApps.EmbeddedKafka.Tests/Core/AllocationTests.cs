using Backorders.TestSupport;
using StreamApps.EmbeddedKafka.Core;
using StreamApps.EmbeddedKafka.Core.Apis;
using StreamApps.EmbeddedKafka.Protocol;
using StreamApps.EmbeddedKafka.Server;
using StreamApps.EmbeddedKafka.Storage;

namespace StreamApps.EmbeddedKafka.Tests.Core;

/// <summary>
/// Producing and fetching allocate per request, never per record: a batch of thousands costs what a batch of ten
/// does. Garbage by the record would show as pauses under load.
/// </summary>
public sealed class AllocationTests : IDisposable
{
    const int Few = 10, Many = 5000;
    const int Repetitions = 50;

    /// <summary>Bytes; less than a tenth of one for each record.</summary>
    const int Tolerance = 400;

    readonly TemporaryFolder _folder = new();
    readonly DiskStorage _storage;
    readonly CoreDriver _driver;

    public AllocationTests()
    {
        _storage = new DiskStorage(_folder.Path);
        _driver = new CoreDriver(_storage);
        _driver.CreateTopic();
    }

    public void Dispose()
    {
        _driver.Core.Close();
        _storage.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Produce_LargeBatch_AllocatesWhatASmallOneDoes()
    {
        var (few, many) = (Frame(Few), Frame(Many));
        var perFew = Allocated(() => Produce(few));
        var perMany = Allocated(() => Produce(many));
        perMany.ShouldBeLessThan(perFew + Tolerance, $"{perFew} bytes for {Few} records, {perMany} for {Many}");
    }

    [Fact]
    public void Fetch_LargeBatch_AllocatesWhatASmallOneDoes()
    {
        Produce(Frame(Few));
        var perFew = Allocated(() => Fetch(0, 1000));
        Produce(Frame(Many));
        var perMany = Allocated(() => Fetch(Few, 1 << 20));
        perMany.ShouldBeLessThan(perFew + Tolerance, $"{perFew} bytes for {Few} records, {perMany} for {Many}");
    }

    /// <summary>The least of several runs: what the runtime does beside, such as compiling, does not count.</summary>
    static long Allocated(Action action)
    {
        var least = long.MaxValue;
        for (var i = 0; i < Repetitions; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }

    byte[] Frame(int records)
    {
        var batch = Batches.Of(
            _driver.Core.NowMs,
            null,
            -1,
            false,
            [.. Enumerable.Range(0, records).Select(i => ((string?)$"key{i}", (string?)"a value of a usual size"))]);
        var request = new ProduceRequest { Acks = -1 };
        request.TopicData.Add(
            new() { Name = CoreDriver.Topic, PartitionData = [new() { Records = new RecordSet(batch) }] });
        using var writer = FieldCodec.Writer(9, flexible: true);
        request.Walk(writer);
        return writer.Written.ToArray();
    }

    void Produce(byte[] body)
    {
        // The log writes offsets into the frame, as into the buffer of a connection.
        var request = new ProduceRequest();
        request.Walk(FieldCodec.Reader(body, 9, flexible: true));
        ProduceApi.Inspect(request);
        Ask(ApiKey.Produce, 9, request);
    }

    void Fetch(long offset, int maxBytes)
    {
        var request = new FetchRequest { MinBytes = 1 };
        request.Topics.Add(new()
        {
            Topic = CoreDriver.Topic,
            Partitions = [new() { FetchOffset = offset, PartitionMaxBytes = maxBytes }],
        });
        Ask(ApiKey.Fetch, 11, request);
    }

    void Ask(ApiKey api, short version, IMessage request)
    {
        var header = new RequestHeader(ApiTable.Find((short)api)!, version, 1, null, IsUnsupportedApiVersions: false);
        IMessage? response = null;
        _driver.Core.Handle(new RequestContext(version, "c", "h"), request, answer => response = answer);
        ResponseFrame.Of(header, response!).Dispose();
    }
}
