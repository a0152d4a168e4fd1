using HaoChaPing.CaseManagement.Intake;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Intake;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("13800005678", null)]
    [InlineData("+86 0915-3210000-8001", null)]
    [InlineData("12345678901234567890", null)]
    [InlineData("123456789012345678901", "badPhone")]
    [InlineData("一三八", "badPhone")]
    public void A_phone_number_has_at_most_twenty_digits(string number, string? code) =>
        Assert.Equal(code, new IntakeText().Number("/rater/phone", number).Refusal?.Code);
}
