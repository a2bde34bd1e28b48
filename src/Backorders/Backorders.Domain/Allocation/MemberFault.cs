namespace Backorders.Domain.Allocation;

/// <summary>
/// A member of a command whose text could not be typed, for instance a quantity <c>1.0</c>. It travels with the command
/// so that the allocator, not the producer's parser, says what is wrong first, in the order of the members.
/// </summary>
/// <param name="Member">The member as the command names it, for instance <c>quantity</c>.</param>
/// <param name="Reason">The rejection it gives: one of the shape reasons of <see cref="RejectionReason"/>.</param>
public readonly record struct MemberFault(string Member, string Reason);
