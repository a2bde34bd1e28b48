namespace StreamApps.State;

/// <summary>What an overlay entry does to the database below it.</summary>
internal enum EntryState : byte
{
    /// <summary>Nothing: the database is seen through it.</summary>
    None,

    /// <summary>It has a value.</summary>
    Value,

    /// <summary>It is deleted.</summary>
    Deleted,
}
