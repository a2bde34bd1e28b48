namespace Backorders.Cli;

/// <summary>Waits for Ctrl-C or SIGTERM.</summary>
static class Signals
{
    public static async Task UntilCancelledAsync(CancellationToken cancelled)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancelled.Register(ended.SetResult);
        await ended.Task;
    }
}
