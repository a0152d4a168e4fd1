using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Upload;

/// <summary>What the platform is told of the reply, at the end of the whole loop.</summary>
public sealed class ReplyInMessageTests
{
    [Fact, Trait("Clause", "AK-15-2"), Trait("Clause", "AK-19c")]
    public async Task The_reply_goes_up_with_its_time_and_without_the_persons_in_its_words()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("reply");
        await world.CompleteAsync("ak-handler", number, "reply", fields: new JsonObject { ["method"] = "sms", ["text"] = "评价人0001您好，已致电138 0000 0001说明整改情况。" });

        await world.UploadedAsync(number);

        var message = (await world.UpperPlatform().GetFromJsonAsync<JsonArray>("/items"))!.Single()!["payload"]!;
        Assert.Equal(("评******您好，已致电138******0001说明整改情况。", "sms"), ((string)message["reply"]!["text"]!, (string)message["reply"]!["method"]!));
        Assert.All(message["steps"]!.AsArray(), step => Assert.Equal("done", (string)step!["state"]!));
        var @case = await world.CaseAsync(number);
        Assert.Equal(("closed", "accepted"), ((string)@case["status"]!, (string)@case["uploads"]![0]!["status"]!));
    }
}
