namespace Backorders.Domain.Allocation;

/// <summary>Why a command is refused.</summary>
internal readonly record struct Rejection(string Reason, string? Field = null)
{
    public CommandRejected ToEvent(EventHeader header, AllocationCommand command) => new(
        header, OrNull(command.Type), Reason, Field, OrNull(command.OrderId), OrNull(command.LineId));

    static string? OrNull(string? text) => Identifier.IsValid(text) ? text : null;
}
