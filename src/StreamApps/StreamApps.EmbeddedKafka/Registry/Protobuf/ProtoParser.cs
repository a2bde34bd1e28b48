using Google.Protobuf.Reflection;

namespace StreamApps.EmbeddedKafka.Registry.Protobuf;

/// <summary>
/// Reads the text of a Protobuf file (language version 2 or 3) into a descriptor. Names stay as written, for the
/// linker to resolve. Options count only where they change the encoding: <c>packed</c>.
/// </summary>
/// <remarks>https://protobuf.dev/reference/protobuf/proto3-spec/ and proto2-spec</remarks>
internal sealed partial class ProtoParser
{
    /// <summary>Bounds the stack, whatever a client sends.</summary>
    const int MaxDepth = 64;

    readonly ProtoCursor _cursor;
    readonly FileDescriptorProto _file = new();

    ProtoParser(string text) => _cursor = new ProtoCursor(ProtoTokenizer.Split(text));

    bool IsProto3 => _file.Syntax == "proto3";

    /// <exception cref="ProtoSyntaxException">The text is no Protobuf file; the message names the line.</exception>
    public static FileDescriptorProto Parse(string text)
    {
        var parser = new ProtoParser(text);
        parser.ReadFile();
        return parser._file;
    }

    void ReadFile()
    {
        ReadSyntax();
        while (!_cursor.AtEnd)
        {
            if (_cursor.TryTake(";"))
                continue;
            var word = _cursor.Name();
            switch (word)
            {
                case "import": ReadImport(); break;
                case "package": ReadPackage(); break;
                case "option": SkipStatement(); break;
                case "message": _file.MessageType.Add(ReadMessage(depth: 0)); break;
                case "enum": _file.EnumType.Add(ReadEnum()); break;
                case "extend": ReadExtend(_file.Extension, _file.MessageType, depth: 0); break;
                case "service": ReadService(); break;
                default: throw _cursor.Error($"unexpected '{word}'");
            }
        }
    }

    void ReadSyntax()
    {
        if (_cursor.Peek() == "edition")
            throw _cursor.Error("editions are not supported: use syntax \"proto2\" or \"proto3\"");
        if (!_cursor.TryTake("syntax"))
            return;
        _cursor.Expect("=");
        var syntax = _cursor.String();
        if (syntax is not ("proto2" or "proto3"))
            throw _cursor.Error($"unknown syntax '{syntax}'");
        _cursor.Expect(";");
        if (syntax == "proto3")
            _file.Syntax = syntax;
    }

    void ReadImport()
    {
        var isPublic = _cursor.TryTake("public");
        if (!isPublic)
            _cursor.TryTake("weak");
        if (isPublic)
            _file.PublicDependency.Add(_file.Dependency.Count);
        var name = _cursor.String();
        if (_file.Dependency.Contains(name))
            throw _cursor.Error($"'{name}' is imported twice");
        _file.Dependency.Add(name);
        _cursor.Expect(";");
    }

    void ReadPackage()
    {
        if (_file.HasPackage)
            throw _cursor.Error("a second package");
        _file.Package = _cursor.QualifiedName();
        _cursor.Expect(";");
    }

    EnumDescriptorProto ReadEnum()
    {
        var result = new EnumDescriptorProto { Name = _cursor.Name() };
        _cursor.Expect("{");
        while (!_cursor.TryTake("}"))
        {
            if (_cursor.TryTake(";"))
                continue;
            if (_cursor.Peek() is "option" && _cursor.Peek(1) != "=")
            {
                SkipStatement();
                continue;
            }
            if (_cursor.Peek() == "reserved" && _cursor.Peek(1) != "=")
            {
                SkipStatement();
                continue;
            }
            var value = new EnumValueDescriptorProto { Name = _cursor.Name() };
            _cursor.Expect("=");
            value.Number = _cursor.Integer();
            SkipOptions();
            _cursor.Expect(";");
            result.Value.Add(value);
        }
        if (result.Value.Count == 0)
            throw _cursor.Error($"enum {result.Name} has no value");
        if (IsProto3 && result.Value[0].Number != 0)
            throw _cursor.Error($"the first value of enum {result.Name} must be 0");
        return result;
    }

    void ReadService()
    {
        _cursor.Name();
        _cursor.Expect("{");
        _cursor.SkipTo("}");
        _cursor.Expect("}");
    }

    /// <summary>Passes over the rest of a statement, up to its semicolon.</summary>
    void SkipStatement()
    {
        _cursor.SkipTo(";");
        _cursor.Expect(";");
    }

    void SkipOptions()
    {
        if (!_cursor.TryTake("["))
            return;
        _cursor.SkipTo("]");
        _cursor.Expect("]");
    }
}
