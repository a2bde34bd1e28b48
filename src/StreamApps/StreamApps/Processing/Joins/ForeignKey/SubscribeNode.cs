using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>Turns the changes of left rows into subscriptions to the right keys that they point to.</summary>
internal sealed class SubscribeNode<TKey, TLeft, TForeignKey, TRight>(
    ForeignKeyPlan<TKey, TLeft, TForeignKey, TRight> plan)
    : OperatorNode<TKey, Change<TLeft>, byte[]?, Subscription>
{
    readonly ScratchBuffer _bytes = new();
    readonly RowVersion<TLeft> _version = new(plan.LeftValues);

    public override void Process(in Record<TKey, Change<TLeft>> record)
    {
        var change = record.Value;
        if (record.Key is null || !change.IsLatest || (!change.HasNew && !change.HasOld))
            return;
        var oldKey = change.HasOld ? ForeignKey(record.Key, change.Old) : null;
        if (!change.HasNew)
        {
            if (oldKey is not null)
                Send(record, oldKey, SubscriptionKind.EndWithAnswer);
            else if (plan.KeepUnmatched)
                Send(record, null, SubscriptionKind.AnswerAlways);
            return;
        }
        var newKey = ForeignKey(record.Key, change.New);
        var gaveUp = oldKey is not null && (newKey is null || !oldKey.AsSpan().SequenceEqual(newKey));
        if (newKey is null && !plan.KeepUnmatched)
        {
            if (gaveUp)
                Send(record, oldKey, SubscriptionKind.EndWithAnswer);
            return;
        }
        if (gaveUp)
            Send(record, oldKey, SubscriptionKind.End);
        var always = plan.KeepUnmatched || gaveUp;
        Send(record, newKey, always ? SubscriptionKind.AnswerAlways : SubscriptionKind.AnswerRow);
    }

    void Send(in Record<TKey, Change<TLeft>> record, byte[]? foreignKey, SubscriptionKind kind)
    {
        var version = record.Value.HasNew ? _version.Of(record.Value.New).ToArray() : [];
        _bytes.Clear();
        plan.LeftKeys.Serialize(record.Key, _bytes);
        var subscription = new Subscription(kind, version, _bytes.Span.ToArray(), Context.Id.Partition);
        Forward(new(foreignKey, subscription, record.Timestamp, record.Headers));
    }

    byte[]? ForeignKey(TKey key, TLeft row)
    {
        if (plan.ForeignKey(key, row) is not { } foreignKey)
            return null;
        _bytes.Clear();
        plan.RightKeys.Serialize(foreignKey, _bytes);
        return _bytes.Span.ToArray();
    }
}
