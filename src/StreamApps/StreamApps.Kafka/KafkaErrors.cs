using Confluent.Kafka;
using StreamApps.Transport;

namespace StreamApps.Kafka;

/// <summary>
/// Classifies the client's errors. The order of the tests is the rule: fatal before abortable before retriable, and
/// whatever is none of these is fatal.
/// </summary>
static class KafkaErrors
{
    /// <summary>The kind of an error of a transactional call other than the end of a transaction.</summary>
    public static LogErrorKind Classify(Error error, bool requiresAbort, bool retriable)
    {
        if (IsFencing(error.Code))
            return LogErrorKind.Fenced;
        if (error.IsFatal)
            return LogErrorKind.Fatal;
        // Aborted either way; but what was refused for what it is would be refused again.
        if (requiresAbort)
            return IsRejection(error.Code) ? LogErrorKind.Rejected : LogErrorKind.Abortable;
        if (retriable || IsTimeout(error.Code))
            return LogErrorKind.Retriable;
        return IsRejection(error.Code) ? LogErrorKind.Rejected : LogErrorKind.Fatal;
    }

    /// <summary>The exception for a failed transactional call.</summary>
    /// <param name="error">What the client says.</param>
    /// <param name="requiresAbort">Whether the transaction must be aborted.</param>
    /// <param name="retriable">Whether the call may be made again.</param>
    /// <param name="call">The call, for the message.</param>
    /// <param name="endsTransaction">True for commit and abort, whose time-out leaves the outcome unknown.</param>
    public static LogTransportException Transaction(
        Error error, bool requiresAbort, bool retriable, string call, bool endsTransaction)
    {
        var kind = Classify(error, requiresAbort, retriable);
        if (endsTransaction && kind == LogErrorKind.Retriable && IsTimeout(error.Code))
            kind = LogErrorKind.UnknownOutcome;
        return new LogTransportException(kind, $"{call} failed: {error.Reason} ({error.Code})");
    }

    /// <summary>The exception for a failed call outside transactions.</summary>
    public static LogTransportException Call(KafkaException error, string call) =>
        Call(error.Error, error is KafkaRetriableException, call, error);

    /// <summary>The exception for an error outside transactions.</summary>
    public static LogTransportException Call(
        Error error, bool retriable, string call, KafkaException? inner = null) => new(
        Classify(error, requiresAbort: false, retriable || IsTransient(error.Code)),
        $"{call} failed: {error.Reason} ({error.Code})",
        inner);

    static bool IsFencing(ErrorCode code) => code is ErrorCode.Local_Fenced or ErrorCode.ProducerFenced
        or ErrorCode.InvalidProducerEpoch or ErrorCode.FencedInstanceId or ErrorCode.InvalidProducerIdMapping;

    static bool IsTimeout(ErrorCode code) =>
        code is ErrorCode.Local_TimedOut or ErrorCode.RequestTimedOut or ErrorCode.Local_MsgTimedOut;

    static bool IsTransient(ErrorCode code) => code is ErrorCode.Local_Transport or ErrorCode.Local_AllBrokersDown
        or ErrorCode.Local_Resolve or ErrorCode.LeaderNotAvailable or ErrorCode.NotLeaderForPartition
        or ErrorCode.NotCoordinatorForGroup or ErrorCode.GroupCoordinatorNotAvailable
        or ErrorCode.GroupLoadInProgress or ErrorCode.UnstableOffsetCommit or ErrorCode.Local_WaitCoord
        or ErrorCode.RebalanceInProgress or ErrorCode.BrokerNotAvailable or ErrorCode.NetworkException
        // The member was put out for not polling; it joins again with the next poll.
        or ErrorCode.Local_MaxPollExceeded;

    static bool IsRejection(ErrorCode code) => code is ErrorCode.MsgSizeTooLarge or ErrorCode.RecordListTooLarge
        or ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition
        or ErrorCode.InvalidTimestamp or ErrorCode.InvalidRecord or ErrorCode.TopicException
        or ErrorCode.PolicyViolation or ErrorCode.InvalidConfig;
}
