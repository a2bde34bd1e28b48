using System.Runtime.ExceptionServices;
using StreamApps.Processing;

namespace StreamApps.Runtime;

/// <summary>
/// Writes changelog records into a task's database on a thread of its own, so that the next ones are read meanwhile;
/// one batch at a time. Whoever uses it leaves the task alone from <see cref="Begin"/> to <see cref="Finish"/>.
/// Disposal stops the thread.
/// </summary>
sealed class ChangelogWriter : IDisposable
{
    readonly IStreamTask _task;
    readonly Thread _thread;
    readonly SemaphoreSlim _begun = new(0);
    readonly SemaphoreSlim _written = new(0);
    LogRecordBatch? _batch;
    long _nextPosition;
    ExceptionDispatchInfo? _error;

    public ChangelogWriter(IStreamTask task, string threadName)
    {
        _task = task;
        _thread = new Thread(Run) { Name = threadName + "-changelog", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Begins to write a batch, which must stay as it is until <see cref="Finish"/>.</summary>
    /// <param name="batch">Records of the changelog.</param>
    /// <param name="nextPosition">The offset to go on from after them.</param>
    public void Begin(LogRecordBatch batch, long nextPosition)
    {
        (_batch, _nextPosition) = (batch, nextPosition);
        _begun.Release();
    }

    /// <summary>Waits until what was begun is written; throws what went wrong.</summary>
    public void Finish()
    {
        if (_batch is null)
            return;
        _written.Wait();
        _batch = null;
        _error?.Throw();
    }

    // What is being written is written to its end: the database must not be closed under it.
    public void Dispose()
    {
        if (_batch is not null)
            _written.Wait();
        _batch = null;
        _begun.Release();
        _thread.Join();
        _begun.Dispose();
        _written.Dispose();
    }

    void Run()
    {
        while (true)
        {
            _begun.Wait();
            if (_batch is not { } batch)
                return;
            try
            {
                _task.ApplyChangelog(batch.Records, _nextPosition);
            }
            catch (Exception error)
            {
                _error = ExceptionDispatchInfo.Capture(error);
            }
            _written.Release();
        }
    }
}
