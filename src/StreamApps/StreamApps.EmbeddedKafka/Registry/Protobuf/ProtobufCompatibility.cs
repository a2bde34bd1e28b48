using System.Globalization;
using Google.Protobuf.Reflection;

namespace StreamApps.EmbeddedKafka.Registry.Protobuf;

/// <summary>
/// Whether data written with one schema can be read with another, by the rules of Protobuf's encoding: numbers tell
/// fields apart, names do not. Added and removed fields and renames are fine; a message that is gone, a field that
/// changed to another encoding, required fields that come or go, and fields that lost or joined a oneof are not.
/// </summary>
/// <remarks>https://protobuf.dev/programming-guides/proto3/#updating</remarks>
internal sealed class ProtobufCompatibility
{
    readonly List<string> _problems = [];
    readonly HashSet<(string, string)> _seen = [];

    /// <summary>
    /// What keeps a reader with the one schema from reading what a writer with the other wrote;
    /// empty when nothing does.
    /// </summary>
    public static IReadOnlyList<string> Problems(FileDescriptor reader, FileDescriptor writer)
    {
        var check = new ProtobufCompatibility();
        check.CompareAll(reader.MessageTypes, writer.MessageTypes, "");
        return check._problems;
    }

    void CompareAll(IList<MessageDescriptor> readers, IList<MessageDescriptor> writers, string path)
    {
        foreach (var writer in writers.Where(message => !IsMapEntry(message)))
        {
            var at = $"{path}/{writer.Name}";
            if (readers.FirstOrDefault(message => message.Name == writer.Name) is { } reader)
                Compare(reader, writer, at);
            else
                Report("MESSAGE_REMOVED", at, "the message is not in the reader's schema");
        }
    }

    void Compare(MessageDescriptor reader, MessageDescriptor writer, string path)
    {
        if (!_seen.Add((reader.FullName, writer.FullName)))
            return;
        foreach (var field in writer.Fields.InFieldNumberOrder())
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{path}/{field.FieldNumber}");
            if (reader.FindFieldByNumber(field.FieldNumber) is { } counterpart)
                CompareField(counterpart, field, at);
            else
                CompareRemoved(field, at);
        }
        foreach (var added in reader.Fields.InFieldNumberOrder()
            .Where(field => field.IsRequired && writer.FindFieldByNumber(field.FieldNumber) is null))
        {
            Report(
                "REQUIRED_FIELD_ADDED",
                $"{path}/{added.FieldNumber}",
                $"the writer does not know the required field {added.Name}");
        }
        CompareOneofs(reader, writer, path);
        CompareAll(reader.NestedTypes, writer.NestedTypes, path);
    }

    void CompareRemoved(FieldDescriptor field, string at)
    {
        if (field.IsRequired)
            Report("REQUIRED_FIELD_REMOVED", at, $"the reader does not know the required field {field.Name}");
        else if (field.RealContainingOneof is not null)
            Report("ONEOF_FIELD_REMOVED", at, $"the reader does not know the field {field.Name} of a oneof");
    }

    void CompareField(FieldDescriptor reader, FieldDescriptor writer, string at)
    {
        var (readerKind, writerKind) = (ProtobufKind.Of(reader), ProtobufKind.Of(writer));
        if (readerKind != writerKind)
        {
            var bothScalar = ProtobufKind.IsScalar(readerKind) && ProtobufKind.IsScalar(writerKind);
            Report(
                bothScalar ? "FIELD_SCALAR_KIND_CHANGED" : "FIELD_KIND_CHANGED", at,
                $"{writer.Name} is {ProtobufKind.NameOf(writer)} for the writer and {ProtobufKind.NameOf(reader)} for "
                + "the reader");
            return;
        }
        if (reader.IsRepeated != writer.IsRepeated && ProtobufKind.IsNumeric(readerKind))
            Report("FIELD_NUMERIC_LABEL_CHANGED", at, $"{writer.Name} is repeated in one schema only");
        if (reader.IsRequired && !writer.IsRequired)
            Report("REQUIRED_FIELD_ADDED", at, $"{reader.Name} is required by the reader only");
        if (readerKind is FieldType.Message or FieldType.Group)
            CompareNamedTypes(reader, writer, at);
    }

    void CompareNamedTypes(FieldDescriptor reader, FieldDescriptor writer, string at)
    {
        if (!IsMapEntry(reader.MessageType) && RelativeName(reader.MessageType) != RelativeName(writer.MessageType))
        {
            Report(
                "FIELD_NAMED_TYPE_CHANGED", at,
                $"{writer.Name} is of {writer.MessageType.FullName} for the writer and "
                + $"of {reader.MessageType.FullName} for the reader");
            return;
        }
        Compare(reader.MessageType, writer.MessageType, at);
    }

    /// <summary>Fields that lived side by side cannot share a oneof: the reader would keep the last one only.</summary>
    void CompareOneofs(MessageDescriptor reader, MessageDescriptor writer, string path)
    {
        foreach (var oneof in reader.Oneofs.Where(oneof => !oneof.IsSynthetic))
        {
            var moved = oneof.Fields.Select(field => writer.FindFieldByNumber(field.FieldNumber))
                .Where(field => field is not null && field.RealContainingOneof is null).ToList();
            var exists = oneof.Fields.Any(
                field => writer.FindFieldByNumber(field.FieldNumber)?.RealContainingOneof is not null);
            if (moved.Count > 1)
                Report(
                    "MULTIPLE_FIELDS_MOVED_TO_ONEOF",
                    $"{path}/{oneof.Name}",
                    "several fields share a oneof for the reader only");
            else if (moved.Count == 1 && exists)
                Report(
                    "FIELD_MOVED_TO_EXISTING_ONEOF",
                    $"{path}/{oneof.Name}",
                    $"{moved[0]!.Name} is in the oneof for the reader only");
        }
    }

    static bool IsMapEntry(MessageDescriptor message) => message.GetOptions()?.MapEntry == true;

    static string RelativeName(MessageDescriptor message) => message.File.Package.Length == 0
        ? message.FullName
        : message.FullName[(message.File.Package.Length + 1)..];

    void Report(string kind, string path, string what) => _problems.Add($"{kind} at #{path}: {what}");
}
