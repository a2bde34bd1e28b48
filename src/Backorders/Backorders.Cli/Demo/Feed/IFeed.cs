namespace Backorders.Cli.Demo.Feed;

/// <summary>
/// Where the demo's messages come from. The same seed and input give the same messages in the same order.
/// </summary>
interface IFeed
{
    /// <summary>Whether business time is the wall clock's, so that deadlines may follow it.</summary>
    bool IsLive { get; }

    /// <summary>What the input was and what of it could not be used, for the summary.</summary>
    FeedStatistics Statistics { get; }

    /// <summary>What must be in force before the first order: policies.</summary>
    IEnumerable<FeedItem> Setup();

    /// <summary>Orders and what happens to them, in the order in which it happens. Read once.</summary>
    IEnumerable<FeedItem> Items();
}
