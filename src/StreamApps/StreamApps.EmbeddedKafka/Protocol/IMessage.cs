namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>
/// A request or response body, or a structure inside one. Its field table is written once, as a walk over a
/// <see cref="FieldCodec"/> that either reads or writes: a field names its version range, never its bytes.
/// </summary>
internal interface IMessage
{
    void Walk(FieldCodec f);
}
