namespace Backorders.Replay.Explain;

/// <summary>What events say about promises.</summary>
internal static class PromiseMoves
{
    public static PromiseMove? Of(AllocationEvent stated)
    {
        (DateOnly? From, DateOnly? To, string Cause)? move = stated switch
        {
            PromiseSet e => (null, e.Date, e.Cause),
            PromiseChanged e => (e.Old, e.New, e.Cause),
            PromiseWithdrawn e => (e.Old, null, e.Cause),
            PromiseBroken e => (e.Date, e.Date, "broken: " + e.Cause),
            _ => null,
        };
        return move is { } known
            ? new(
                PositionText.Of(stated.Header.Position), PositionText.OfTime(stated.Header.LogTime),
                PositionText.OfDate(known.From), PositionText.OfDate(known.To), known.Cause)
            : null;
    }
}
