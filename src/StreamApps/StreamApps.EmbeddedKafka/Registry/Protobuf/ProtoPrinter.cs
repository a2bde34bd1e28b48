using System.Text;
using Google.Protobuf.Reflection;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;

namespace StreamApps.EmbeddedKafka.Registry.Protobuf;

/// <summary>
/// Writes a file descriptor as the text of a Protobuf file: the declarations that say how data is encoded.
/// </summary>
internal sealed class ProtoPrinter
{
    readonly StringBuilder _text = new();
    readonly FileDescriptorProto _file;
    int _depth;

    ProtoPrinter(FileDescriptorProto file) => _file = file;

    bool IsProto3 => _file.Syntax == "proto3";

    public static string Print(FileDescriptorProto file)
    {
        var printer = new ProtoPrinter(file);
        printer.PrintFile();
        return printer._text.ToString();
    }

    void PrintFile()
    {
        Line($"syntax = \"{(IsProto3 ? "proto3" : "proto2")}\";");
        if (_file.Package.Length > 0)
            Line($"package {_file.Package};");
        for (var i = 0; i < _file.Dependency.Count; i++)
            Line($"import {(_file.PublicDependency.Contains(i) ? "public " : "")}\"{_file.Dependency[i]}\";");
        foreach (var message in _file.MessageType)
            PrintMessage(message);
        foreach (var item in _file.EnumType)
            PrintEnum(item);
        foreach (var extension in _file.Extension)
            PrintExtension(extension);
    }

    void PrintMessage(DescriptorProto message) => Block($"message {message.Name}", () =>
    {
        PrintReserved(message);
        foreach (var field in message.Field.Where(field => !field.HasOneofIndex || field.Proto3Optional))
            Line(FieldText(field, message, withLabel: true));
        for (var i = 0; i < message.OneofDecl.Count; i++)
        {
            var members = message.Field
                .Where(field => field.HasOneofIndex && field.OneofIndex == i && !field.Proto3Optional)
                .ToList();
            if (members.Count > 0)
                Block(
                    $"oneof {message.OneofDecl[i].Name}",
                    () => members.ForEach(field => Line(FieldText(field, message, withLabel: false))));
        }
        foreach (var nested in message.NestedType.Where(nested => nested.Options?.MapEntry != true))
            PrintMessage(nested);
        foreach (var item in message.EnumType)
            PrintEnum(item);
        foreach (var range in message.ExtensionRange)
            Line($"extensions {range.Start} to {range.End - 1};");
        foreach (var extension in message.Extension)
            PrintExtension(extension);
    });

    void PrintReserved(DescriptorProto message)
    {
        foreach (var range in message.ReservedRange)
            Line(range.End == range.Start + 1
                ? $"reserved {range.Start};"
                : $"reserved {range.Start} to {range.End - 1};");
        if (message.ReservedName.Count > 0)
            Line($"reserved {string.Join(", ", message.ReservedName.Select(name => $"\"{name}\""))};");
    }

    void PrintEnum(EnumDescriptorProto item) => Block($"enum {item.Name}", () =>
    {
        if (item.Options?.AllowAlias == true)
            Line("option allow_alias = true;");
        foreach (var value in item.Value)
            Line($"{value.Name} = {value.Number};");
    });

    void PrintExtension(FieldDescriptorProto field) => Block(
        $"extend {field.Extendee}", () => Line(FieldText(field, null, withLabel: true)));

    string FieldText(FieldDescriptorProto field, DescriptorProto? owner, bool withLabel)
    {
        if (MapEntry(field, owner) is { } entry)
            return $"map<{TypeText(entry.Field[0])}, {TypeText(entry.Field[1])}> {field.Name} = {field.Number};";
        var label = field.Label switch
        {
            _ when !withLabel => "",
            Label.Repeated => "repeated ",
            Label.Required => "required ",
            _ when !IsProto3 || field.Proto3Optional => "optional ",
            _ => "",
        };
        var packed = field.Options?.HasPacked == true ? $" [packed = {(field.Options.Packed ? "true" : "false")}]" : "";
        return $"{label}{TypeText(field)} {field.Name} = {field.Number}{packed};";
    }

    static DescriptorProto? MapEntry(FieldDescriptorProto field, DescriptorProto? owner)
    {
        var name = field.TypeName[(field.TypeName.LastIndexOf('.') + 1)..];
        return owner?.NestedType.FirstOrDefault(nested => nested.Options?.MapEntry == true && nested.Name == name);
    }

    static string TypeText(FieldDescriptorProto field) =>
        field.TypeName.Length > 0 ? field.TypeName : ProtoScalars.NameOf(field.Type) ?? "";

    void Block(string head, Action body)
    {
        Line($"{head} {{");
        _depth++;
        body();
        _depth--;
        Line("}");
    }

    void Line(string line) => _text.Append(' ', _depth * 2).Append(line).Append('\n');
}
