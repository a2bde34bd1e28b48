using Backorders.TestSupport;

namespace StreamApps.Runtime.Tests.Rules;

/// <summary>Dashboards and alerts are written from the page, not from the code.</summary>
public sealed class MetricsPageTests
{
    [Fact]
    public void Page_MeterStreamApps_HasEveryInstrumentAndNoOther()
    {
        using var rig = new Rig();
        rig.Join();
        MetricsPage.Made("StreamApps").ShouldBe(MetricsPage.Documented("StreamApps"));
    }
}
