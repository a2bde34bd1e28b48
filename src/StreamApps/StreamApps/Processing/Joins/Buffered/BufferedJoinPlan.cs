namespace StreamApps.Processing;

/// <summary>How the records of a buffered join wait.</summary>
/// <param name="StoreName">The store that they wait in.</param>
/// <param name="Grace">How long, in milliseconds of stream time.</param>
/// <param name="KeepUnmatched">Whether those without a row come out too.</param>
/// <param name="Keys">How keys are kept.</param>
/// <param name="Values">How values are kept.</param>
internal sealed record BufferedJoinPlan<TKey, TValue>(
    string StoreName, long Grace, bool KeepUnmatched, ISerde<TKey> Keys, ISerde<TValue> Values);
