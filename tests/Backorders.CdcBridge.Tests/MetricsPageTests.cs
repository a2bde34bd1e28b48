using Backorders.CdcBridge.Topology;
using Backorders.TestSupport;

namespace Backorders.CdcBridge.Tests;

/// <summary>Dashboards and alerts are written from the page, not from the code.</summary>
public sealed class MetricsPageTests
{
    const string Meter = "Backorders.CdcBridge";

    [Fact]
    public void Page_MeterOfTheBridge_HasEveryInstrumentAndNoOther()
    {
        _ = new BridgeMetrics("metrics-page");
        MetricsPage.Made(Meter).ShouldBe(MetricsPage.Documented(Meter));
    }
}
