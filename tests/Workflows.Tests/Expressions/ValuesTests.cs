using HaoChaPing.Workflows.Expressions;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Expressions;

/// <summary>Between the types as .NET converts, and Elsa with it; what does not fit is the default.</summary>
public sealed class ValuesTests
{
    [Theory]
    [InlineData("7", typeof(int), 7)]
    [InlineData(" 7 ", typeof(int), 7)]
    [InlineData("7.5", typeof(int), 0)]
    [InlineData("1e3", typeof(int), 0)]
    [InlineData("9999999999", typeof(int), 0)]
    [InlineData(7.5, typeof(int), 8)]
    [InlineData(6.5, typeof(int), 6)]
    [InlineData(-0.4, typeof(int), 0)]
    [InlineData(1e300, typeof(int), 0)]
    [InlineData("7.5", typeof(double), 7.5)]
    [InlineData("true", typeof(bool), true)]
    [InlineData("1", typeof(bool), false)]
    [InlineData(1, typeof(bool), true)]
    [InlineData(0.0, typeof(bool), false)]
    [InlineData(true, typeof(int), 1)]
    [InlineData(true, typeof(string), "True")]
    [InlineData("x", typeof(char), '\0')]
    public void Values_convert_as_in_dotnet(object value, Type wanted, object expected) => Assert.Equal(expected, Values.Convert(value, wanted));
}
