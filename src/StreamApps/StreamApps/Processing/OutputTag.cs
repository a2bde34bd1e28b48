namespace StreamApps.Processing;

/// <summary>Names a side output: a further stream that leaves an operator beside its main one.</summary>
/// <param name="Name">Its name, unique for its operator.</param>
/// <typeparam name="TKey">The type of its keys.</typeparam>
/// <typeparam name="TValue">The type of its values.</typeparam>
public sealed record OutputTag<TKey, TValue>(string Name);
