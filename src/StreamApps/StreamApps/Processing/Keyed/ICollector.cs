namespace StreamApps.Processing;

/// <summary>Takes what a function sends to its main output, under the current key.</summary>
public interface ICollector<in TOut>
{
    /// <summary>Sends a value with the time and the headers of the record, or with the time of the timer.</summary>
    void Collect(TOut value);

    /// <summary>Sends a value at another time, in milliseconds since 1970, with other headers.</summary>
    void Collect(TOut value, long timestamp, RecordHeaders? headers = null);
}
