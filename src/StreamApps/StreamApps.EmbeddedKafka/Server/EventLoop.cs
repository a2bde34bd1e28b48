using System.Collections.Concurrent;
using StreamApps.EmbeddedKafka.Core;

namespace StreamApps.EmbeddedKafka.Server;

/// <summary>
/// Runs work on the core, one piece at a time in the order of arrival. The loop borrows the thread of whoever brings
/// work to an idle core, so that a request costs no switch of threads; its timers come from the clock.
/// </summary>
internal sealed class EventLoop : IDisposable
{
    readonly BrokerCore _core;
    readonly ServerLog _log;
    readonly ITimer _timer;
    readonly ConcurrentQueue<Action> _work = new();
    int _pending;
    long _timerDue = long.MaxValue;
    bool _stopped;

    public BrokerCore Core => _core;

    public EventLoop(BrokerCore core, TimeProvider time, ServerLog log)
    {
        _log = log;
        _core = core;
        _timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Brings work. It may have run when this returns, or run later on another thread.</summary>
    public void Post(Action work)
    {
        _work.Enqueue(work);
        if (Interlocked.Increment(ref _pending) == 1)
            RunOne();
    }

    /// <summary>Runs everything before it, closes the core, and lets nothing after it run.</summary>
    public Task StopAsync()
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            _stopped = true;
            _core.Close();
            stopped.SetResult();
        });
        return stopped.Task;
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>
    /// Runs the first piece; the rest goes to the pool, so that its bringer can go on with its own work.
    /// </summary>
    void RunOne()
    {
        RunNext();
        if (Interlocked.Decrement(ref _pending) > 0)
            ThreadPool.UnsafeQueueUserWorkItem(static loop => loop.RunRest(), this, preferLocal: false);
    }

    void RunRest()
    {
        do
        {
            RunNext();
        }
        while (Interlocked.Decrement(ref _pending) > 0);
    }

    void RunNext()
    {
        // The count is raised after the piece is queued, so there is one.
        _work.TryDequeue(out var work);
        if (_stopped)
            return;
        work!();
        SetTimer();
    }

    void OnTimer() => Post(() =>
    {
        _timerDue = long.MaxValue;
        try
        {
            _core.RunTimers();
        }
        catch (Exception error)
        {
            // A timer belongs to no request: its failure is told, and the other timers go on.
            _log.Write($"a timer failed: {error}");
        }
    });

    void SetTimer()
    {
        if (_stopped || _core.Timers.NextDue is not { } due || due >= _timerDue)
            return;
        _timerDue = due;
        // One more millisecond, since the elapsed time is rounded down.
        _timer.Change(
            TimeSpan.FromMilliseconds(Math.Max(0, due - _core.Timers.ElapsedMs) + 1), Timeout.InfiniteTimeSpan);
    }
}
