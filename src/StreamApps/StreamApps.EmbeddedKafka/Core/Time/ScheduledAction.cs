namespace StreamApps.EmbeddedKafka.Core.Time;

/// <summary>A timer that was set; cancelling it is final and may be repeated.</summary>
internal sealed class ScheduledAction(Action action)
{
    Action? _action = action;

    public bool IsCancelled => _action is null;

    public void Cancel() => _action = null;

    public void Run()
    {
        var due = _action;
        _action = null;
        due?.Invoke();
    }
}
