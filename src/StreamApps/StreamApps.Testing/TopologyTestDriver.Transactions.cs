namespace StreamApps.Testing;

/// <summary>Processing, commits, aborts and crashes.</summary>
public sealed partial class TopologyTestDriver
{
    /// <summary>
    /// Commits all that was processed since the last commit, and processes what became visible by it.
    /// </summary>
    public void Commit()
    {
        CommitWithoutPump();
        Pump();
    }

    /// <summary>
    /// Aborts all that was processed since the last commit, as a failing transaction does; it is processed again at
    /// the next call that processes anything, or by <see cref="Resume"/>.
    /// </summary>
    public void Abort()
    {
        Log.Abort();
        _sideOutputs.Abort();
        foreach (var task in _tasks)
        {
            task.Task.Abort();
            task.Rewind();
        }
    }

    /// <summary>Processes what there is to process.</summary>
    public void Resume() => Pump();

    /// <summary>Lets the application die, and starts it again over what it left; it processes on by itself.</summary>
    public void CrashAndRestart(Crash crash = Crash.BeforeCommit)
    {
        if (crash == Crash.AfterCommit)
            WriteTransaction();
        else
            Log.Abort();
        _sideOutputs.Abort();
        var names = _tasks.Where(task => task.SubTopology.HasState).Select(task => task.SubTopology.Name).ToArray();
        StopTasks();
        if (crash == Crash.WithoutDisk)
        {
            foreach (var name in names)
                _backend.Destroy(Directory(name));
        }
        if (_globals is not null)
            RestartGlobals(loseDisk: crash == Crash.WithoutDisk);
        StartTasks();
        Pump();
    }

    bool WriteTransaction()
    {
        // What the calls under way will give belongs to the same transaction: it waits for them.
        if (_tasks.Any(task => task.Task.HasAsyncWork))
            return false;
        var any = false;
        foreach (var task in _tasks)
            any |= task.Task.HasUncommittedWork || task.Task.UncommittedBytes > 0;
        if (!any)
            return false;
        foreach (var task in _tasks)
            task.Task.WriteChangelog(Log);
        Log.Commit();
        _sideOutputs.Commit();
        foreach (var task in _tasks)
        {
            foreach (var position in task.Task.InputPositions)
                _groupOffsets[position.Partition.Topic] = position.Offset;
        }
        return true;
    }

    /// <summary>Processes record after record, of all inputs the one with the smallest timestamp first.</summary>
    void Pump()
    {
        while (NextTask(out var input, out var record) is { } task)
        {
            task.Cursors[input] = record.Offset + 1;
            task.Task.Process(record);
            Punctuate();
            if (!_options.CommitEachRecord)
                continue;
            // What a commit makes visible is found by this loop.
            CommitWithoutPump();
        }
    }

    void CommitWithoutPump()
    {
        if (!WriteTransaction())
            return;
        foreach (var task in _tasks)
        {
            long? next = task.Task.ChangelogTopic is { } changelog && Log.Tracked.TryGetValue(changelog, out var offset)
                ? offset + 1
                : null;
            task.Task.CommitSucceeded(next, Time.GetUtcNow().ToUnixTimeMilliseconds());
        }
    }

    DriverTask? NextTask(out int input, out LogRecord record)
    {
        (input, record) = (-1, default);
        DriverTask? next = null;
        foreach (var task in _tasks)
        {
            if (task.Task.IsAsyncFull)
                continue;
            for (var index = 0; index < task.Cursors.Length; index++)
            {
                if (task.Next(index) is not { } candidate)
                    continue;
                if (next is not null && candidate.Timestamp >= record.Timestamp)
                    continue;
                (next, input, record) = (task, index, candidate);
            }
        }
        return next;
    }

    void Punctuate()
    {
        var now = Time.GetUtcNow();
        foreach (var task in _tasks)
        {
            while (task.Task.Punctuate(now))
            {
            }
        }
    }
}
