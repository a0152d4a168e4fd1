using System.Globalization;
using System.Numerics;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>An exact number. Means and shares are rounded once, at the very end (X-NUM-1); a decimal that stops at 28 digits could tip a half to the wrong side.</summary>
public readonly record struct Fraction
{
    private readonly BigInteger _above;
    private readonly BigInteger _below;

    private Fraction(BigInteger above, BigInteger below)
    {
        var shared = BigInteger.GreatestCommonDivisor(above, below) * (below.Sign < 0 ? -1 : 1);
        (_above, _below) = (above / shared, below / shared);
    }

    private BigInteger Below => _below.IsZero ? BigInteger.One : _below;

    public static Fraction Zero { get; } = new(0, 1);
    public static Fraction One { get; } = new(1, 1);

    public static Fraction Of(BigInteger whole) => new(whole, 1);

    /// <summary>Reads a plain decimal such as <c>0.30</c> without loss.</summary>
    public static Fraction Parse(string text)
    {
        var value = decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        var places = value.Scale;
        return new Fraction(new BigInteger(decimal.Truncate(value)) * BigInteger.Pow(10, places) + Fractional(value - decimal.Truncate(value), places), BigInteger.Pow(10, places));
    }

    private static BigInteger Fractional(decimal part, int places)
    {
        for (var i = 0; i < places; i++) part *= 10;
        return new BigInteger(part);
    }

    public static Fraction operator +(Fraction a, Fraction b) => new(a._above * b.Below + b._above * a.Below, a.Below * b.Below);
    public static Fraction operator *(Fraction a, Fraction b) => new(a._above * b._above, a.Below * b.Below);
    public static Fraction operator /(Fraction a, Fraction b) => new(a._above * b.Below, a.Below * b._above);

    /// <summary>With this many places, a half away from zero or to the even neighbour, as text.</summary>
    public string Round(int places, bool toEven = false)
    {
        var scale = BigInteger.Pow(10, places);
        var (whole, rest) = BigInteger.DivRem(BigInteger.Abs(_above) * scale, Below);
        var half = (rest * 2).CompareTo(Below);
        if (half > 0 || (half == 0 && !(toEven && whole.IsEven))) whole++;
        var digits = whole.ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        var sign = _above.Sign < 0 && !whole.IsZero ? "-" : "";
        return places == 0 ? sign + digits : $"{sign}{digits[..^places]}.{digits[^places..]}";
    }
}
