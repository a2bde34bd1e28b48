namespace StreamApps.Conformance.Vectors;

/// <summary>A step with the records that it must produce: a record is piped in, or the wall clock moves.</summary>
/// <param name="Pipe">The record; null for a move of the clock.</param>
/// <param name="Advance">By how much the clock moves, in milliseconds.</param>
/// <param name="Expected">What comes out, in order within each topic.</param>
internal sealed record VectorStep(RecordForm? Pipe, long Advance, IReadOnlyList<RecordForm> Expected)
{
    public override string ToString() => Pipe is null ? $"wall clock + {Advance} ms" : Pipe.ToString();
}
