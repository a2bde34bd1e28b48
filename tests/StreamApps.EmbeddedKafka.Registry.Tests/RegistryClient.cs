using System.Net;
using System.Text;
using System.Text.Json;

namespace StreamApps.EmbeddedKafka.Registry.Tests;

/// <summary>Asks a registry, and gives back status and body.</summary>
sealed class RegistryClient(string url) : IDisposable
{
    readonly HttpClient _http = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<(HttpStatusCode Status, string Body)> AskAsync(string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url + path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/vnd.schemaregistry.v1+json");
        using var response = await _http.SendAsync(request, Token);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    /// <summary>The answer to a request that succeeds.</summary>
    public async Task<JsonElement> GetAsync(string path, string method = "GET", string? body = null)
    {
        var (status, text) = await AskAsync(method, path, body);
        status.ShouldBe(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The error code of a request that is refused; its status must agree.</summary>
    public async Task<int> CodeAsync(string method, string path, string? body = null)
    {
        var (status, text) = await AskAsync(method, path, body);
        var code = JsonDocument.Parse(text).RootElement.GetProperty("error_code").GetInt32();
        $"{code}".ShouldStartWith($"{(int)status}", Case.Sensitive, text);
        return code;
    }

    public async Task<int> RegisterAsync(
        string subject,
        string schema,
        string type = "PROTOBUF",
        params (string Name, string Subject, int Version)[] references) =>
        (await GetAsync(
            $"/subjects/{Uri.EscapeDataString(subject)}/versions", "POST", Body(schema, type, references)))
                .GetProperty("id")
                .GetInt32();

    public static string Body(
        string schema, string type = "PROTOBUF", params (string Name, string Subject, int Version)[] references) =>
        JsonSerializer.Serialize(new
        {
            schemaType = type,
            schema,
            references = references.Select(
                item => new { name = item.Name, subject = item.Subject, version = item.Version }),
        });

    public void Dispose() => _http.Dispose();
}
