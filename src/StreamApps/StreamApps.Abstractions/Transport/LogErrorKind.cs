namespace StreamApps.Transport;

/// <summary>What an error of the log means for its caller; decided once, at the port.</summary>
public enum LogErrorKind
{
    /// <summary>Nothing happened; the same call may be made again.</summary>
    Retriable,

    /// <summary>The transaction must be aborted; the producer can go on after that.</summary>
    Abortable,

    /// <summary>Another client with the same identity has taken over.</summary>
    Fenced,

    /// <summary>Whether the transaction was committed or aborted is not known.</summary>
    UnknownOutcome,

    /// <summary>The client cannot go on; a new one may.</summary>
    Fatal,

    /// <summary>
    /// The request can never succeed as it is: a topic that is not there, a record that is too large.
    /// </summary>
    Rejected,
}
