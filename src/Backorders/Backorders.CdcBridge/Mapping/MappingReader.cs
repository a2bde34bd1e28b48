using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Backorders.CdcBridge.Mapping;

/// <summary>Reads mapping files.</summary>
static class MappingReader
{
    const int Version = 1;

    /// <summary>Reads a mapping.</summary>
    /// <param name="text">The file's text, in YAML.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="MappingException">It cannot be used; every problem is named.</exception>
    public static BridgeMapping Read(string text, string file)
    {
        var problems = new MappingProblems(file);
        var mapping = Read(text, problems);
        return problems.Any || mapping is null ? throw new MappingException(problems.All) : mapping;
    }

    static BridgeMapping? Read(string text, MappingProblems problems)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException error)
        {
            problems.Add(error.Start.Line, error.Start.Column, $"this is no YAML: {error.Message}");
            return null;
        }
        if (stream.Documents.Count != 1)
        {
            problems.Add(1, 1, "the file must hold one mapping");
            return null;
        }
        var fields = new YamlFields(stream.Documents[0].RootNode, "the mapping", problems);
        if (fields.Required("version") is { } version && problems.Scalar(version, "version") is { } number
            && number != $"{Version}")
            problems.Add(version, $"version {number} is unknown: this program reads version {Version}");
        var source = SourceReader.Read(fields, problems);
        var limits = SourceReader.ReadLimits(fields, problems);
        var grouping = SourceReader.ReadGrouping(fields, problems);
        var topics = SourceReader.ReadTopics(fields, source.Name, problems);
        var tables = fields.Required("tables") is { } node ? new TableReader(source, problems).Read(node) : [];
        fields.Finish();
        return new BridgeMapping(source, topics, limits, grouping, tables);
    }
}
