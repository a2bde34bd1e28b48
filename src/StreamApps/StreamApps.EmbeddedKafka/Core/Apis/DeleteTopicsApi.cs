using StreamApps.EmbeddedKafka.Core.Topics;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>DeleteTopics: by name, or from version 6 by id.</summary>
internal static class DeleteTopicsApi
{
    const short IdsSince = 6;

    public static DeleteTopicsResponse Handle(
        BrokerCore core, RequestContext context, DeleteTopicsRequest request)
    {
        var hasIds = context.Version >= IdsSince;
        return new()
        {
            Responses = hasIds
                ? [.. request.Topics.Select(item => Delete(core, item.Name, item.TopicId))]
                : [.. request.TopicNames.Select(name => Delete(core, name, default))],
        };
    }

    static DeleteTopicsResponse.DeletableTopicResult Delete(BrokerCore core, string? name, Guid id)
    {
        var answer = new DeleteTopicsResponse.DeletableTopicResult { Name = name, TopicId = id };
        Topic? topic;
        var found = name is null ? core.Topics.TryGet(id, out topic) : core.Topics.TryGet(name, out topic);
        if (!found)
        {
            answer.ErrorCode = name is null ? ErrorCode.UnknownTopicId : ErrorCode.UnknownTopicOrPartition;
            return answer;
        }
        answer.Name = topic!.Name;
        answer.TopicId = topic.Id;
        if (topic.IsInternal)
        {
            answer.ErrorCode = ErrorCode.InvalidRequest;
            answer.ErrorMessage = "an internal topic cannot be deleted";
            return answer;
        }
        core.Topics.Delete(topic);
        return answer;
    }
}
