using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace StreamApps.EmbeddedKafka.Registry.Protobuf;

/// <summary>Builds a file with all that it imports, and with it checks names, numbers and types.</summary>
internal static class ProtoLinker
{
    static readonly FileDescriptor[] s_wellKnown =
    [
        AnyReflection.Descriptor,
        ApiReflection.Descriptor,
        DurationReflection.Descriptor,
        EmptyReflection.Descriptor,
        FieldMaskReflection.Descriptor,
        SourceContextReflection.Descriptor,
        StructReflection.Descriptor,
        TimestampReflection.Descriptor,
        TypeReflection.Descriptor,
        WrappersReflection.Descriptor,
        DescriptorReflection.Descriptor,
    ];

    /// <summary>Links a file. The imports come by name; <c>google/protobuf</c> is always there.</summary>
    /// <exception cref="RegistryException">42201: an import is missing, or a name or number is wrong.</exception>
    public static FileDescriptor Link(
        FileDescriptorProto file, IReadOnlyDictionary<string, FileDescriptorProto> imports)
    {
        var ordered = new List<ByteString>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var dependency in file.Dependency)
            Add(dependency, imports, ordered, done);
        var named = file.Clone();
        named.Name = "";
        ordered.Add(named.ToByteString());
        try
        {
            return FileDescriptor.BuildFromByteStrings(ordered)[^1];
        }
        catch (Exception error) when (error is DescriptorValidationException or ArgumentException
            or InvalidProtocolBufferException or InvalidOperationException or KeyNotFoundException)
        {
            throw RegistryException.InvalidSchema(error.Message);
        }
    }

    /// <summary>A linked file as its compiler would write it: every type by its full name, enums as enums.</summary>
    public static FileDescriptorProto Resolved(FileDescriptor file)
    {
        var proto = file.ToProto();
        for (var i = 0; i < proto.MessageType.Count; i++)
            Resolve(proto.MessageType[i], file.MessageTypes[i]);
        return proto;
    }

    static void Resolve(DescriptorProto proto, MessageDescriptor message)
    {
        foreach (var field in proto.Field)
        {
            var linked = message.FindFieldByNumber(field.Number);
            if (linked.FieldType == FieldType.Enum)
                (field.Type, field.TypeName) = (FieldDescriptorProto.Types.Type.Enum, "." + linked.EnumType.FullName);
            else if (linked.FieldType is FieldType.Message or FieldType.Group)
                field.TypeName = "." + linked.MessageType.FullName;
        }
        for (var i = 0; i < proto.NestedType.Count; i++)
            Resolve(proto.NestedType[i], message.NestedTypes[i]);
    }

    static void Add(
        string name,
        IReadOnlyDictionary<string, FileDescriptorProto> imports,
        List<ByteString> ordered,
        HashSet<string> done)
    {
        if (!done.Add(name))
            return;
        if (imports.TryGetValue(name, out var import))
        {
            foreach (var dependency in import.Dependency)
                Add(dependency, imports, ordered, done);
            var named = import.Clone();
            named.Name = name;
            ordered.Add(named.ToByteString());
        }
        else if (Array.Find(s_wellKnown, item => item.Name == name) is { } known)
        {
            foreach (var dependency in known.Dependencies)
                Add(dependency.Name, imports, ordered, done);
            ordered.Add(known.SerializedData);
        }
        else
        {
            throw RegistryException.InvalidSchema($"no reference for the import \"{name}\"");
        }
    }
}
