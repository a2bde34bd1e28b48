namespace StreamApps.Processing;

/// <summary>Where a record failed.</summary>
public enum ErrorStage
{
    /// <summary>Its bytes could not be read, or its timestamp not be taken.</summary>
    Deserialization,

    /// <summary>An operator, a processor, a timer or a punctuator threw.</summary>
    Processing,

    /// <summary>An output of it could not be sent, such as one that is too large.</summary>
    Production,
}
