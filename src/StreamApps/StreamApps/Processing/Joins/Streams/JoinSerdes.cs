namespace StreamApps.Processing;

/// <summary>How one side of a join reads and writes.</summary>
internal sealed record JoinSerdes<TKey, TThis, TOther>(
    ISerde<TKey> Keys, ISerde<TThis> Values, ISerde<TOther> Others);
