using Backorders.TestSupport;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using StreamApps.EmbeddedKafka.Registry.Protobuf;

namespace StreamApps.EmbeddedKafka.Registry.Tests;

/// <summary>
/// The parser against protoc: the descriptors of the repository's own contracts must come out the same.
/// </summary>
public sealed class ProtoParserTests
{
    static readonly FileDescriptor[] s_compiled = [.. typeof(Backorders.Contracts.BackordersTopics).Assembly.GetTypes()
        .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
        .Select(type => type.GetProperty("Descriptor")?.GetValue(null)).OfType<FileDescriptor>()];

    public static TheoryData<string> Files => [.. s_compiled.Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Parse_OwnContract_IsWhatProtocMakesOfIt(string name)
    {
        var texts = s_compiled.ToDictionary(
            file => file.Name,
            file => SchemaIdentity.Parse(File.ReadAllText(Path.Combine(Workspace.Root, "proto", file.Name))),
            StringComparer.Ordinal);
        var linked = ProtoLinker.Resolved(ProtoLinker.Link(texts[name], texts));
        Plain(linked).ShouldBe(Plain(s_compiled.Single(file => file.Name == name).ToProto()));
    }

    /// <summary>Serializers that send a descriptor instead of text get the same schema back as text.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Print_CompiledContract_ParsesToTheSameAgain(string name)
    {
        var compiled = s_compiled.Single(file => file.Name == name).ToProto();
        var imports = s_compiled.ToDictionary(file => file.Name, file => file.ToProto(), StringComparer.Ordinal);
        var definition = SchemaIdentity.Define(SchemaType.Protobuf, compiled.ToByteString().ToBase64(), []);
        Plain(ProtoLinker.Resolved(ProtoLinker.Link(SchemaIdentity.Parse(definition.Text), imports)))
            .ShouldBe(Plain(compiled));
    }

    [Theory]
    [InlineData("message M {", "line 1")]
    [InlineData("syntax = \"proto3\";\nmessage M { int32 = 1; }", "line 2")]
    [InlineData("syntax = \"proto9\";", "proto9")]
    [InlineData("edition = \"2023\";", "editions")]
    [InlineData("syntax = \"proto3\"; message M { int32 a = 0; }", "number 0")]
    [InlineData("syntax = \"proto3\"; message M { int32 a = 19500; }", "19500")]
    [InlineData("syntax = \"proto3\"; message M { required int32 a = 1; }", "required")]
    [InlineData("message M { int32 a = 1; }", "label")]
    [InlineData("syntax = \"proto3\"; enum E { A = 1; }", "must be 0")]
    [InlineData("syntax = \"proto3\"; message M { map<float, int32> a = 1; }", "key")]
    [InlineData("\"", "without an end")]
    [InlineData("/* ", "without an end")]
    [InlineData("\u0001", "unexpected")]
    public void Parse_NoProtobuf_SaysWhere(string text, string expected) =>
        Should.Throw<RegistryException>(() => SchemaIdentity.Parse(text)).Message.ShouldContain(expected);

    /// <summary>A schema of brackets must not end the broker by its stack.</summary>
    [Fact]
    public void Parse_DeepNesting_IsRefused() => Should.Throw<RegistryException>(
        () => SchemaIdentity.Parse(string.Concat(Enumerable.Repeat("message M {", 100_000)))).Message.ShouldContain(
            "deeper");

    /// <summary>Random mutilations: a refusal or a schema, never another exception.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Define_MutilatedContract_IsRefusedOrRead(int seed)
    {
        var random = new Random(seed);
        var text = File.ReadAllText(Path.Combine(Workspace.Root, "proto", s_compiled[0].Name));
        for (var i = 0; i < 2000; i++)
        {
            var chars = text.ToCharArray();
            for (var flips = random.Next(1, 8); flips > 0; flips--)
                chars[random.Next(chars.Length)] = "{}[]()<>=;,.\"'/*019aZ_ \n"[random.Next(24)];
            var mutilated = new string(chars)[..random.Next(chars.Length)];
            try
            {
                var definition = SchemaIdentity.Define(SchemaType.Protobuf, mutilated, []);
                ProtoLinker.Link(
                    SchemaIdentity.Parse(definition.Text),
                    new Dictionary<string, FileDescriptorProto>(StringComparer.Ordinal));
            }
            catch (RegistryException)
            {
                // What most of these deserve.
            }
            catch (Exception error)
            {
                Assert.Fail($"seed {seed}, round {i}: {error}\n{mutilated}");
            }
        }
    }

    /// <summary>Without what does not change the encoding: options, JSON names, reserved words, services.</summary>
    static string Plain(FileDescriptorProto file)
    {
        var plain = file.Clone();
        plain.Name = "";
        plain.Options = null;
        plain.Service.Clear();
        foreach (var message in plain.MessageType)
            Strip(message);
        return plain.ToString();
    }

    static void Strip(DescriptorProto message)
    {
        message.ReservedRange.Clear();
        message.ReservedName.Clear();
        foreach (var field in message.Field)
            field.JsonName = "";
        foreach (var nested in message.NestedType)
            Strip(nested);
    }
}
