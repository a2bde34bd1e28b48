using System.Globalization;

namespace StreamApps.EmbeddedKafka.Registry.Protobuf;

/// <summary>A text that is no Protobuf file.</summary>
internal sealed class ProtoSyntaxException(int line, string problem)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"line {line}: {problem}"));
