using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>Fetch: answered at once, or when bytes, an error or the time-out come.</summary>
internal static class FetchApi
{
    public static void Handle(BrokerCore core, RequestContext context, FetchRequest request, Action<IMessage> reply) =>
        new PendingFetch(core, context, request, reply).Start();
}
