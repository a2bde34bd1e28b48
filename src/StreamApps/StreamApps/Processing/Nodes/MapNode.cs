namespace StreamApps.Processing;

/// <summary>Makes one record of each.</summary>
internal sealed class MapNode<TKey, TValue, TKeyOut, TValueOut>(
    Func<TKey, TValue, KeyValuePair<TKeyOut, TValueOut>> mapper)
    : OperatorNode<TKey, TValue, TKeyOut, TValueOut>
{
    public override void Process(in Record<TKey, TValue> record)
    {
        var (key, value) = mapper(record.Key, record.Value);
        Forward(record.With(key, value));
    }
}
