using System.Net;

namespace StreamApps.EmbeddedKafka.Registry.Tests;

/// <summary>
/// What each level lets through: a wrong yes breaks readers in production, a wrong no blocks a release.
/// </summary>
public sealed class ProtobufCompatibilityTests : IAsyncLifetime
{
    EmbeddedBroker _broker = null!;
    RegistryClient _registry = null!;

    public async ValueTask InitializeAsync()
    {
        _broker = await EmbeddedBroker.StartAsync(new() { RegistryPort = 0 }, TestContext.Current.CancellationToken);
        _registry = new RegistryClient(_broker.RegistryUrl!);
    }

    public async ValueTask DisposeAsync()
    {
        _registry.Dispose();
        await _broker.DisposeAsync();
    }

    /// <summary>
    /// Old and new body of a message, and whether the new schema reads old data and the old one new data.
    /// </summary>
    [Theory]
    [InlineData("int32 a = 1;", "int32 a = 1; string b = 2;", true, true)]
    [InlineData("int32 a = 1; string b = 2;", "int32 a = 1;", true, true)]
    [InlineData("int32 a = 1;", "int32 renamed = 1;", true, true)]
    [InlineData("int32 a = 1;", "int64 a = 1;", true, true)]
    [InlineData("int32 a = 1;", "bool a = 1;", true, true)]
    [InlineData("int32 a = 1;", "sint32 a = 1;", false, false)]
    [InlineData("int32 a = 1;", "string a = 1;", false, false)]
    [InlineData("int32 a = 1;", "fixed32 a = 1;", false, false)]
    [InlineData("float a = 1;", "double a = 1;", false, false)]
    [InlineData("string a = 1;", "bytes a = 1;", true, true)]
    [InlineData("fixed32 a = 1;", "sfixed32 a = 1;", true, true)]
    [InlineData("int32 a = 1;", "repeated int32 a = 1;", false, false)]
    [InlineData("string a = 1;", "repeated string a = 1;", true, true)]
    [InlineData("E a = 1; enum E { Z = 0; }", "int32 a = 1;", true, true)]
    [InlineData("E a = 1; enum E { Z = 0; }", "E a = 1; enum E { Z = 0; Y = 1; }", true, true)]
    [InlineData("N a = 1; message N { int32 x = 1; }", "int32 b = 2;", false, true)]
    [InlineData("int32 b = 2;", "N a = 1; message N { int32 x = 1; }", true, false)]
    [InlineData("N a = 1; message N { int32 x = 1; }", "N a = 1; message N { string x = 1; }", false, false)]
    [InlineData("N a = 1; message N {} message O {}", "O a = 1; message N {} message O {}", false, false)]
    [InlineData("N a = 1; message N {}", "string a = 1; message N {}", false, false)]
    [InlineData("oneof o { int32 a = 1; int32 b = 2; }", "oneof o { int32 a = 1; }", false, true)]
    [InlineData("oneof o { int32 a = 1; }", "oneof o { int32 a = 1; int32 b = 2; }", true, false)]
    [InlineData("int32 a = 1; int32 b = 2;", "oneof o { int32 a = 1; int32 b = 2; }", false, true)]
    [InlineData("oneof o { int32 a = 1; } int32 b = 2;", "oneof o { int32 a = 1; int32 b = 2; }", false, true)]
    [InlineData("int32 a = 1;", "oneof o { int32 a = 1; int32 c = 3; }", true, false)]
    [InlineData("int32 a = 1;", "optional int32 a = 1;", true, true)]
    [InlineData("map<string, int32> m = 1;", "map<string, int64> m = 1;", true, true)]
    [InlineData("map<string, int32> m = 1;", "map<string, string> m = 1;", false, false)]
    [InlineData(
        "map<string, N> m = 1; message N { int32 x = 1; }",
        "map<string, N> m = 1; message N { string x = 1; }",
        false,
        false)]
    public async Task Check_ChangedMessage_FollowsTheEncoding(string before, string after, bool backward, bool forward)
    {
        await _registry.RegisterAsync("s", Schema(before));
        (await IsCompatibleAsync("BACKWARD", after)).ShouldBe(backward, "BACKWARD");
        (await IsCompatibleAsync("FORWARD", after)).ShouldBe(forward, "FORWARD");
        (await IsCompatibleAsync("FULL", after)).ShouldBe(backward && forward, "FULL");
        (await IsCompatibleAsync("NONE", after)).ShouldBeTrue("NONE");
    }

    [Theory]
    [InlineData("required int32 a = 1;", "", false, false)]
    [InlineData("", "required int32 a = 1;", false, false)]
    [InlineData("optional int32 a = 1;", "required int32 a = 1;", false, true)]
    public async Task Check_RequiredFields_AreNeverAddedOrTaken(
        string before, string after, bool backward, bool forward)
    {
        await _registry.RegisterAsync("s", Schema(before, "proto2"));
        (await IsCompatibleAsync("BACKWARD", after, "proto2")).ShouldBe(backward);
        (await IsCompatibleAsync("FORWARD", after, "proto2")).ShouldBe(forward);
    }

    /// <summary>A field that went away and came back with another type: only the first version disagrees.</summary>
    [Theory]
    [InlineData("BACKWARD", true)]
    [InlineData("BACKWARD_TRANSITIVE", false)]
    [InlineData("FORWARD", true)]
    [InlineData("FORWARD_TRANSITIVE", false)]
    [InlineData("FULL", true)]
    [InlineData("FULL_TRANSITIVE", false)]
    public async Task Register_DisagreesWithAnOldVersionOnly_IsStoppedByTransitiveLevels(string level, bool passes)
    {
        await _registry.RegisterAsync("s", Schema("int32 a = 1; int32 x = 9;"));
        await _registry.RegisterAsync("s", Schema("int32 x = 9;"));
        await _registry.GetAsync("/config/s", "PUT", $"{{\"compatibility\":\"{level}\"}}");
        (await _registry.AskAsync(
            "POST", "/subjects/s/versions", RegistryClient.Body(Schema("string a = 1; int32 x = 9;")))).Status
            .ShouldBe(passes ? HttpStatusCode.OK : HttpStatusCode.Conflict);
    }

    /// <summary>A message in an import is part of the contract as well.</summary>
    [Fact]
    public async Task Register_ImportChangedItsEncoding_IsStopped()
    {
        await _registry.GetAsync("/config/n.proto", "PUT", "{\"compatibility\":\"NONE\"}");
        await _registry.RegisterAsync("n.proto", "syntax = \"proto3\"; message N { int32 x = 1; }");
        await _registry.RegisterAsync("n.proto", "syntax = \"proto3\"; message N { string x = 1; }");
        const string User = "syntax = \"proto3\"; import \"n.proto\"; message M { N n = 1; }";
        await _registry.RegisterAsync("s", User, "PROTOBUF", ("n.proto", "n.proto", 1));
        (await _registry.CodeAsync(
            "POST", "/subjects/s/versions", RegistryClient.Body(User, "PROTOBUF", ("n.proto", "n.proto", 2))))
                .ShouldBe(409);
    }

    static string Schema(string body, string syntax = "proto3") => $"syntax = \"{syntax}\"; message M {{ {body} }}";

    async Task<bool> IsCompatibleAsync(string level, string body, string syntax = "proto3")
    {
        await _registry.GetAsync("/config/s", "PUT", $"{{\"compatibility\":\"{level}\"}}");
        return (await _registry.GetAsync(
            "/compatibility/subjects/s/versions/latest", "POST", RegistryClient.Body(Schema(body, syntax))))
            .GetProperty("is_compatible").GetBoolean();
    }
}
