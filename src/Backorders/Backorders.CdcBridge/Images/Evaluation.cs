namespace Backorders.CdcBridge.Images;

/// <summary>What a row means.</summary>
/// <param name="Contributions">What it stands for by rule; null where a lookup is missing.</param>
/// <param name="Lookups">What it looked up.</param>
/// <param name="Missing">A lookup that found nothing, or null.</param>
/// <param name="Remarks">What a person should look at, though the row counts.</param>
sealed record Evaluation(
    Contribution?[]? Contributions, IReadOnlyList<UsedLookup> Lookups, UsedLookup? Missing, IReadOnlyList<(
        string Reason, string Detail)> Remarks);
