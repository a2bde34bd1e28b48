using StreamApps.Testing;

namespace StreamApps.Benchmarks;

/// <summary>Records of a thousand keys through a driver that commits every ten thousand.</summary>
internal sealed class DriverRun : IDisposable
{
    const int Keys = 1_000;
    const int Commit = 10_000;

    readonly TopologyTestDriver _driver;
    readonly TestInputTopic<long, long> _input;
    long _number;

    public DriverRun(Topology topology)
    {
        _driver = new TopologyTestDriver(topology, new TestDriverOptions { CommitEachRecord = false });
        _input = _driver.Input(DriverTopology.In);
    }

    public void Process(int records)
    {
        for (var count = 0; count < records; count++)
        {
            _number++;
            _input.Pipe(_number * 7_919 % Keys, _number, _number);
            if (_number % Commit == 0)
                _driver.Commit();
        }
    }

    public void Dispose() => _driver.Dispose();
}
