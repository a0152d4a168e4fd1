using System.Text.Json.Nodes;
using Bunit;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.Designer.Blazor.Ordinances;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Ordinances;

public sealed class OrdinancePageTests
{
    [Fact]
    public void What_cannot_be_read_is_not_said_to_be_saved_and_stays_as_it_was_written()
    {
        var pack = (JsonObject)JsonNode.Parse("""{"meta":{"id":"AK"},"timers":{},"ranking":{"lowRank":{"periods":3}}}""")!;
        var answers = new Answers().To<GetPackPage, PackPage>(_ => new PackPage("AK", "安康市办法", null, null, pack, null, null, [], [], [], (JsonObject)JsonNode.Parse("{}")!, 0, true, true, true))
            .To<SaveDraft, DraftView>(request => new DraftView("AK", 1, Screen.Now, "admin", null, request.Pack, request.Pack, [], []));
        using var screen = new Screen(answers);
        var page = screen.Open<OrdinancePage>("/ordinances/AK?tab=figures", parameters => parameters.Add(p => p.Code, "AK"));

        page.Find("#f-ranking-input").Change("{ \"lowRank\": ");
        page.FindAll("button").Single(b => b.TextContent.Contains("保存草稿", StringComparison.Ordinal)).Click();

        Assert.Empty(answers.Sent.OfType<SaveDraft>());
        Assert.Contains("没有保存", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("{ \"lowRank\": ", page.Find("#f-ranking-input").GetAttribute("value"));
        Assert.Contains(screen.JSInterop.Invocations, call => call.Arguments.OfType<string>().Any(a => a.Contains("f-ranking-input", StringComparison.Ordinal)));

        page.Find("#f-ranking-input").Change("""{"lowRank":{"periods":4}}""");
        page.FindAll("button").Single(b => b.TextContent.Contains("保存草稿", StringComparison.Ordinal)).Click();

        Assert.Equal(4, (int)Assert.Single(answers.Sent.OfType<SaveDraft>()).Pack["ranking"]!["lowRank"]!["periods"]!);
    }
}
