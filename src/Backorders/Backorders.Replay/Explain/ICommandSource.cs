namespace Backorders.Replay.Explain;

/// <summary>A command log that can be read again from its start, as often as asked.</summary>
public interface ICommandSource
{
    /// <summary>The SKUs of an order's lines.</summary>
    IReadOnlySet<string> SkusOf(string orderId, CancellationToken cancelled);

    /// <summary>
    /// Reads the log. Records of the SKUs, of the scope <c>*</c> and ticks are visited, others may be passed.
    /// The visitor is called for one partition after the other or for several at once, as <see cref="ICommandVisitor"/>
    /// allows.
    /// </summary>
    void Read(IReadOnlySet<string> skus, ICommandVisitor visitor, CancellationToken cancelled);
}
