using System.Collections.Frozen;
using FieldType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace StreamApps.EmbeddedKafka.Registry.Protobuf;

/// <summary>The names of Protobuf's scalar types.</summary>
internal static class ProtoScalars
{
    static readonly FrozenDictionary<string, FieldType> s_byName = new Dictionary<string, FieldType>(
        StringComparer.Ordinal)
    {
        ["double"] = FieldType.Double,
        ["float"] = FieldType.Float,
        ["int64"] = FieldType.Int64,
        ["uint64"] = FieldType.Uint64,
        ["int32"] = FieldType.Int32,
        ["fixed64"] = FieldType.Fixed64,
        ["fixed32"] = FieldType.Fixed32,
        ["bool"] = FieldType.Bool,
        ["string"] = FieldType.String,
        ["bytes"] = FieldType.Bytes,
        ["uint32"] = FieldType.Uint32,
        ["sfixed32"] = FieldType.Sfixed32,
        ["sfixed64"] = FieldType.Sfixed64,
        ["sint32"] = FieldType.Sint32,
        ["sint64"] = FieldType.Sint64,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    static readonly FrozenDictionary<FieldType, string> s_names =
        s_byName.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    public static FieldType? Find(string name) => s_byName.TryGetValue(name, out var type) ? type : null;

    public static string? NameOf(FieldType type) => s_names.GetValueOrDefault(type);
}
