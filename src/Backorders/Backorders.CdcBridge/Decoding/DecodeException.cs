namespace Backorders.CdcBridge.Decoding;

/// <summary>A record cannot be read: it becomes a dead letter.</summary>
/// <param name="reason">One of <see cref="DecodeReason"/>.</param>
/// <param name="message">What is wrong, and where.</param>
sealed class DecodeException(string reason, string message) : Exception(message)
{
    public string Reason { get; } = reason;
}
