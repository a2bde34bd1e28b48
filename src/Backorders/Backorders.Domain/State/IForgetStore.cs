namespace Backorders.Domain.State;

/// <summary>The closed lines by the end of their retention: key (end, SKU, order, line), no value.</summary>
public interface IForgetStore
{
    /// <summary>Puts an entry.</summary>
    void PutForget(in ForgetEntry entry);

    /// <summary>Deletes an entry: the line is placed anew.</summary>
    void RemoveForget(in ForgetEntry entry);

    /// <summary>
    /// Deletes some entries whose end is at or before a log time, earliest first, and their lines: about
    /// <paramref name="most"/>, or fewer where some that ended are kept beside others that did not.
    /// </summary>
    /// <returns>A log time before which none of those left can be deleted; <see cref="long.MaxValue"/> when none is
    /// left.</returns>
    long ForgetLines(long logTime, int most);
}
