using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>Keeps subscriptions, where the right table is, and answers them.</summary>
internal sealed class SubscriptionNode<TKey, TLeft, TForeignKey, TRight>(
    ForeignKeyPlan<TKey, TLeft, TForeignKey, TRight> plan,
    string storeName,
    Func<TaskContext, ITableReader<TForeignKey, TRight>> open)
    : OperatorNode<byte[]?, Subscription, byte[], SubscriptionAnswer>
{
    readonly ScratchBuffer _bytes = new();
    SubscriptionStore? _subscriptions;
    ITableReader<TForeignKey, TRight>? _rows;

    public override void Init()
    {
        _subscriptions = new(Context.Stores!.Overlay(storeName));
        _rows = open(Context);
    }

    public override void Process(in Record<byte[]?, Subscription> record)
    {
        var subscription = record.Value;
        if (record.Key is null)
        {
            Answer(record, null, record.Timestamp);
            return;
        }
        var ends = subscription.Kind is SubscriptionKind.End or SubscriptionKind.EndWithAnswer;
        if (ends)
            _subscriptions!.Delete(record.Key, subscription);
        else
            _subscriptions!.Put(record.Key, subscription);
        if (subscription.Kind == SubscriptionKind.End)
            return;
        var found = _rows!.TryGet(plan.RightKeys.Deserialize(record.Key), out var row);
        // As in Kafka Streams, the row's time counts for the answer to an end as well, except in a left join.
        var timestamp = found && !(ends && plan.KeepUnmatched)
            ? Math.Max(record.Timestamp, row.Timestamp)
            : record.Timestamp;
        if (found && !ends)
        {
            _bytes.Clear();
            plan.RightValues.Serialize(row.Value, _bytes);
            Answer(record, _bytes.Span.ToArray(), timestamp);
        }
        else if (ends || subscription.Kind == SubscriptionKind.AnswerAlways)
        {
            Answer(record, null, timestamp);
        }
    }

    void Answer(in Record<byte[]?, Subscription> record, byte[]? row, long timestamp)
    {
        var answer = new SubscriptionAnswer(record.Value.Version, row, record.Value.LeftPartition);
        Forward(new(record.Value.LeftKey, answer, timestamp, record.Headers));
    }
}
