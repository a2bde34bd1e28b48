namespace StreamApps.EmbeddedKafka.Clients.Tests;

/// <summary>Waits for what another process does.</summary>
static class WaitUntil
{
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);
    static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    public static async Task HoldsAsync(Func<Task<bool>> condition, Func<string> otherwise)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(s_patience, otherwise());
            await Task.Delay(s_pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public static Task HoldsAsync(Func<bool> condition, Func<string> otherwise) =>
        HoldsAsync(() => Task.FromResult(condition()), otherwise);
}
