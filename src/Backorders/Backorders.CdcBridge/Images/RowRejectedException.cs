namespace Backorders.CdcBridge.Images;

/// <summary>A row that was read has no meaning by its mapping: its record becomes a dead letter.</summary>
/// <param name="reason">One of <see cref="RowReason"/>.</param>
/// <param name="message">What is wrong with which column.</param>
sealed class RowRejectedException(string reason, string message) : Exception(message)
{
    public string Reason { get; } = reason;
}
