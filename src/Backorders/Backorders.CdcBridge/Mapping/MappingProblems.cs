using YamlDotNet.RepresentationModel;

namespace Backorders.CdcBridge.Mapping;

/// <summary>Collects what is wrong with one file.</summary>
sealed class MappingProblems(string file)
{
    readonly List<MappingProblem> _problems = [];

    public IReadOnlyList<MappingProblem> All =>
        [.. _problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];

    public bool Any => _problems.Count > 0;

    public void Add(YamlNode node, string message) => Add(node.Start.Line, node.Start.Column, message);

    public void Add(long line, long column, string message) =>
        _problems.Add(new MappingProblem(file, Math.Max(1, line), Math.Max(1, column), message));

    /// <summary>The text of a scalar; a problem, and null, when the node is none or empty.</summary>
    public string? Scalar(YamlNode node, string name)
    {
        if (node is YamlScalarNode { Value: { Length: > 0 } text })
            return text;
        Add(node, $"'{name}' must be a single value");
        return null;
    }

    /// <summary>The nodes of a list; a node that is no list is a list of one.</summary>
    public static IEnumerable<YamlNode> Items(YamlNode node) => node is YamlSequenceNode list ? list.Children : [node];
}
