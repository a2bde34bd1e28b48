namespace StreamApps;

/// <summary>When a windowed aggregation gives results out.</summary>
public enum WindowEmission
{
    /// <summary>At every update: results are early, and replaced by later ones.</summary>
    OnUpdate,

    /// <summary>
    /// Once for each window, when stream time says that it takes no more records. A window that no later record closes
    /// is not given out.
    /// </summary>
    OnClose,
}
