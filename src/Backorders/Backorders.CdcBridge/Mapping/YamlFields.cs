using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Backorders.CdcBridge.Mapping;

/// <summary>The members of one YAML mapping, each of which must be asked for: what is left is unknown.</summary>
sealed class YamlFields
{
    readonly MappingProblems _problems;
    readonly Dictionary<string, (YamlNode Key, YamlNode Value)> _members = new(StringComparer.Ordinal);
    readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public YamlFields(YamlNode node, string what, MappingProblems problems)
    {
        _problems = problems;
        Node = node;
        What = what;
        if (node is not YamlMappingNode mapping)
        {
            problems.Add(node, $"{what} must be a mapping of names to values");
            IsValid = false;
            return;
        }
        foreach (var (key, value) in mapping.Children)
        {
            if (key is YamlScalarNode { Value: { } name })
                _members[name] = (key, value);
            else
                problems.Add(key, $"a name is expected in {what}");
        }
    }

    public YamlNode Node { get; }

    public string What { get; }

    public bool IsValid { get; } = true;

    /// <summary>The value of a member; null when it is absent.</summary>
    public YamlNode? Optional(string name)
    {
        _asked.Add(name);
        return _members.TryGetValue(name, out var member) ? member.Value : null;
    }

    /// <summary>The value of a member; a problem when it is absent.</summary>
    public YamlNode? Required(string name)
    {
        var value = Optional(name);
        if (value is null && IsValid)
            _problems.Add(Node, $"{What} needs '{name}'");
        return value;
    }

    /// <summary>A text, or the default.</summary>
    public string? Text(string name, bool isRequired = false)
    {
        var node = isRequired ? Required(name) : Optional(name);
        return node is null ? null : _problems.Scalar(node, name);
    }

    /// <summary>One of a few words.</summary>
    public T Choice<T>(string name, IReadOnlyDictionary<string, T> words, T fallback, bool isRequired = false)
    {
        var node = isRequired ? Required(name) : Optional(name);
        if (node is null || _problems.Scalar(node, name) is not { } text)
            return fallback;
        if (words.TryGetValue(text, out var value))
            return value;
        _problems.Add(node, $"'{name}: {text}' is none of {string.Join(", ", words.Keys)}");
        return fallback;
    }

    /// <summary>A whole number within bounds.</summary>
    public int Number(string name, int fallback, int least, int most)
    {
        if (Optional(name) is not { } node || _problems.Scalar(node, name) is not { } text)
            return fallback;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            && number <= most)
            return number;
        _problems.Add(node, $"'{name}: {text}' must be a whole number from {least} to {most}");
        return fallback;
    }

    /// <summary>True or false.</summary>
    public bool? Flag(string name)
    {
        if (Optional(name) is not { } node || _problems.Scalar(node, name) is not { } text)
            return null;
        if (text is "true" or "false")
            return text == "true";
        _problems.Add(node, $"'{name}: {text}' must be true or false");
        return null;
    }

    /// <summary>A time such as 500ms, 60s or 5m.</summary>
    public TimeSpan Duration(string name, TimeSpan fallback)
    {
        if (Optional(name) is not { } node || _problems.Scalar(node, name) is not { } text)
            return fallback;
        if (TryDuration(text, out var duration))
            return duration;
        _problems.Add(node, $"'{name}: {text}' must be a time such as 500ms, 60s, 5m or 1h");
        return fallback;
    }

    /// <summary>A problem for each member that was not asked for.</summary>
    public void Finish()
    {
        foreach (var (name, (key, _)) in _members)
        {
            if (!_asked.Contains(name))
                _problems.Add(key, $"{What} has no '{name}': it has {string.Join(", ", _asked)}");
        }
    }

    static bool TryDuration(string text, out TimeSpan duration)
    {
        duration = default;
        foreach (var (unit, size) in new[] { ("ms", 1L), ("s", 1000L), ("m", 60_000L), ("h", 3_600_000L) })
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && int.TryParse(
                    text.AsSpan()[..^unit.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                duration = TimeSpan.FromMilliseconds(number * size);
                return true;
            }
        }
        return false;
    }
}
