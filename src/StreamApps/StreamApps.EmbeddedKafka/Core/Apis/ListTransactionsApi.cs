using StreamApps.EmbeddedKafka.Core.Transactions;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>ListTransactions, with filters for state, producer and age (KIP-664, KIP-994).</summary>
internal static class ListTransactionsApi
{
    public static ListTransactionsResponse Handle(BrokerCore core, ListTransactionsRequest request)
    {
        var known = Enum.GetNames<TransactionState>().ToHashSet(StringComparer.Ordinal);
        var wanted = request.StateFilters.Where(known.Contains).ToHashSet(StringComparer.Ordinal);
        var response = new ListTransactionsResponse
        {
            UnknownStateFilters = [.. request.StateFilters.Where(name => !known.Contains(name))],
        };
        foreach (var transaction in core.Transactions.All)
        {
            var state = TransactionStates.NameOf(transaction.State);
            if (request.StateFilters.Count > 0 && !wanted.Contains(state))
                continue;
            if (request.ProducerIdFilters.Count > 0 && !request.ProducerIdFilters.Contains(transaction.ProducerId))
                continue;
            if (request.DurationFilter >= 0
                && (transaction.StartedAtMs < 0 || core.NowMs - transaction.StartedAtMs <= request.DurationFilter))
            {
                continue;
            }
            response.TransactionStates.Add(new()
            {
                TransactionalId = transaction.Id,
                ProducerId = transaction.ProducerId,
                TransactionState = state,
            });
        }
        return response;
    }
}
