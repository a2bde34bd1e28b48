namespace StreamApps.Transport;

/// <summary>What a producer is.</summary>
/// <param name="TransactionalId">
/// Application id, instance id and thread index: stable across restarts, so that initialising it fences the
/// predecessor at once. Null for a producer without transactions.
/// </param>
/// <param name="TransactionTimeout">After which the broker aborts a transaction that its producer left open.</param>
public sealed record LogProducerOptions(string? TransactionalId, TimeSpan TransactionTimeout);
