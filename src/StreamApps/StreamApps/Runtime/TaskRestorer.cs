using System.Collections.Concurrent;

namespace StreamApps.Runtime;

/// <summary>
/// Restores tasks one after the other on a thread of its own, so that the stream thread keeps polling and stays a
/// member of its group however long a restore takes.
/// </summary>
sealed class TaskRestorer : IDisposable
{
    readonly BlockingCollection<TaskSlot> _queue = [];
    readonly Thread _thread;

    public TaskRestorer(string name, TaskRestoration restoration)
    {
        _thread = new Thread(() =>
        {
            using (restoration)
            {
                foreach (var slot in _queue.GetConsumingEnumerable())
                    restoration.Run(slot);
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
        _queue.Add(slot);
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join();
        _queue.Dispose();
    }
}
