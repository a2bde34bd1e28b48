namespace StreamApps.Processing;

/// <summary>
/// A record that failed, and whose handler decided to stop. The message names record, node and error.
/// </summary>
public sealed class RecordFailedException : Exception
{
    /// <summary>Creates the error.</summary>
    public RecordFailedException(RecordError failure)
        : base(
            $"{failure.Stage} failed at {failure.Source} offset {failure.Offset} in node '{failure.Node}': " +
            failure.Error.Message,
            failure.Error) => Failure = failure;

    /// <summary>What failed, and where.</summary>
    public RecordError Failure { get; }
}
