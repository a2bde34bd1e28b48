namespace StreamApps.Processing;

/// <summary>What a left row asks of a right key. The numbers are bytes of messages.</summary>
internal enum SubscriptionKind : byte
{
    /// <summary>Subscribe; answer if there is a right row.</summary>
    AnswerRow = 1,

    /// <summary>Subscribe; answer in any case.</summary>
    AnswerAlways = 2,

    /// <summary>End the subscription without an answer.</summary>
    End = 3,

    /// <summary>End the subscription; answer that there is no row.</summary>
    EndWithAnswer = 4,
}
