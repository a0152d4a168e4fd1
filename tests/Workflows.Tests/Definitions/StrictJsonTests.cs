using System.Text.Json;
using HaoChaPing.Workflows.Definitions;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Definitions;

public sealed class StrictJsonTests
{
    [Fact]
    public void What_fits_into_every_envelope_is_read()
    {
        var deep = new string('[', StrictJson.MaxDepth) + new string(']', StrictJson.MaxDepth);
        Assert.NotNull(StrictJson.Parse(deep));
        Assert.Contains("嵌套太深", Assert.Throws<JsonException>(() => StrictJson.Parse("[" + deep + "]")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":1,"b":{"a":1},"a":2}""", "重复")]
    [InlineData("""{"a":"\ud800"}""", "不完整的字符")]
    [InlineData("""{"\udc00":1}""", "不完整的字符")]
    [InlineData("""{"a":"x\u0000"}""", "U+0000")]
    [InlineData("""{"\u0000":1}""", "U+0000")]
    [InlineData("{\n\"a\":}", "第 2 行")]
    [InlineData("", "JSON")]
    public void What_is_refused_says_why(string json, string why) => Assert.Contains(why, Assert.Throws<JsonException>(() => StrictJson.Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_whole_character_in_two_escapes_is_one() => Assert.Equal("😀", StrictJson.Parse("\"\\ud83d\\ude00\"")!.GetValue<string>());
}
