namespace Backorders.Domain.State;

/// <summary>The closed lines by the end of their retention: key (end, SKU, order, line), no value.</summary>
public interface IForgetStore
{
    /// <summary>Puts an entry.</summary>
    void PutForget(in ForgetEntry entry);

    /// <summary>Deletes an entry.</summary>
    void RemoveForget(in ForgetEntry entry);

    /// <summary>Page of the partition in ascending end, from the first.</summary>
    int ReadForget(Span<ForgetEntry> page);
}
