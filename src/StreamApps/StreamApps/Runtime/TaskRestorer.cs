using System.Collections.Concurrent;

namespace StreamApps.Runtime;

/// <summary>
/// Restores tasks one after the other on a thread of its own, so that the stream thread keeps polling and stays a
/// member of its group however long a restore takes. Other calls that the stream thread must not wait for run there
/// too.
/// </summary>
sealed class TaskRestorer : IDisposable
{
    readonly BlockingCollection<Action> _queue = [];
    readonly TaskRestoration _restoration;
    readonly Thread _thread;

    public TaskRestorer(string name, TaskRestoration restoration)
    {
        _restoration = restoration;
        _thread = new Thread(() =>
        {
            using (restoration)
            {
                foreach (var work in _queue.GetConsumingEnumerable())
                    work();
            }
        })
        {
            Name = name + "-restore",
            IsBackground = true,
        };
        _thread.Start();
    }

    /// <summary>Takes the task over; it is handed back when its phase changes.</summary>
    public void Restore(TaskSlot slot)
    {
        slot.HandToRestorer();
        _queue.Add(() => _restoration.Run(slot));
    }

    /// <summary>Does something between two restores.</summary>
    public void Run(Action work) => _queue.Add(work);

    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join();
        _queue.Dispose();
    }
}
