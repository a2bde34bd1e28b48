using Backorders.Contracts;
using StreamApps.SchemaRegistry;

namespace StreamApps.EmbeddedKafka.Registry.Tests;

/// <summary>The library's own client against the registry: what a worker with a registry does at its start.</summary>
public sealed class RegistrySchemaIdsTests : IAsyncLifetime
{
    EmbeddedBroker _broker = null!;
    SchemaRegistryClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _broker = await EmbeddedBroker.StartAsync(new() { RegistryPort = 0 }, TestContext.Current.CancellationToken);
        _client = new SchemaRegistryClient(new Uri(_broker.RegistryUrl!));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task Register_ContractWithImports_GivesIdsThatSerdesUse()
    {
        var file = AtpSnapshot.Descriptor.File;
        var id = _client.Register("commands-value", file);
        _client.Register("commands-value", file).ShouldBe(id);
        var ids = new RegistrySchemaIds(_client);
        ids.IdOf("commands-value").ShouldBe(id);
        var serde = new ProtobufSerde<AtpSnapshot>("commands", ids);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        serde.Serialize(new AtpSnapshot(), buffer);
        buffer.WrittenSpan[..5].ToArray().ShouldBe([0, 0, 0, 0, (byte)id]);
        using var registry = new RegistryClient(_broker.RegistryUrl!);
        var stored = await registry.GetAsync($"/schemas/ids/{id}");
        stored.GetProperty("references").GetArrayLength()
            .ShouldBe(file.Dependencies.Count(item => !item.Name.StartsWith("google/", StringComparison.Ordinal)));
        stored.GetProperty("schema").GetString()!.ShouldContain("message AtpSnapshot");
        var serialized = await registry.GetAsync($"/schemas/ids/{id}?format=serialized");
        Google.Protobuf.Reflection.FileDescriptorProto.Parser.ParseFrom(
            Convert.FromBase64String(serialized.GetProperty("schema").GetString()!))
            .MessageType.Select(message => message.Name).ShouldBe(file.MessageTypes.Select(message => message.Name));
    }

    [Fact]
    public void IdOf_UnknownSubject_NamesIt() =>
        Should.Throw<KeyNotFoundException>(
            () => new RegistrySchemaIds(_client).IdOf("nobody-value")).Message.ShouldContain("nobody-value");

    [Fact]
    public void Register_IncompatibleSchema_SaysSoWithTheRegistrysCode()
    {
        _client.Register("s", OrderEvent.Descriptor.File);
        Should.Throw<SchemaRegistryException>(
            () => _client.Register("s", InventoryCommand.Descriptor.File)).Code.ShouldBe(409);
    }

    [Fact]
    public async Task IdOf_RegistryGone_SaysWhichOne()
    {
        await _broker.DisposeAsync();
        var error = Should.Throw<SchemaRegistryException>(() => new RegistrySchemaIds(_client).IdOf("s"));
        error.Message.ShouldContain(_broker.RegistryUrl!);
        error.Code.ShouldBe(0);
    }
}
