using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>Answers all left rows that point to a right row which has changed.</summary>
internal sealed class RightChangeNode<TKey, TLeft, TForeignKey, TRight>(
    ForeignKeyPlan<TKey, TLeft, TForeignKey, TRight> plan, string storeName)
    : OperatorNode<TForeignKey, Change<TRight>, byte[], SubscriptionAnswer>
{
    readonly ScratchBuffer _key = new();
    readonly ScratchBuffer _value = new();
    SubscriptionStore? _subscriptions;

    public override void Init() => _subscriptions = new(Context.Stores!.Overlay(storeName));

    public override void Process(in Record<TForeignKey, Change<TRight>> record)
    {
        // A version that was put behind a later one is nobody's present row.
        if (!record.Value.IsLatest)
            return;
        _key.Clear();
        plan.RightKeys.Serialize(record.Key, _key);
        byte[]? row = null;
        if (record.Value.HasNew)
        {
            _value.Clear();
            plan.RightValues.Serialize(record.Value.New, _value);
            row = _value.Span.ToArray();
        }
        using var subscribed = _subscriptions!.Scan(_key.Span);
        while (subscribed.MoveNext())
        {
            var answer = new SubscriptionAnswer(
                SubscriptionStore.Version(subscribed).ToArray(), row, SubscriptionStore.LeftPartition(subscribed));
            var leftKey = SubscriptionStore.LeftKey(subscribed, _key.Length).ToArray();
            Forward(new(leftKey, answer, record.Timestamp, record.Headers));
        }
    }
}
