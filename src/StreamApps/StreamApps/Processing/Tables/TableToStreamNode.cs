namespace StreamApps.Processing;

/// <summary>The new values of changed rows.</summary>
internal sealed class TableToStreamNode<TKey, TValue> : OperatorNode<TKey, Change<TValue>, TKey, TValue>
{
    static readonly bool HasNull = default(TValue) is null;

    public override void Process(in Record<TKey, Change<TValue>> record)
    {
        if (!record.Value.HasNew && !HasNull)
        {
            throw new InvalidOperationException(
                $"a row was deleted, and {typeof(TValue).Name} has no null to say so: use a nullable type");
        }
        Forward(record.WithValue(record.Value.HasNew ? record.Value.New : default!));
    }
}
