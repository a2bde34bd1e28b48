using System.Diagnostics.CodeAnalysis;

namespace StreamApps.Processing;

/// <summary>A value: one entry.</summary>
internal sealed class ValueState<T>(KeyedStateScope scope, ISerde<T> serde) : IValueState<T>
{
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        if (scope.TryGet(scope.Key().Span, out var bytes))
        {
            value = serde.Deserialize(bytes);
            return true;
        }
        value = default;
        return false;
    }

    public void Update(T value)
    {
        if (value is null)
        {
            Clear();
            return;
        }
        scope.Value.Clear();
        serde.Serialize(value, scope.Value);
        scope.Put(scope.Key().Span, scope.Value.Span);
    }

    public void Clear() => scope.Delete(scope.Key().Span);
}
