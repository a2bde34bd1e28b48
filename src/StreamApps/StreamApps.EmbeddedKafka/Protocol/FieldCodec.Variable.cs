using System.Text;

namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>Strings, bytes, records and arrays.</summary>
internal sealed partial class FieldCodec
{
    public void String(ref string value, int since = 0, int until = short.MaxValue)
    {
        if (!Has(since, until))
            return;
        var text = (string?)value;
        Text(ref text, nullable: false);
        value = text!;
    }

    public void NullableString(ref string? value, int since = 0, int until = short.MaxValue, int nullableSince = 0)
    {
        if (!Has(since, until))
            return;
        var nullable = Version >= nullableSince;
        if (!_reading && !nullable)
            value ??= "";
        Text(ref value, nullable);
    }

    void Text(ref string? value, bool nullable)
    {
        if (_reading)
        {
            var length = Length(0, wide: false, nullable);
            value = length < 0 ? null : Encoding.UTF8.GetString(Take(length));
            return;
        }
        if (value is null)
        {
            Length(-1, wide: false, nullable: true);
            return;
        }
        var count = Encoding.UTF8.GetByteCount(value);
        Length(count, wide: false, nullable);
        Encoding.UTF8.GetBytes(value, Take(count));
    }

    public void Bytes(ref byte[] value, int since = 0, int until = short.MaxValue)
    {
        if (!Has(since, until))
            return;
        var bytes = (byte[]?)value;
        Blob(ref bytes, nullable: false);
        value = bytes!;
    }

    public void NullableBytes(ref byte[]? value, int since = 0, int until = short.MaxValue, int nullableSince = 0)
    {
        if (Has(since, until))
            Blob(ref value, Version >= nullableSince);
    }

    void Blob(ref byte[]? value, bool nullable)
    {
        if (_reading)
        {
            var length = Length(0, wide: true, nullable);
            value = length < 0 ? null : Take(length).ToArray();
            return;
        }
        Length(value?.Length ?? -1, wide: true, nullable);
        value?.CopyTo(Take(value.Length));
    }

    /// <summary>Record batches; null is read as empty, and empty is written as zero bytes, never as null.</summary>
    public void Records(ref RecordSet value, int since = 0, int until = short.MaxValue)
    {
        if (!Has(since, until))
            return;
        var length = Length(value.Length, wide: true, nullable: true);
        if (_reading)
        {
            if (length <= 0)
                return;
            var start = _position;
            Take(length);
            value = new RecordSet(_input.Slice(start, length));
            return;
        }
        value.CopyTo(Take(length));
    }

    public void Array<T>(ref List<T> value, int since = 0, int until = short.MaxValue)
        where T : IMessage, new()
    {
        if (!Has(since, until))
            return;
        var list = (List<T>?)value;
        Structures(ref list, nullable: false);
        value = list!;
    }

    public void NullableArray<T>(ref List<T>? value, int since = 0, int until = short.MaxValue, int nullableSince = 0)
        where T : IMessage, new()
    {
        if (!Has(since, until))
            return;
        var nullable = Version >= nullableSince;
        if (!_reading && !nullable)
            value ??= [];
        Structures(ref value, nullable);
    }

    void Structures<T>(ref List<T>? value, bool nullable)
        where T : IMessage, new()
    {
        var count = Count(value?.Count ?? -1, nullable);
        if (!_reading)
        {
            foreach (var item in value ?? [])
                item.Walk(this);
            return;
        }
        value = count < 0 ? null : [];
        for (var i = 0; i < count; i++)
        {
            var item = new T();
            item.Walk(this);
            value!.Add(item);
        }
    }

    public void Int32Array(ref List<int> value, int since = 0, int until = short.MaxValue)
    {
        if (!Has(since, until))
            return;
        var list = (List<int>?)value;
        Integers(ref list, nullable: false);
        value = list!;
    }

    public void NullableInt32Array(
        ref List<int>? value, int since = 0, int until = short.MaxValue, int nullableSince = 0)
    {
        if (Has(since, until))
            Integers(ref value, Version >= nullableSince);
    }

    void Integers(ref List<int>? value, bool nullable)
    {
        var count = Count(value?.Count ?? -1, nullable);
        if (_reading)
            value = count < 0 ? null : [];
        for (var i = 0; i < count; i++)
        {
            var item = _reading ? 0 : value![i];
            Int32(ref item);
            if (_reading)
                value!.Add(item);
        }
    }

    public void Int64Array(ref List<long> value, int since = 0, int until = short.MaxValue)
    {
        if (!Has(since, until))
            return;
        var count = Count(value.Count, nullable: false);
        for (var i = 0; i < count; i++)
        {
            var item = _reading ? 0 : value[i];
            Int64(ref item);
            if (_reading)
                value.Add(item);
        }
    }

    public void StringArray(ref List<string> value, int since = 0, int until = short.MaxValue)
    {
        if (!Has(since, until))
            return;
        var list = (List<string>?)value;
        Texts(ref list, nullable: false);
        value = list!;
    }

    public void NullableStringArray(
        ref List<string>? value, int since = 0, int until = short.MaxValue, int nullableSince = 0)
    {
        if (Has(since, until))
            Texts(ref value, Version >= nullableSince);
    }

    void Texts(ref List<string>? value, bool nullable)
    {
        var count = Count(value?.Count ?? -1, nullable);
        if (_reading)
            value = count < 0 ? null : [];
        for (var i = 0; i < count; i++)
        {
            var item = _reading ? null : value![i];
            Text(ref item, nullable: false);
            if (_reading)
                value!.Add(item!);
        }
    }
}
