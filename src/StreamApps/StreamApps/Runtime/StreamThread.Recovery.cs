using StreamApps.Diagnostics;
using StreamApps.State;
using StreamApps.Transport;

namespace StreamApps.Runtime;

/// <summary>What happens when a transaction, a producer or a database fails.</summary>
sealed partial class StreamThread
{
    void Recover(LogTransportException error)
    {
        switch (error.Kind)
        {
            case LogErrorKind.Abortable:
                Tell(RuntimeEventKind.Aborted, error.Message, error);
                AbortTransaction();
                break;
            case LogErrorKind.Rejected:
                Tell(RuntimeEventKind.Aborted, error.Message, error);
                Isolate(error);
                AbortTransaction();
                break;
            default:
                ReplaceProducer(error);
                DropUncommitted();
                break;
        }
    }

    void AbortTransaction()
    {
        TryAbort();
        DropUncommitted();
    }

    void TryAbort()
    {
        _metrics.Aborted();
        try
        {
            _sink.Abort();
        }
        catch (LogTransportException error)
        {
            ReplaceProducer(error);
        }
    }

    // The log names no record when it refuses a transaction: its records are processed again, each in a transaction of
    // its own, until one is refused alone.
    void Isolate(LogTransportException error)
    {
        if (_rejected is not null)
            return;
        _isolated = Uncommitted().Records;
        if (_isolated == 0)
        {
            throw new StreamsException(
                $"{Name}: an output that no record has caused is refused: {error.Message}", error);
        }
    }

    // Whether the transaction was committed is found out from the group's offsets once a new producer has ended it:
    // going on with this one could let a delayed end of the old transaction end the next.
    void ReplaceProducer(LogTransportException error)
    {
        Tell(RuntimeEventKind.ProducerReplaced, error.Message, error);
        _metrics.ProducerReplaced(error.Kind);
        _sink.Discard();
        _needsProducer = true;
    }

    // After an abort the tasks stand at their last commit and are read again from there. After an unknown outcome the
    // restorer must first find out where that is.
    void DropUncommitted()
    {
        _commitPolicy.Aborted();
        foreach (var slot in _slots.Values.Where(slot => slot.Phase == TaskPhase.Running))
        {
            if (_needsProducer)
            {
                slot.Suspend(PhaseReason.ProducerReplaced);
                continue;
            }
            slot.Task!.Abort();
            slot.HandBack();
        }
    }

    // All tasks go through the restorer: the commit that met the damage may have been acknowledged, and not yet be in
    // the databases of the others.
    void RebuildDamaged(TaskSlot damaged, StateBackendException error)
    {
        damaged.Damage = error;
        TryAbort();
        _commitPolicy.Aborted();
        foreach (var slot in _slots.Values.Where(slot => slot.Phase == TaskPhase.Running))
            slot.Suspend(PhaseReason.StateDamaged);
        if (!_needsProducer)
            RestoreSuspended();
    }

    // A worker that was replaced learns it from its group first: a new producer would fence the one that replaced it.
    bool TryReplaceProducer()
    {
        Poll(_replacedBefore ? IdlePoll : TimeSpan.Zero);
        _replacedBefore = true;
        if (!_sink.TryInitialise())
            return false;
        _needsProducer = false;
        RestoreSuspended();
        return true;
    }

    void RestoreSuspended()
    {
        foreach (var slot in _slots.Values.Where(slot => slot.Phase == TaskPhase.Suspended && slot.IsOwned))
            _restorer.Restore(slot);
    }
}
