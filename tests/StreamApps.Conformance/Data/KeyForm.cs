namespace StreamApps.Conformance.Data;

/// <summary>How keys of the language appear in the library: as they are, or as keys of windows.</summary>
/// <param name="ToDatum">The language's key; null for null.</param>
/// <param name="FromDatum">The library's key; null for null.</param>
/// <param name="Serde">How keys of a type are written.</param>
internal sealed record KeyForm<TKey>(
    Func<TKey, Datum?> ToDatum, Func<Datum?, TKey> FromDatum, Func<DatumType, ISerde<TKey>> Serde);
