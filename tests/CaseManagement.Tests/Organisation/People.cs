using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Organisation;

/// <summary>People of the demo organisation, and rows that the tests of trust start from.</summary>
internal static class People
{
    public static Task<HttpResponseMessage> AskToken(this World world, string userName, string password = DemoAccounts.Password) =>
        world.Anonymous().PostAsJsonAsync("/api/v1/auth/token", new { userName, password });

    public static async Task<JsonNode> Json(this HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    public static async Task<string?> Code(this HttpResponseMessage answer) => (await answer.Json())["code"]?.GetValue<string>();

    /// <summary>A scope in which this account is the current user.</summary>
    public static async Task<AsyncServiceScope> ScopeOf(this World world, string userName)
    {
        var scope = world.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        var user = await db.Users.AsNoTracking().SingleAsync(u => u.UserName == userName);
        var who = new SignedIn(user.Id, userName, user.DisplayName, user.UnitCode, [], user.SecurityStamp!);
        Assert.True(await scope.ServiceProvider.GetRequiredService<CurrentUserLoader>().LoadAsync(who.Principal(SignInSchemes.Page), CancellationToken.None));
        return scope;
    }

    public static async Task Write(this World world, Func<CaseDbContext, Task> change)
    {
        await using var scope = world.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        await using var transaction = await scope.ServiceProvider.GetRequiredService<StoreDialect>().BeginAsync(db, null, CancellationToken.None);
        await change(db);
        await transaction.CommitAsync(CancellationToken.None);
    }

    public const string RaterName = "钱多多", RaterPhone = "13912345678", RaterIdNumber = "610902199001011234";

    /// <summary>An open case of the unit, with a rater who left name, phone and id number.</summary>
    public static async Task<string> CaseOf(this World world, string unitCode, string number, string status = "open")
    {
        var personalData = world.Services.GetRequiredService<PersonalData>();
        await world.Write(async db =>
        {
            var unit = await db.Units.SingleAsync(u => u.Code == unitCode);
            var rating = new Rating
            {
                Id = Guid.CreateVersion7(), Region = "AK", Channel = "sxzwfw", ExternalId = number, UnitCode = unit.Code, UnitPath = unit.Path, Target = "item", Scope = "single",
                Level = "dissatisfied", Reasons = "[]", Public = true, RaterKind = "naturalPerson", RatedAt = world.Clock.Now, ReceivedAt = world.Clock.Now, Status = "adopted", Source = "rater", PackVersion = "1.0.0", CountsAs = 1,
                RaterNameSealed = personalData.Seal(RaterName), RaterNameMasked = Mask.Name(RaterName),
                RaterPhoneSealed = personalData.Seal(RaterPhone), RaterPhoneMasked = Mask.Phone(RaterPhone), RaterPhoneHash = personalData.Hash("phone", RaterPhone),
                RaterIdNumberSealed = personalData.Seal(RaterIdNumber), RaterIdNumberHash = personalData.Hash("idNumber", RaterIdNumber), CaseNumber = number,
            };
            db.Add(rating);
            db.Add(new Case
            {
                Number = number, Region = "AK", RatingId = rating.Id, Subject = "食品经营许可", Quote = "跑了三次", Level = rating.Level, Cause = "service", UnitCode = unit.Code, UnitPath = unit.Path,
                Status = status, Step = "verify", OpenedAt = world.Clock.Now, PackCode = "AK", PackVersion = "1.0.0", InstanceId = $"i-{number}", DefinitionId = "closed-loop",
            });
        });
        return number;
    }
}

/// <summary>One world for tests that only read, or whose writes concern nobody else.</summary>
public sealed class SharedWorld : IAsyncLifetime
{
    public World World { get; private set; } = null!;

    public async Task InitializeAsync() => World = await World.StartAsync();
    public async Task DisposeAsync() => await World.DisposeAsync();
}
