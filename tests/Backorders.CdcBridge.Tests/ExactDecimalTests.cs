using System.Numerics;
using Backorders.CdcBridge.Values;

namespace Backorders.CdcBridge.Tests;

/// <summary>A quantity is exact or refused: a rounded one would be wrong stock.</summary>
public sealed class ExactDecimalTests
{
    [Theory]
    [InlineData("AN3h", 2, "568.01")]
    [InlineData("B1vNFQ==", 3, "123456.789")]
    [InlineData("/w==", 3, "-0.001")]
    [InlineData("AA==", 3, "0.000")]
    public void TryParseUnscaled_PreciseDecimal_IsExact(string base64, int scale, string expected)
    {
        ExactDecimal.TryParseUnscaled(base64, scale, out var value).ShouldBeTrue();
        value.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("12.500", 1000, 12500L)]
    [InlineData("-3", 1000, -3000L)]
    [InlineData("1.5e3", 1, 1500L)]
    [InlineData("0.0010", 1000, 1L)]
    public void TryWhole_WholeNumberOfUnits_IsIt(string text, int factor, long units)
    {
        ExactDecimal.TryParse(text, out var value).ShouldBeTrue();
        (value * new ExactDecimal(factor, 0)).TryWhole(BigInteger.One, out var whole).ShouldBeTrue();
        whole.ShouldBe(units);
    }

    [Theory]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1,5")]
    [InlineData(" 1")]
    [InlineData("1.2.3")]
    [InlineData("0x10")]
    [InlineData("1e99999")]
    [InlineData("-")]
    public void TryParse_NoNumber_IsRefused(string text) => ExactDecimal.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void TryWhole_Fraction_IsRefused()
    {
        ExactDecimal.TryParse("0.0001", out var value).ShouldBeTrue();
        (value * new ExactDecimal(1000, 0)).TryWhole(BigInteger.One, out _).ShouldBeFalse();
    }
}
