namespace Backorders.Domain.Allocation;

/// <summary>The reasons of <see cref="CommandRejected"/>.</summary>
public static class RejectionReason
{
    /// <summary>Not an identifier.</summary>
    public const string InvalidId = "invalid_id";

    /// <summary>Not a calendar day from 1970-01-01 to 9999-12-31.</summary>
    public const string InvalidDate = "invalid_date";

    /// <summary>Neither true nor false, or two members that exclude each other.</summary>
    public const string InvalidFlag = "invalid_flag";

    /// <summary>Not a list of distinct site identifiers.</summary>
    public const string InvalidSites = "invalid_sites";

    /// <summary>Not a whole number from 0 to 99.</summary>
    public const string InvalidPriorityClass = "invalid_priority_class";

    /// <summary>Not a known reason, or not an identifier.</summary>
    public const string InvalidReason = "invalid_reason";

    /// <summary>A policy member out of its range.</summary>
    public const string InvalidPolicy = "invalid_policy";

    /// <summary>Not an integer token.</summary>
    public const string QuantityNotWhole = "quantity_not_whole";

    /// <summary>Zero or negative.</summary>
    public const string QuantityNotPositive = "quantity_not_positive";

    /// <summary>Outside 64 bits, or a total that would be.</summary>
    public const string QuantityOverflow = "quantity_overflow";

    /// <summary>Neither or both of delta and count.</summary>
    public const string DeltaOrCountRequired = "delta_or_count_required";

    /// <summary>A delta of zero.</summary>
    public const string DeltaZero = "delta_zero";

    /// <summary>A count below zero.</summary>
    public const string CountNegative = "count_negative";

    /// <summary>No command of that type.</summary>
    public const string UnknownCommand = "unknown_command";

    /// <summary>The line exists.</summary>
    public const string DuplicateLine = "duplicate_line";

    /// <summary>The site is neither listed by the policy nor has had stock.</summary>
    public const string UnknownSite = "unknown_site";

    /// <summary>No such line.</summary>
    public const string UnknownLine = "unknown_line";

    /// <summary>The line has nothing open.</summary>
    public const string LineClosed = "line_closed";

    /// <summary>A new quantity below what is shipped and cancelled.</summary>
    public const string BelowShippedOrCancelled = "below_shipped_or_cancelled";

    /// <summary>A cancellation of a closed line.</summary>
    public const string NothingOpen = "nothing_open";

    /// <summary>The supply exists.</summary>
    public const string DuplicateSupply = "duplicate_supply";

    /// <summary>No such supply.</summary>
    public const string UnknownSupply = "unknown_supply";

    /// <summary>Not above the scope's policy version.</summary>
    public const string StalePolicyVersion = "stale_policy_version";
}
