namespace StreamApps.Processing;

/// <summary>
/// User code that gets every record of a stream and forwards what it likes. One instance for each task, called on one
/// thread. It keeps what must last in stores only: fields other than what <see cref="Init"/> sets are lost, or
/// worse, kept, when a transaction is aborted.
/// </summary>
public interface IProcessor<TKeyIn, TValueIn, TKeyOut, TValueOut>
{
    /// <summary>Called before the first record, and again, on a new instance, after an abort.</summary>
    void Init(IProcessorContext<TKeyOut, TValueOut> context);

    /// <summary>Processes a record. An exception leaves nothing of it behind and goes to the error handler.</summary>
    void Process(in Record<TKeyIn, TValueIn> record);
}
