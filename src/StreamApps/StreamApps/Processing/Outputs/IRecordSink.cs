using StreamApps.Transport;

namespace StreamApps.Processing;

/// <summary>Where a task sends its outputs, dead letters and changelog: inside the open transaction.</summary>
internal interface IRecordSink
{
    /// <summary>Hands a record over; its spans are copied before the call returns.</summary>
    void Send(in OutgoingRecord record);
}
