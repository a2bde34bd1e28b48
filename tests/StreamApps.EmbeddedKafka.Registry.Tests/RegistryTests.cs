using System.Net;

namespace StreamApps.EmbeddedKafka.Registry.Tests;

/// <summary>
/// The registry as its clients see it: serializers find, register and read schemas, and people manage them.
/// </summary>
public sealed class RegistryTests : IAsyncLifetime
{
    const string Order = "syntax = \"proto3\"; message Order { string id = 1; }";
    const string OrderWithNote = "syntax = \"proto3\"; message Order { string id = 1; string note = 2; }";
    const string OrderOfNumber = "syntax = \"proto3\"; message Order { int32 id = 1; }";

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

    /// <summary>Without one id for one schema, each restart of a producer would add a version.</summary>
    [Fact]
    public async Task Register_SameSchemaAgain_GivesTheSameIdWhateverItsLayout()
    {
        var id = await _registry.RegisterAsync("orders-value", Order);
        (await _registry.RegisterAsync("orders-value", Order)).ShouldBe(id);
        (await _registry.RegisterAsync("orders-value", Order.Replace("{", "{ // who\n  ", StringComparison.Ordinal)))
            .ShouldBe(id);
        (await _registry.RegisterAsync("other-value", Order)).ShouldBe(id);
        (await Numbers("/subjects/orders-value/versions")).ShouldBe([1]);
        (await Texts("/subjects")).ShouldBe(["orders-value", "other-value"]);
        var versions = await _registry.GetAsync($"/schemas/ids/{id}/versions");
        versions.GetArrayLength().ShouldBe(2);
    }

    /// <summary>A reader knows nothing but the id in front of a record.</summary>
    [Fact]
    public async Task Get_ByIdAndByVersion_GivesTextAndType()
    {
        var id = await _registry.RegisterAsync("orders-value", Order);
        var second = await _registry.RegisterAsync("orders-value", OrderWithNote);
        second.ShouldBeGreaterThan(id);
        var byId = await _registry.GetAsync($"/schemas/ids/{id}");
        byId.GetProperty("schema").GetString().ShouldBe(Order);
        byId.GetProperty("schemaType").GetString().ShouldBe("PROTOBUF");
        (await _registry.AskAsync("GET", $"/schemas/ids/{id}/schema")).Body.ShouldBe(Order);
        var latest = await _registry.GetAsync("/subjects/orders-value/versions/latest");
        latest.GetProperty("version").GetInt32().ShouldBe(2);
        latest.GetProperty("id").GetInt32().ShouldBe(second);
        (await _registry.GetAsync("/subjects/orders-value", "POST", RegistryClient.Body(Order)))
            .GetProperty("version")
            .GetInt32()
            .ShouldBe(1);
        (await Texts("/schemas/types")).ShouldBe(["AVRO", "JSON", "PROTOBUF"]);
    }

    [Theory]
    [InlineData("GET", "/subjects/none/versions", null, 40401)]
    [InlineData("GET", "/subjects/none/versions/1", null, 40401)]
    [InlineData("GET", "/subjects/known/versions/9", null, 40402)]
    [InlineData("GET", "/subjects/known/versions/0", null, 42202)]
    [InlineData("GET", "/subjects/known/versions/x", null, 42202)]
    [InlineData("GET", "/schemas/ids/4711", null, 40403)]
    [InlineData("POST", "/subjects/known", OrderWithNote, 40403)]
    [InlineData("POST", "/subjects/none", Order, 40401)]
    [InlineData("POST", "/subjects/known/versions", OrderOfNumber, 409)]
    [InlineData("POST", "/subjects/known/versions", "message {", 42201)]
    [InlineData("POST", "/subjects/known/versions", "", 42201)]
    [InlineData(
        "POST", "/subjects/known/versions", "syntax = \"proto3\"; import \"missing.proto\"; message M {}", 42201)]
    [InlineData("POST", "/subjects/known/versions", "syntax = \"proto3\"; message M { Missing m = 1; }", 42201)]
    [InlineData(
        "POST", "/subjects/known/versions", "syntax = \"proto3\"; message M { int32 a = 1; int32 b = 1; }", 42201)]
    [InlineData("DELETE", "/subjects/none", null, 40401)]
    [InlineData("DELETE", "/subjects/known?permanent=true", null, 40405)]
    [InlineData("DELETE", "/subjects/known/versions/1?permanent=true", null, 40407)]
    [InlineData("GET", "/config/known", null, 40408)]
    [InlineData("GET", "/mode/known", null, 40409)]
    [InlineData("GET", "/associations/resources/-/orders", null, 404)]
    [InlineData("GET", "/no/such/path", null, 404)]
    [InlineData("PATCH", "/config", null, 405)]
    public async Task Ask_WhatCannotBe_IsRefusedWithTheRegistrysCode(
        string method, string path, string? schema, int code)
    {
        await _registry.RegisterAsync("known", Order);
        (await _registry.CodeAsync(method, path, schema is null ? null : RegistryClient.Body(schema))).ShouldBe(code);
    }

    [Theory]
    [InlineData("/config", "{\"compatibility\":\"SIDEWAYS\"}", 42203)]
    [InlineData("/mode", "{\"mode\":\"NEVER\"}", 42204)]
    [InlineData("/config", "nonsense", 42201)]
    public async Task Put_WrongSetting_IsRefused(string path, string body, int code) =>
        (await _registry.CodeAsync("PUT", path, body)).ShouldBe(code);

    /// <summary>Serializers escape a subject; one with a slash must not become two parts of a path.</summary>
    [Fact]
    public async Task Register_SubjectWithSlashAndSpace_IsOneSubject()
    {
        const string Name = "google/type/a b.proto";
        await _registry.RegisterAsync(Name, Order);
        (await Texts("/subjects")).ShouldBe([Name]);
        (await Numbers($"/subjects/{Uri.EscapeDataString(Name)}/versions")).ShouldBe([1]);
    }

    [Fact]
    public async Task Delete_SoftThenPermanent_HidesThenForgets()
    {
        var id = await _registry.RegisterAsync("s", Order);
        await _registry.RegisterAsync("s", OrderWithNote);
        (await _registry.GetAsync("/subjects/s/versions/1", "DELETE")).GetInt32().ShouldBe(1);
        (await _registry.CodeAsync("DELETE", "/subjects/s/versions/1")).ShouldBe(40406);
        (await Numbers("/subjects/s/versions")).ShouldBe([2]);
        (await Numbers("/subjects/s/versions?deleted=true")).ShouldBe([1, 2]);
        // Records that were written with it are still readable.
        (await _registry.GetAsync($"/schemas/ids/{id}")).GetProperty("schema").GetString().ShouldBe(Order);
        (await _registry.GetAsync("/subjects/s", "DELETE")).EnumerateArray().Select(item => item.GetInt32())
            .ShouldBe([2]);
        (await _registry.CodeAsync("DELETE", "/subjects/s")).ShouldBe(40404);
        (await Texts("/subjects")).ShouldBeEmpty();
        (await _registry.GetAsync("/subjects/s?permanent=true", "DELETE")).GetArrayLength().ShouldBe(2);
        (await _registry.CodeAsync("GET", $"/schemas/ids/{id}")).ShouldBe(40403);
        (await _registry.RegisterAsync("s", OrderOfNumber)).ShouldBe(3, "an id is never given to another schema");
    }

    [Fact]
    public async Task References_ImportedSchema_IsLinkedAndKeptFromDeletion()
    {
        const string Money = "syntax = \"proto3\"; package shop; message Money { int64 cents = 1; }";
        const string Sale =
            "syntax = \"proto3\"; package shop; import \"money.proto\"; import \"google/protobuf/timestamp.proto\"; "
            + "message Sale { Money price = 1; google.protobuf.Timestamp at = 2; }";
        await _registry.RegisterAsync("money.proto", Money);
        var id = await _registry.RegisterAsync("sales-value", Sale, "PROTOBUF", ("money.proto", "money.proto", 1));
        (await _registry.GetAsync($"/schemas/ids/{id}")).GetProperty("references")[0].GetProperty("subject").GetString()
            .ShouldBe("money.proto");
        (await Numbers("/subjects/money.proto/versions/1/referencedby")).ShouldBe([id]);
        (await _registry.CodeAsync("DELETE", "/subjects/money.proto")).ShouldBe(42206);
        (await _registry.CodeAsync("DELETE", "/subjects/money.proto/versions/1")).ShouldBe(42206);
    }

    [Fact]
    public async Task Config_OfSubjectAndOfAll_IsUsedInThatOrder()
    {
        await _registry.RegisterAsync("s", Order);
        (await _registry.GetAsync("/config")).GetProperty("compatibilityLevel").GetString().ShouldBe("BACKWARD");
        await _registry.GetAsync("/config", "PUT", "{\"compatibility\":\"NONE\"}");
        await _registry.GetAsync("/config/s", "PUT", "{\"compatibility\":\"FULL\"}");
        (await _registry.CodeAsync("POST", "/subjects/s/versions", RegistryClient.Body(OrderOfNumber))).ShouldBe(409);
        await _registry.GetAsync("/config/s", "DELETE");
        await _registry.RegisterAsync("s", OrderOfNumber);
    }

    [Fact]
    public async Task Mode_ReadOnlyAndImport_GuardWrites()
    {
        await _registry.GetAsync("/mode/s", "PUT", "{\"mode\":\"READONLY\"}");
        (await _registry.CodeAsync("POST", "/subjects/s/versions", RegistryClient.Body(Order))).ShouldBe(42205);
        await _registry.GetAsync("/mode/s", "PUT", "{\"mode\":\"IMPORT\"}");
        var body = RegistryClient.Body(Order)
            .Replace("{\"schemaType\"", "{\"id\":100,\"version\":7,\"schemaType\"", StringComparison.Ordinal);
        (await _registry.GetAsync("/subjects/s/versions", "POST", body)).GetProperty("id").GetInt32().ShouldBe(100);
        (await Numbers("/subjects/s/versions")).ShouldBe([7]);
        (await _registry.RegisterAsync("t", OrderWithNote)).ShouldBe(101);
    }

    /// <summary>
    /// Avro and JSON are kept for those who use them, but not compared: saying yes blindly would break readers.
    /// </summary>
    [Theory]
    [InlineData("AVRO", "{\"type\":\"string\"}", "{\"type\":\"int\"}")]
    [InlineData("JSON", "{\"type\":\"object\"}", "{\"type\":\"array\"}")]
    public async Task Register_AvroAndJson_NeedNoneForASecondVersion(string type, string first, string second)
    {
        var id = await _registry.RegisterAsync("s", first, type);
        (await _registry.GetAsync($"/schemas/ids/{id}")).GetProperty("schema").GetString().ShouldBe(first);
        (await _registry.RegisterAsync("s", first.Replace(":", " : ", StringComparison.Ordinal), type)).ShouldBe(id);
        var (status, message) = await _registry.AskAsync(
            "POST", "/subjects/s/versions", RegistryClient.Body(second, type));
        status.ShouldBe(HttpStatusCode.Conflict);
        message.ShouldContain("NONE");
        await _registry.GetAsync("/config/s", "PUT", "{\"compatibility\":\"NONE\"}");
        (await _registry.RegisterAsync("s", second, type)).ShouldBeGreaterThan(id);
        (await _registry.CodeAsync("POST", "/subjects/s/versions", RegistryClient.Body("{", type))).ShouldBe(42201);
    }

    [Fact]
    public async Task Compatibility_Check_SaysWhyAndRegistersNothing()
    {
        await _registry.RegisterAsync("s", Order);
        var good = await _registry.GetAsync(
            "/compatibility/subjects/s/versions/latest", "POST", RegistryClient.Body(OrderWithNote));
        good.GetProperty("is_compatible").GetBoolean().ShouldBeTrue();
        var bad = await _registry.GetAsync(
            "/compatibility/subjects/s/versions?verbose=true", "POST", RegistryClient.Body(OrderOfNumber));
        bad.GetProperty("is_compatible").GetBoolean().ShouldBeFalse();
        bad.GetProperty("messages")[0].GetString()!.ShouldContain("FIELD_SCALAR_KIND_CHANGED");
        (await Numbers("/subjects/s/versions")).ShouldBe([1]);
    }

    [Fact]
    public async Task Ask_HugeBody_IsRefusedAndTheRegistryGoesOn()
    {
        (await _registry.AskAsync("POST", "/subjects/s/versions", new string('x', 5 * 1024 * 1024))).Status
            .ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        await _registry.RegisterAsync("s", Order);
    }

    async Task<IEnumerable<int>> Numbers(string path) =>
        (await _registry.GetAsync(path)).EnumerateArray().Select(item => item.GetInt32());

    async Task<IEnumerable<string>> Texts(string path) =>
        (await _registry.GetAsync(path)).EnumerateArray().Select(item => item.GetString()!);
}
