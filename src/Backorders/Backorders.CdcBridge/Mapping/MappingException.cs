namespace Backorders.CdcBridge.Mapping;

/// <summary>A mapping file cannot be used; it names every problem at once.</summary>
sealed class MappingException(IReadOnlyList<MappingProblem> problems)
    : Exception(string.Join('\n', problems))
{
    public IReadOnlyList<MappingProblem> Problems { get; } = problems;
}
