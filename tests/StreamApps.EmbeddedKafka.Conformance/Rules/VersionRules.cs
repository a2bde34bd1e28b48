using StreamApps.EmbeddedKafka.Conformance.Wire;
using StreamApps.EmbeddedKafka.Protocol;
using StreamApps.EmbeddedKafka.Tests.Brokers;

namespace StreamApps.EmbeddedKafka.Conformance.Rules;

/// <summary>Every version of every API is understood and answered by the field tables, to the last byte.</summary>
public abstract class VersionRules(IBrokerAddress broker) : WireRules(broker)
{
    public static TheoryData<string, int> Versions()
    {
        var data = new TheoryData<string, int>();
        foreach (var api in ApiTable.All)
        {
            for (var version = api.Lowest; version <= api.Highest; version++)
                data.Add(api.Key.ToString(), version);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Ask_EveryVersion_IsAnsweredToTheLastByte(string api, int version)
    {
        var answer = await SampleRequests.AskAsync(Client, Enum.Parse<ApiKey>(api), version);
        answer.ShouldNotBeNull();
    }

    [Fact]
    public async Task ApiVersions_Advertised_CoverWhatTheKitUses()
    {
        var answer = await Client.AskAsync<ApiVersionsResponse>(3, new ApiVersionsRequest
        {
            ClientSoftwareName = "kit",
            ClientSoftwareVersion = "1",
        });
        answer.ErrorCode.ShouldBe(ErrorCode.None);
        foreach (var api in ApiTable.All)
        {
            var theirs = answer.ApiKeys.Single(item => item.ApiKey == (short)api.Key);
            theirs.MinVersion.ShouldBeLessThanOrEqualTo(api.Lowest, $"{api.Key}");
            theirs.MaxVersion.ShouldBeGreaterThanOrEqualTo(api.Highest, $"{api.Key}");
        }
    }

    /// <summary>Older librdkafka turns compression off when Produce 0 is not named.</summary>
    [Fact]
    public async Task ApiVersions_Produce_IsAdvertisedFromZero()
    {
        var answer = await Client.AskAsync<ApiVersionsResponse>(0, new ApiVersionsRequest());
        answer.ApiKeys.Single(item => item.ApiKey == (short)ApiKey.Produce).MinVersion.ShouldBe((short)0);
    }

    /// <summary>
    /// A client that is newer than the broker must learn the versions instead of losing the connection.
    /// </summary>
    [Fact]
    public async Task ApiVersions_UnknownVersion_IsAnsweredInVersionZeroWithError35()
    {
        byte[] frame = [0, 0, 0, 13, 0, 18, 0, 99, 0, 0, 0, 7, 0, 2, 65, 66, 0];
        await Client.SendAsync(frame);
        var answer = (await Client.ReceiveAsync()).ShouldNotBeNull();
        using var reader = FieldCodec.Reader(answer, version: 0, flexible: false);
        var correlation = 0;
        reader.Int32(ref correlation);
        correlation.ShouldBe(7);
        var body = new ApiVersionsResponse();
        body.Walk(reader);
        body.ErrorCode.ShouldBe(ErrorCode.UnsupportedVersion);
        body.ApiKeys.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(0, 0, 3, 0, 99)]
    [InlineData(0, 0, 3, 3, 231)]
    public async Task Ask_UnknownVersionOrApi_ClosesTheConnection(byte a, byte b, byte api, byte high, byte low)
    {
        byte[] frame = [0, 0, 0, 12, a, api, high, low, 0, 0, 0, 7, 0, 2, 65, b];
        await Client.SendAsync(frame);
        (await Client.ReceiveAsync()).ShouldBeNull();
    }
}

/// <summary>The rules on the embedded broker.</summary>
public sealed class EmbeddedVersionTests(EmbeddedKafkaFixture broker)
    : VersionRules(broker), IClassFixture<EmbeddedKafkaFixture>;

/// <summary>The rules on Apache Kafka.</summary>
public sealed class ApacheVersionTests(ApacheKafkaFixture broker) : VersionRules(broker);
