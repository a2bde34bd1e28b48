namespace Backorders.CdcBridge.Mapping;

/// <summary>What to do when rows vanish without a change of their own.</summary>
enum TableChangePolicy
{
    /// <summary>They are removed, as if each had been deleted.</summary>
    Apply,

    /// <summary>The table is halted, and a person is asked.</summary>
    Halt,

    /// <summary>They stay.</summary>
    Ignore,
}
