using System.Globalization;
using StreamApps.EmbeddedKafka.Core;
using StreamApps.EmbeddedKafka.Core.Apis;
using StreamApps.EmbeddedKafka.Protocol;
using StreamApps.EmbeddedKafka.Server;
using StreamApps.EmbeddedKafka.Storage;
using StreamApps.EmbeddedKafka.Tests.Core;

namespace StreamApps.EmbeddedKafka.Tests.Hostile;

/// <summary>
/// Recorded requests, spoiled: whatever bytes come, a decoder refuses or reads them with little memory, and the core
/// answers or refuses and goes on. A failure prints its seed and frame; a seed runs again by its number.
/// </summary>
public sealed class FrameFuzzTests
{
    const int Rounds = 6000;

    /// <summary>A frame of a few KiB must not cost more than this, whatever it claims.</summary>
    const long MostMemory = 8 << 20;

    public static TheoryData<int> Seeds => [1, 2, 3, Environment.TickCount & 0xFFFFFF];

    /// <summary>Else the fuzz would test what no client sends.</summary>
    [Fact]
    public void Read_EveryRecordedFrame_IsUnderstoodToItsLastByte()
    {
        RecordedFrames.All.Count.ShouldBeGreaterThan(100);
        var apis = new HashSet<ApiKey>();
        foreach (var frame in RecordedFrames.All)
        {
            var header = RequestHeader.Read(frame.ToArray(), out var body);
            header.Api.NewRequest().Walk(body);
            body.Remaining.ShouldBe(0, $"{header.Api.Key} {header.Version}: {Convert.ToHexString(frame)}");
            apis.Add(header.Api.Key);
        }
        apis.Count.ShouldBeGreaterThan(30);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Read_SpoiledFrame_IsRefusedOrReadWithLittleMemory(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var frame = RecordedFrames.Spoiled(random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            TryRead(frame, seed, out _, out _);
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostMemory, Name(seed, frame));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Handle_SpoiledRequest_IsAnsweredOrRefusedAndTheCoreGoesOn(int seed)
    {
        var random = new Random(seed);
        var driver = new CoreDriver(new MemoryStorage());
        driver.CreateTopic();
        for (var round = 0; round < Rounds; round++)
        {
            var frame = RecordedFrames.Spoiled(random);
            if (!TryRead(frame, seed, out var header, out var request) || MakesMuch(request!))
                continue;
            Handle(driver, header, request!, Name(seed, frame));
            if (round % 100 == 0)
            {
                driver.Time.Advance(TimeSpan.FromSeconds(40));
                driver.Core.RunTimers();
            }
        }
        driver.CreateTopic("after");
        driver.Produce("x", topic: "after").ShouldBe((ErrorCode.None, 0));
        driver.Read(committed: true, "after").ShouldBe(["x"]);
    }

    static bool TryRead(byte[] frame, int seed, out RequestHeader header, out IMessage? request)
    {
        header = default;
        request = null;
        try
        {
            header = RequestHeader.Read(frame, out var body);
            if (header.IsUnsupportedApiVersions)
                return false;
            request = header.Api.NewRequest();
            request.Walk(body);
            return true;
        }
        catch (ProtocolException)
        {
            // What most of these deserve.
            return false;
        }
        catch (Exception error)
        {
            Assert.Fail($"{Name(seed, frame)}: {error}");
            return false;
        }
    }

    static void Handle(CoreDriver driver, RequestHeader header, IMessage request, string name)
    {
        try
        {
            if (request is ProduceRequest produce)
                ProduceApi.Inspect(produce);
            driver.Core.Handle(
                new RequestContext(header.Version, header.ClientId ?? "", "host"), request,
                response => ResponseFrame.Of(header, response).Dispose());
        }
        catch (ProtocolException)
        {
            // The connection would be closed.
        }
        catch (Exception error)
        {
            Assert.Fail($"{name}: {error}");
        }
    }

    /// <summary>Thousands of partitions are a wish that is granted, and would only make the test slow.</summary>
    static bool MakesMuch(IMessage request) => request switch
    {
        CreateTopicsRequest r => r.Topics.Exists(topic => topic.NumPartitions > 50 || topic.Assignments.Count > 50),
        CreatePartitionsRequest r => r.Topics.Exists(topic => topic.Count > 50),
        _ => false,
    };

    static string Name(int seed, byte[] frame) =>
        string.Create(CultureInfo.InvariantCulture, $"seed {seed}, frame {Convert.ToHexString(frame)}");
}
