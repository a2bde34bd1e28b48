namespace StreamApps.EmbeddedKafka.Registry;

/// <summary>The languages that schemas are written in.</summary>
internal enum SchemaType
{
    Avro,
    Json,
    Protobuf,
}
