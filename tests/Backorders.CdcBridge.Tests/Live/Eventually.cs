namespace Backorders.CdcBridge.Tests.Live;

/// <summary>Waits for what other processes do.</summary>
static class Eventually
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns as soon as the condition holds; fails with the text when that takes too long.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> condition, Func<string> otherwise)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
                Assert.Fail(otherwise());
            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public static Task HoldsAsync(Func<bool> condition, Func<string> otherwise) =>
        HoldsAsync(() => Task.FromResult(condition()), otherwise);
}
