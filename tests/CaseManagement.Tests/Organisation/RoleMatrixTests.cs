using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Tests.Ordinances;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Organisation;

/// <summary>Who may do what (requirements §9): every account of the five places tries every act on a case in its jurisdiction, and on one outside.</summary>
public sealed class RoleMatrixTests : IAsyncLifetime
{
    private static readonly string[] Places = ["SP", "AK", "GD", "TJ", "YS"];

    // An empty act: whoever may not perform it is told so before anything else is looked at.
    private static readonly (string[] Acts, Func<HttpClient, string, string, string, Task<HttpResponseMessage>> Try)[] Probes =
    [
        ([Acts.Urge], (c, number, _, _) => c.PostAsJsonAsync($"/api/v1/cases/{number}/urge", new { })),
        ([Acts.AccountabilityOpen], (c, number, _, _) => c.PostAsJsonAsync($"/api/v1/cases/{number}/accountability", new { })),
        ([Acts.AppealFile], (c, number, _, _) => c.PostAsJsonAsync($"/api/v1/cases/{number}/appeals", new { })),
        ([Acts.ExtensionRequest], (c, number, _, _) => c.PostAsJsonAsync($"/api/v1/cases/{number}/extension-requests", new { })),
        ([Acts.Classify], (c, number, _, _) => c.PostAsJsonAsync($"/api/v1/cases/{number}/reclassify", new { })),
        ([Acts.Dispatch], (c, number, _, _) => c.PostAsJsonAsync($"/api/v1/cases/{number}/reassign", new { })),
        ([Acts.Rectify], (c, number, _, _) => c.PostAsJsonAsync($"/api/v1/cases/{number}/later-deadline", new { })),
        ([Acts.ContactRater, Acts.PiiRead], (c, number, _, _) => c.PostAsJsonAsync($"/api/v1/cases/{number}/unmask", new { purpose = "" })),
        ([Acts.Refer], (c, number, _, _) => c.GetAsync($"/api/v1/cases/{number}/referrals")),
        ([Acts.FollowUp], (c, number, _, _) => c.PostAsJsonAsync("/api/v1/follow-ups", new { caseNumber = number })),
        ([Acts.RegisterMalicious], (c, number, _, _) => c.PostAsJsonAsync("/api/v1/malicious-register", new { @case = number })),
        ([Acts.SpotCheck], (c, _, unit, _) => c.PostAsJsonAsync("/api/v1/spot-checks", new { unit, from = "2025-03-01", to = "2025-03-02", size = 1, seed = "s" })),
    ];

    private World _world = null!;

    public async Task InitializeAsync() => _world = await World.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact, Trait("Clause", "X-ROLE-1"), Trait("Clause", "X-WF-2"), Trait("Pace", "Slow")]
    public async Task Every_act_succeeds_exactly_where_the_table_lists_it()
    {
        List<string> wrong = [];
        foreach (var place in Places)
        {
            var roles = Law.Pack(place)["roles"]!.AsArray().ToDictionary(r => (string)r!["code"]!, r => r!["permissions"]!.AsArray().Select(p => (string)p!).ToHashSet());
            var first = place.ToLowerInvariant();
            var handling = await _world.Read(db => db.Units.Where(u => u.Code == first + "-unit-1" || u.Code == first + "-unit-2").OrderBy(u => u.Code).ToListAsync());
            var cases = await CasesAsync(place, handling);
            foreach (var (account, grants) in await AccountsAsync(place, roles.Keys))
            {
                wrong.AddRange(await StrayPermissionsAsync(account, grants, roles));
                foreach (var unit in handling) wrong.AddRange(await WrongAsync(account, grants, roles, unit, cases[unit.Code]));
            }
        }

        Assert.Empty(wrong);
    }

    // Acts that are done in tasks have no address of their own: what the account holds is compared.
    private async Task<IEnumerable<string>> StrayPermissionsAsync(string account, List<RoleGrant> grants, Dictionary<string, HashSet<string>> roles)
    {
        var me = (await (await _world.ByAsync(account)).GetFromJsonAsync<JsonObject>("/api/v1/me"))!;
        string[] common = [Acts.ReadCase, Acts.ReadOrdinance, Acts.WorkflowRead, Acts.Attach, Acts.SubmitIntake];
        var held = me["permissions"]!.AsArray().Select(p => (string)p!).Except(common).ToHashSet();
        return held.SetEquals(grants.SelectMany(g => roles[g.Role])) ? [] : [$"{account} holds {string.Join(' ', held.Order())}"];
    }

    private async Task<IEnumerable<string>> WrongAsync(string account, List<RoleGrant> grants, Dictionary<string, HashSet<string>> roles, Unit unit, string number)
    {
        List<string> wrong = [];
        var client = await _world.ByAsync(account);
        var mine = grants.Where(g => unit.Path.StartsWith(g.UnitPath, StringComparison.Ordinal)).SelectMany(g => roles[g.Role]).ToHashSet();
        foreach (var (acts, attempt) in Probes)
        {
            var answer = await attempt(client, number, unit.Code, unit.Region);
            if ((int)answer.StatusCode >= 500 || answer.StatusCode == HttpStatusCode.Forbidden == acts.Any(mine.Contains))
                wrong.Add($"{account} {acts[0]} on {unit.Code}: {(int)answer.StatusCode} {await answer.CodeAsync()}");
        }
        return wrong;
    }

    private Task<List<(string Account, List<RoleGrant> Grants)>> AccountsAsync(string place, IEnumerable<string> roles) => _world.Read(async db =>
    {
        var root = $"/{place.ToLowerInvariant()}/";
        var grants = await (from g in db.RoleGrants join u in db.Users on g.UserId equals u.Id where g.UnitPath.StartsWith(root) && roles.Contains(g.Role) select new { u.UserName, Grant = g }).ToListAsync();
        return grants.GroupBy(g => g.UserName!).Select(g => (g.Key, g.Select(x => x.Grant).ToList())).ToList();
    });

    private async Task<Dictionary<string, string>> CasesAsync(string place, IEnumerable<Unit> units)
    {
        var cases = new Dictionary<string, string>();
        var (channel, rater) = (_world.Channel(), new { kind = "naturalPerson", name = "评价人0001", idNumber = "DEMO00000001", phone = "13800000001", verified = true });
        foreach (var unit in units)
        {
            var service = await channel.PostAsJsonAsync("/api/v1/services", new
            {
                region = place, externalId = $"svc-{unit.Code}", serialNo = unit.Code, item = new { code = "sx-01", name = "食品经营许可" }, mode = "window", unit = unit.Code, place = "政务服务大厅", window = "12",
                startedAt = "2025-03-03T08:00:00+08:00", completedAt = "2025-03-03T08:30:00+08:00", applicant = rater,
            });
            Assert.True(service.IsSuccessStatusCode, await service.Content.ReadAsStringAsync());
            var rating = await channel.PostAsJsonAsync("/api/v1/ratings", new { region = place, channel = "window", externalId = $"r-{unit.Code}", serviceExternalId = $"svc-{unit.Code}", target = "item", level = "dissatisfied", text = "跑了三次。", rater });
            Assert.True(rating.IsSuccessStatusCode, await rating.Content.ReadAsStringAsync());
            cases[unit.Code] = (string)(await rating.Content.ReadFromJsonAsync<JsonObject>())!["case"]!["number"]!;
        }
        await _world.WaitIdle();
        return cases;
    }
}
