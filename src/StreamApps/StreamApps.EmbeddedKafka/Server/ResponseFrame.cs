using System.Buffers.Binary;
using StreamApps.EmbeddedKafka.Core.Apis;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Server;

/// <summary>An encoded answer: length, correlation id, header tags, body.</summary>
internal sealed class ResponseFrame : IDisposable
{
    const int LengthPrefix = sizeof(int);

    readonly FieldCodec _codec;

    ResponseFrame(FieldCodec codec)
    {
        _codec = codec;
    }

    public ReadOnlyMemory<byte> Bytes => _codec.Written;

    public static ResponseFrame Of(in RequestHeader header, IMessage response)
    {
        var flexible = header.Api.IsFlexible(header.Version);
        // The header of an ApiVersions answer is never flexible: its reader does not know the version yet.
        return Encode(
            header.CorrelationId, header.Version, flexible, flexible && header.Api.Key != ApiKey.ApiVersions, response);
    }

    public static ResponseFrame UnsupportedApiVersions(int correlationId) => Encode(
        correlationId, version: 0, flexible: false, headerTags: false,
        ApiVersionsApi.Handle(ErrorCode.UnsupportedVersion));

    static ResponseFrame Encode(int correlationId, short version, bool flexible, bool headerTags, IMessage response)
    {
        var codec = FieldCodec.Writer(version, flexible);
        try
        {
            var length = 0;
            codec.Int32(ref length);
            codec.Int32(ref correlationId);
            if (headerTags)
                codec.Tags();
            response.Walk(codec);
            BinaryPrimitives.WriteInt32BigEndian(codec.Written.Span, codec.Position - LengthPrefix);
            return new ResponseFrame(codec);
        }
        catch
        {
            codec.Dispose();
            throw;
        }
    }

    public void Dispose() => _codec.Dispose();
}
