using StreamApps.Runtime;

namespace Backorders.Cli.Bench.Pipelines;

/// <summary>How a pipeline is run.</summary>
/// <param name="Pipeline">Its name.</param>
/// <param name="Bootstrap">The broker.</param>
/// <param name="Input">Prefix of the input topics.</param>
/// <param name="Output">Prefix of the output topic.</param>
/// <param name="Threads">Stream threads.</param>
/// <param name="Guarantee">What a failure may do.</param>
/// <param name="CommitInterval">The longest that work waits for its commit.</param>
/// <param name="StateDirectory">Where task databases are kept.</param>
/// <param name="ApplicationId">The application id, or null for one made of pipeline and output.</param>
/// <param name="Records">How many records end the run; 0 for all that the input has at the start.</param>
/// <param name="Timeout">After which it is given up.</param>
sealed record PipelineSettings(
    string Pipeline,
    string Bootstrap,
    string Input,
    string Output,
    int Threads,
    ProcessingGuarantee Guarantee,
    TimeSpan CommitInterval,
    string StateDirectory,
    string? ApplicationId,
    long Records,
    TimeSpan Timeout);
