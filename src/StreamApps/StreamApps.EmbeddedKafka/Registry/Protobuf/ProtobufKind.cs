using Google.Protobuf.Reflection;

namespace StreamApps.EmbeddedKafka.Registry.Protobuf;

/// <summary>
/// Types that one encoding holds: a reader with one of them can read what a writer with another wrote.
/// </summary>
internal static class ProtobufKind
{
    /// <summary>The first type of each such family stands for it.</summary>
    public static FieldType Of(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.UInt32 or FieldType.Int64 or FieldType.UInt64 or FieldType.Bool or FieldType.Enum => FieldType.Int32,
        FieldType.SInt64 => FieldType.SInt32,
        FieldType.Bytes => FieldType.String,
        FieldType.SFixed32 => FieldType.Fixed32,
        FieldType.SFixed64 => FieldType.Fixed64,
        var type => type,
    };

    public static bool IsScalar(FieldType kind) => kind is not (FieldType.Message or FieldType.Group);

    public static bool IsNumeric(FieldType kind) => IsScalar(kind) && kind != FieldType.String;

    public static string NameOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message or FieldType.Group => field.MessageType.FullName,
        FieldType.Enum => field.EnumType.FullName,
        var type => type.ToString().ToLowerInvariant(),
    };
}
