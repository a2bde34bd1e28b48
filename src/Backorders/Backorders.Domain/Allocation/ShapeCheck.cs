namespace Backorders.Domain.Allocation;

/// <summary>
/// Checks members in the order of the calls and keeps the first failure. A noted fault of a member counts where the
/// member stands, so typed and untypable members fail in the same order.
/// </summary>
internal ref struct ShapeCheck(AllocationCommand command)
{
    static readonly DateOnly s_firstDay = new(1970, 1, 1);

    readonly ImmutableArray<MemberFault> _faults = command.Faults;

    public Rejection? Failure { get; private set; }

    public void Id(string member, string? value, string reason = RejectionReason.InvalidId)
    {
        if (Passes(member) && !Identifier.IsValid(value))
            Fail(reason, member);
    }

    public void OptionalId(string member, string? value, string reason = RejectionReason.InvalidId)
    {
        if (Passes(member) && value is not null && !Identifier.IsValid(value))
            Fail(reason, member);
    }

    public void Units(string member, long? value)
    {
        if (!Passes(member))
            return;
        if (value is null)
            Fail(RejectionReason.QuantityNotWhole, member);
        else if (value <= 0)
            Fail(RejectionReason.QuantityNotPositive, member);
    }

    public void OptionalUnits(string member, long? value)
    {
        if (Passes(member) && value <= 0)
            Fail(RejectionReason.QuantityNotPositive, member);
    }

    public void Range(string member, long? value, long least, long most, string reason)
    {
        if (Passes(member) && (value < least || value > most))
            Fail(reason, member);
    }

    public void Flag(string member) => Passes(member);

    public void Date(string member, DateOnly? value, bool required)
    {
        if (!Passes(member))
            return;
        if (value is null ? required : value < s_firstDay)
            Fail(RejectionReason.InvalidDate, member);
    }

    public void DistinctIds(string member, ImmutableArray<string> values, string reason)
    {
        if (Passes(member) && !values.IsDefaultOrEmpty && !AreDistinctIds(values))
            Fail(reason, member);
    }

    public void Require(string member, bool holds, string reason)
    {
        if (Passes(member) && !holds)
            Fail(reason, member);
    }

    /// <summary>Whether a member was sent but could not be typed.</summary>
    public readonly bool IsFaulty(string member) => FaultOf(member) is not null;

    public void Fail(string reason, string member) => Failure ??= new(reason, member);

    // False when an earlier member failed or this one carries a fault.
    bool Passes(string member)
    {
        if (Failure is not null)
            return false;
        if (_faults.IsDefaultOrEmpty || FaultOf(member) is not { } reason)
            return true;
        Fail(reason, member);
        return false;
    }

    readonly string? FaultOf(string member)
    {
        if (_faults.IsDefaultOrEmpty)
            return null;
        foreach (var fault in _faults)
        {
            if (fault.Member == member)
                return fault.Reason;
        }
        return null;
    }

    static bool AreDistinctIds(ImmutableArray<string> values)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (!Identifier.IsValid(value) || !seen.Add(value))
                return false;
        }
        return true;
    }
}
