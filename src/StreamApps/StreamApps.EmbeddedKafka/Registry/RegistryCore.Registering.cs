using Google.Protobuf.Reflection;
using StreamApps.EmbeddedKafka.Registry.Protobuf;

namespace StreamApps.EmbeddedKafka.Registry;

/// <summary>New schemas, and whether they may be.</summary>
internal sealed partial class RegistryCore
{
    /// <summary>A chain of imports longer than this is refused, since each link costs stack.</summary>
    const int MaxReferenceDepth = 50;

    /// <summary>Registers a schema, or finds it; an id and version of the caller's own are for imports.</summary>
    public SubjectVersion Register(string subject, SchemaDefinition schema, int? version = null, int? id = null)
    {
        EnsureWritable(subject);
        var isImport = ModeOf(subject) == RegistryMode.Import;
        if ((version ?? id) is not null && !isImport)
            throw RegistryException.NotPermitted(
                $"Subject '{subject}' is not in import mode: ids and versions are given by the registry");
        var existing = _state.Versions(subject)
            .LastOrDefault(item => !item.IsDeleted && item.Schema.Identity == schema.Identity);
        if (existing is not null)
            return existing;
        Check(schema);
        if (!isImport)
            EnsureCompatible(subject, schema);
        var item = new SubjectVersion(
            subject,
            version ?? (_state.Versions(subject).LastOrDefault()?.Version ?? 0) + 1,
            IdFor(schema, id),
            schema,
            IsDeleted: false);
        Apply(new RegistryChange.Schema(item));
        return item;
    }

    /// <summary>The same schema under several subjects has one id.</summary>
    int IdFor(SchemaDefinition schema, int? wanted)
    {
        if (wanted is not { } id)
            return _state.TryGetId(schema.Identity, out var known) ? known : checked(_state.LastId + 1);
        return _state.WithId(id) is not [var other, ..] || other.Schema.Identity == schema.Identity
            ? id
            : throw RegistryException.NotPermitted($"Overwrite new schema with id {id} is not permitted.");
    }

    /// <exception cref="RegistryException">42201: it does not parse, or what it imports is not there.</exception>
    public void Check(SchemaDefinition schema)
    {
        if (schema.Type == SchemaType.Protobuf)
        {
            Link(schema);
            return;
        }
        foreach (var reference in schema.References)
            Resolve(reference);
    }

    void EnsureCompatible(string subject, SchemaDefinition schema)
    {
        var level = LevelOf(subject);
        var earlier = _state.Versions(subject).Where(item => !item.IsDeleted).Reverse().ToList();
        var problems = ProblemsWith(schema, earlier, level);
        if (problems.Count > 0)
        {
            throw RegistryException.Incompatible(
                $"Schema being registered is incompatible with an earlier schema for subject \"{subject}\", details: "
                + $"[{string.Join(", ", problems)}, compatibility: {RegistryNames.Of(level)}]");
        }
    }

    /// <summary>What keeps a schema from following others, newest first; empty when nothing does.</summary>
    public IReadOnlyList<string> ProblemsWith(
        SchemaDefinition schema, IReadOnlyList<SubjectVersion> earlier, CompatibilityLevel level)
    {
        if (level == CompatibilityLevel.None || earlier.Count == 0)
            return [];
        var isTransitive = level is CompatibilityLevel.BackwardTransitive or CompatibilityLevel.ForwardTransitive
            or CompatibilityLevel.FullTransitive;
        var problems = new List<string>();
        foreach (var item in isTransitive ? earlier : earlier.Take(1))
            Compare(schema, item, level, problems);
        return problems;
    }

    void Compare(SchemaDefinition schema, SubjectVersion earlier, CompatibilityLevel level, List<string> problems)
    {
        if (schema.Type != earlier.Schema.Type)
        {
            problems.Add(
                $"version {earlier.Version} is {RegistryNames.Of(earlier.Schema.Type)} and the new "
                + $"schema {RegistryNames.Of(schema.Type)}");
            return;
        }
        if (schema.Type != SchemaType.Protobuf)
        {
            problems.Add(
                "this registry compares Protobuf only: set the compatibility of the subject to NONE to "
                + $"register {RegistryNames.Of(schema.Type)}");
            return;
        }
        var (now, before) = (Link(schema), Link(earlier.Schema));
        var backward = level is not (CompatibilityLevel.Forward or CompatibilityLevel.ForwardTransitive);
        var forward = level is not (CompatibilityLevel.Backward or CompatibilityLevel.BackwardTransitive);
        if (backward)
            problems.AddRange(
                ProtobufCompatibility.Problems(now, before)
                    .Select(text => $"{text} (new schema reads version {earlier.Version})"));
        if (forward)
            problems.AddRange(
                ProtobufCompatibility.Problems(before, now)
                    .Select(text => $"{text} (version {earlier.Version} reads new schema)"));
    }

    /// <summary>A Protobuf schema with all that it imports.</summary>
    /// <exception cref="RegistryException">42201: it does not link.</exception>
    public FileDescriptor Link(SchemaDefinition schema)
    {
        var imports = new Dictionary<string, FileDescriptorProto>(StringComparer.Ordinal);
        Collect(schema, imports, depth: 0);
        return ProtoLinker.Link(SchemaIdentity.Parse(schema.Text), imports);
    }

    void Collect(SchemaDefinition schema, Dictionary<string, FileDescriptorProto> imports, int depth)
    {
        if (depth > MaxReferenceDepth)
            throw RegistryException.InvalidSchema($"references deeper than {MaxReferenceDepth}");
        foreach (var reference in schema.References)
        {
            var target = Resolve(reference).Schema;
            if (target.Type != SchemaType.Protobuf)
                throw RegistryException.InvalidSchema(
                    $"the reference {reference.Name} is {RegistryNames.Of(target.Type)}");
            if (imports.TryAdd(reference.Name, SchemaIdentity.Parse(target.Text)))
                Collect(target, imports, depth + 1);
        }
    }

    SubjectVersion Resolve(SchemaReference reference)
    {
        var found = reference.Version == -1
            ? _state.Versions(reference.Subject).LastOrDefault(item => !item.IsDeleted)
            : _state.Find(reference.Subject, reference.Version);
        return found ?? throw RegistryException.InvalidSchema(
            $"No schema reference found for subject \"{reference.Subject}\" and version {reference.Version}");
    }
}
