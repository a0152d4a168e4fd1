using HaoChaPing.CaseManagement.Intake;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Intake;

public sealed class IntakeTextTests
{
    [Fact]
    public void Every_bad_field_is_named_under_the_code_of_the_first()
    {
        var refusal = new IntakeText()
            .Line("/externalId", "\u200B", 10, required: true)
            .Line("/place", "政务服务中心", 10)
            .Line("/window", "3号\u0007窗口", 10)
            .Words("/text", "很长很长", 3)
            .Refusal!;

        Assert.Equal("required", refusal.Code);
        Assert.Equal(["/externalId", "/window", "/text"], refusal.Errors.Select(e => e.Pointer));
        Assert.Equal(3, refusal.Errors.Select(e => e.Message).Distinct().Count());
    }

    [Fact]
    public void A_field_in_order_is_not_named() => Assert.Null(new IntakeText().Line("/place", "大厅", 10, required: true).Person("/rater", null).Refusal);
}
