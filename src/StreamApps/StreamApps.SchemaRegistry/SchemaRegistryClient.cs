using System.Net;
using System.Text;
using System.Text.Json;
using Google.Protobuf.Reflection;

namespace StreamApps.SchemaRegistry;

/// <summary>
/// Asks a registry that speaks Confluent's interface. Calls block, as they happen once, at a start. Thread-safe.
/// </summary>
/// <remarks>https://docs.confluent.io/platform/current/schema-registry/develop/api.html</remarks>
public sealed class SchemaRegistryClient : IDisposable
{
    const string MediaType = "application/vnd.schemaregistry.v1+json";
    const string WellKnownFiles = "google/protobuf/";

    static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);

    readonly HttpClient _http;

    /// <summary>Makes a client; nothing is connected yet.</summary>
    /// <param name="url">For example <c>http://127.0.0.1:8081</c>.</param>
    public SchemaRegistryClient(Uri url) =>
        _http = new HttpClient { BaseAddress = new Uri(url.AbsoluteUri.TrimEnd('/') + "/"), Timeout = s_timeout };

    /// <summary>The id of a subject's newest schema.</summary>
    /// <exception cref="KeyNotFoundException">There is no such subject.</exception>
    /// <exception cref="SchemaRegistryException">The registry refused, or could not be reached within 10 s.</exception>
    public int LatestId(string subject)
    {
        try
        {
            using var answer = Ask(
                HttpMethod.Get, $"subjects/{Uri.EscapeDataString(subject)}/versions/latest", body: null);
            return answer.RootElement.GetProperty("id").GetInt32();
        }
        catch (SchemaRegistryException error) when (error.Code is 40401 or 40402)
        {
            throw new KeyNotFoundException($"the schema registry knows no subject {subject}", error);
        }
    }

    /// <summary>
    /// Registers a Protobuf file under a subject, and before it what it imports, each under its own file name.
    /// Registering again gives the same id.
    /// </summary>
    /// <returns>The schema's id.</returns>
    /// <exception cref="SchemaRegistryException">
    /// The registry refused, with code 409 when the schema cannot follow the earlier ones, or could not be reached.
    /// </exception>
    public int Register(string subject, FileDescriptor file)
    {
        var body = BodyOf(file);
        using var answer = Ask(HttpMethod.Post, $"subjects/{Uri.EscapeDataString(subject)}/versions", body);
        return answer.RootElement.GetProperty("id").GetInt32();
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    string BodyOf(FileDescriptor file)
    {
        var references = file.Dependencies
            .Where(import => !import.Name.StartsWith(WellKnownFiles, StringComparison.Ordinal))
            .Select(import => (import.Name, Version: RegisterImport(import))).ToList();
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("schemaType", "PROTOBUF");
            json.WriteString("schema", file.SerializedData.ToBase64());
            json.WriteStartArray("references");
            foreach (var (name, version) in references)
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteString("subject", name);
                json.WriteNumber("version", version);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    int RegisterImport(FileDescriptor file)
    {
        Register(file.Name, file);
        using var answer = Ask(HttpMethod.Post, $"subjects/{Uri.EscapeDataString(file.Name)}", BodyOf(file));
        return answer.RootElement.GetProperty("version").GetInt32();
    }

    JsonDocument Ask(HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, MediaType);
        try
        {
            using var response = _http.Send(request);
            using var content = response.Content.ReadAsStream();
            var answer = JsonDocument.Parse(content);
            return response.StatusCode == HttpStatusCode.OK ? answer : throw Refused(method, path, answer);
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException or JsonException)
        {
            throw new SchemaRegistryException(
                0, $"the schema registry {_http.BaseAddress} does not answer {method} {path}: {error.Message}", error);
        }
    }

    SchemaRegistryException Refused(HttpMethod method, string path, JsonDocument answer)
    {
        using (answer)
        {
            var code = answer.RootElement.TryGetProperty("error_code", out var number) ? number.GetInt32() : 0;
            var message = answer.RootElement.TryGetProperty("message", out var text) ? text.GetString() : "";
            return new SchemaRegistryException(
                code, $"the schema registry {_http.BaseAddress} refused {method} {path}: {message} ({code})");
        }
    }
}
