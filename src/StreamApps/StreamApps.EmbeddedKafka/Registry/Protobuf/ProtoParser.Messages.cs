using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using FieldType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace StreamApps.EmbeddedKafka.Registry.Protobuf;

/// <summary>Messages, their fields, and extensions.</summary>
internal sealed partial class ProtoParser
{
    const int MaxFieldNumber = (1 << 29) - 1;

    DescriptorProto ReadMessage(int depth)
    {
        var message = new DescriptorProto { Name = _cursor.Name() };
        ReadBody(message, depth);
        return message;
    }

    void ReadBody(DescriptorProto message, int depth)
    {
        if (depth > MaxDepth)
            throw _cursor.Error($"messages nested deeper than {MaxDepth}");
        _cursor.Expect("{");
        var optionals = new List<FieldDescriptorProto>();
        while (!_cursor.TryTake("}"))
            ReadMember(message, optionals, depth);
        // An optional field of version 3 is alone in a oneof that nobody wrote; these come behind the real ones.
        foreach (var field in optionals)
        {
            field.OneofIndex = message.OneofDecl.Count;
            message.OneofDecl.Add(new OneofDescriptorProto { Name = "_" + field.Name });
        }
    }

    void ReadMember(DescriptorProto message, List<FieldDescriptorProto> optionals, int depth)
    {
        if (_cursor.TryTake(";"))
            return;
        // A word that begins a declaration may also be a field's type; what follows the name tells.
        var declares = _cursor.Peek(2) is "{" && _cursor.Peek(1) != ".";
        switch (_cursor.Peek())
        {
            case "message" when declares:
                _cursor.Next();
                message.NestedType.Add(ReadMessage(depth + 1));
                break;
            case "enum" when declares:
                _cursor.Next();
                message.EnumType.Add(ReadEnum());
                break;
            case "oneof" when declares:
                _cursor.Next();
                ReadOneof(message, depth);
                break;
            case "extend":
                _cursor.Next();
                ReadExtend(message.Extension, message.NestedType, depth);
                break;
            case "option" or "reserved" or "extensions" when _cursor.Peek(2) != "=" || _cursor.Peek() == "option":
                SkipStatement();
                break;
            case "map" when _cursor.Peek(1) == "<":
                ReadMap(message);
                break;
            default:
                ReadField(message, optionals, depth);
                break;
        }
    }

    void ReadField(DescriptorProto message, List<FieldDescriptorProto> optionals, int depth)
    {
        var field = new FieldDescriptorProto { Label = Label.Optional };
        var isLabelled = _cursor.Peek(1) != "=" && _cursor.Peek() is "optional" or "required" or "repeated";
        if (isLabelled)
        {
            var label = _cursor.Next();
            field.Label =
                label switch { "repeated" => Label.Repeated, "required" => Label.Required, _ => Label.Optional };
            if (label == "required" && IsProto3)
                throw _cursor.Error("required fields need syntax \"proto2\"");
            if (label == "optional" && IsProto3)
            {
                field.Proto3Optional = true;
                optionals.Add(field);
            }
        }
        else if (!IsProto3)
        {
            throw _cursor.Error($"a field of syntax \"proto2\" needs a label before '{_cursor.Peek()}'");
        }
        ReadTypeAndRest(field, message.NestedType, depth);
        message.Field.Add(field);
    }

    void ReadTypeAndRest(FieldDescriptorProto field, RepeatedField<DescriptorProto> groups, int depth)
    {
        if (_cursor.Peek() == "group" && !IsProto3 && _cursor.Peek(2) == "=")
        {
            _cursor.Next();
            var group = new DescriptorProto { Name = _cursor.Name() };
            field.Name = group.Name.ToLowerInvariant();
            field.Type = FieldType.Group;
            field.TypeName = group.Name;
            ReadNumber(field);
            ReadBody(group, depth + 1);
            groups.Add(group);
            return;
        }
        ReadType(field);
        field.Name = _cursor.Name();
        ReadNumber(field);
        ReadFieldOptions(field);
        _cursor.Expect(";");
    }

    void ReadType(FieldDescriptorProto field)
    {
        var name = _cursor.QualifiedName();
        if (ProtoScalars.Find(name) is { } scalar)
        {
            field.Type = scalar;
            return;
        }
        // Whether the name is a message's or an enum's shows when the file is linked.
        field.Type = FieldType.Message;
        field.TypeName = name;
    }

    void ReadNumber(FieldDescriptorProto field)
    {
        _cursor.Expect("=");
        field.Number = _cursor.Integer();
        if (field.Number is <= 0 or > MaxFieldNumber or (>= 19_000 and <= 19_999))
            throw _cursor.Error($"field {field.Name} has number {field.Number}, which is not allowed");
    }

    void ReadFieldOptions(FieldDescriptorProto field)
    {
        if (!_cursor.TryTake("["))
            return;
        do
        {
            if (_cursor.Peek() == "packed" && _cursor.Peek(1) == "=")
                field.Options = new FieldOptions { Packed = _cursor.Peek(2) == "true" };
            _cursor.SkipTo(",", "]");
        }
        while (_cursor.TryTake(","));
        _cursor.Expect("]");
    }

    void ReadOneof(DescriptorProto message, int depth)
    {
        var index = message.OneofDecl.Count;
        message.OneofDecl.Add(new OneofDescriptorProto { Name = _cursor.Name() });
        _cursor.Expect("{");
        while (!_cursor.TryTake("}"))
        {
            if (_cursor.TryTake(";"))
                continue;
            if (_cursor.Peek() == "option" && _cursor.Peek(2) != "=")
            {
                SkipStatement();
                continue;
            }
            if (_cursor.Peek() == "option" && _cursor.Peek(1) == "(")
            {
                SkipStatement();
                continue;
            }
            var field = new FieldDescriptorProto { Label = Label.Optional, OneofIndex = index };
            ReadTypeAndRest(field, message.NestedType, depth);
            message.Field.Add(field);
        }
    }

    /// <summary>A map is a repeated message of key and value.</summary>
    void ReadMap(DescriptorProto message)
    {
        _cursor.Expect("map");
        _cursor.Expect("<");
        var key = new FieldDescriptorProto { Name = "key", Number = 1, Label = Label.Optional };
        ReadType(key);
        if (key.Type is FieldType.Message or FieldType.Double or FieldType.Float or FieldType.Bytes)
            throw _cursor.Error("a map's key must be a whole number, a bool or a string");
        _cursor.Expect(",");
        var value = new FieldDescriptorProto { Name = "value", Number = 2, Label = Label.Optional };
        ReadType(value);
        _cursor.Expect(">");
        var field =
            new FieldDescriptorProto { Name = _cursor.Name(), Label = Label.Repeated, Type = FieldType.Message };
        field.TypeName = EntryName(field.Name);
        ReadNumber(field);
        SkipOptions();
        _cursor.Expect(";");
        message.Field.Add(field);
        message.NestedType.Add(new DescriptorProto
        {
            Name = field.TypeName,
            Field = { key, value },
            Options = new MessageOptions { MapEntry = true },
        });
    }

    static string EntryName(string field)
    {
        var words = field.Split('_', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..])) + "Entry";
    }

    void ReadExtend(RepeatedField<FieldDescriptorProto> extensions, RepeatedField<DescriptorProto> groups, int depth)
    {
        var extendee = _cursor.QualifiedName();
        _cursor.Expect("{");
        while (!_cursor.TryTake("}"))
        {
            if (_cursor.TryTake(";"))
                continue;
            var field = new FieldDescriptorProto { Label = Label.Optional, Extendee = extendee };
            if (_cursor.Peek() is "optional" or "required" or "repeated")
                field.Label = _cursor.Next() == "repeated" ? Label.Repeated : Label.Optional;
            ReadTypeAndRest(field, groups, depth);
            extensions.Add(field);
        }
    }
}
