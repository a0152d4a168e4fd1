using Bunit;
using HaoChaPing.Designer.Blazor.Shared;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Shared;

public sealed class StepsAndTimelineTests : BunitContext
{
    [Fact]
    public void The_five_steps_carry_date_and_person_and_mark_the_present_one()
    {
        var bar = Render<StepsBar>(p => p.Add(b => b.Steps, Some.Case().Steps).Add(b => b.Today, Some.Today));

        Assert.Equal(["转办", "核实", "整改", "回复", "上传"], bar.FindAll("li b").Select(b => b.TextContent));
        Assert.Equal("整改", bar.Find("[aria-current=step] b").TextContent);
        Assert.Equal(["9月29日", "安康第一承办单位经办"], bar.FindAll("li")[1].QuerySelectorAll("small").Select(s => s.TextContent));
        Assert.Equal("未开始", bar.FindAll("li")[4].QuerySelector("small")!.TextContent);
    }

    [Fact]
    public void The_dots_of_a_row_are_read_as_words() =>
        Assert.Equal("五步中的第 3 步：整改", Render<StepDots>(p => p.Add(d => d.Step, "rectify")).Find("[role=img]").GetAttribute("aria-label"));

    [Fact]
    public void An_entry_shows_who_and_when_and_the_old_beside_the_new()
    {
        TimelineEntry entry = new(7, Some.At("2025-09-29T16:38:00"), "", "clock", "期限重新计算", "系统", "期限") { Old = "9月30日 周二 24:00 截止", New = "10月14日 周二 24:00 截止" };

        var line = Render<Timeline>(p => p.Add(t => t.Entries, [entry]).Add(t => t.Today, Some.Today)).Find("li");

        Assert.Contains("系统 · 9月29日 16:38", line.TextContent, StringComparison.Ordinal);
        Assert.Equal("−原值9月30日 周二 24:00 截止", line.QuerySelector(".old")!.TextContent);
        Assert.Equal("+新值10月14日 周二 24:00 截止", line.QuerySelector(".new")!.TextContent);
    }
}
