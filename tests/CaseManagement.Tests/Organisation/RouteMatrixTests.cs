using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Organisation;

/// <summary>
/// Every route and page the host offers, tried by a stranger, by people of the case's own unit, of another unit and of another region: generated from the routes,
/// so a new one is tried too. What an act may do within one's own unit is <see cref="RoleMatrixTests"/>.
/// </summary>
[Trait("Pace", "Slow")]
public sealed partial class RouteMatrixTests : IAsyncLifetime
{
    private const string Words = "跑了三次";
    private static readonly string[] Own = ["admin", "auditor", "ak-handler"];
    private static readonly string[] Foreign = ["ak-handler2", "gd-bureau"];

    private World _world = null!;
    private string _number = "";
    private TaskItem _task = null!;
    private string _version = "";

    public async Task InitializeAsync()
    {
        _world = await World.StartAsync();
        _number = await _world.BadRatingUpToAsync("verify");
        _task = await _world.Read(db => db.Tasks.AsNoTracking().SingleAsync(t => t.CaseNumber == _number && t.Status == "open"));
        _version = await _world.Read(db => db.Instances.Where(i => i.Id == _task.InstanceId).Select(i => i.DefinitionVersionId).SingleAsync());
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact, Trait("Clause", "X-ROLE-1"), Trait("Clause", "X-WF-2")]
    public async Task No_route_and_no_page_serves_whom_it_is_not_for()
    {
        List<string> wrong = [];
        var closed = Closed().ToList();
        await StrangerAsync(closed, wrong);
        foreach (var account in Own.Concat(Foreign)) await PersonAsync(account, closed, wrong);

        Assert.True(closed.Count > 150, "Expected the host's routes, but found hardly any.");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal("open", await _world.Read(db => db.Tasks.Where(t => t.Id == _task.Id).Select(t => t.Status).SingleAsync()));
        Assert.True(await _world.Read(db => db.Instances.AnyAsync(i => i.Id == _task.InstanceId && i.Status == "Running")));
    }

    private async Task StrangerAsync(List<Route> closed, List<string> wrong)
    {
        var stranger = _world.Anonymous();
        foreach (var route in closed)
        {
            using var answer = await SendAsync(stranger, route);
            var toldToSignIn = route.IsApi ? answer.StatusCode == HttpStatusCode.Unauthorized : answer.RequestMessage!.RequestUri!.AbsolutePath is "/sign-in" || answer.StatusCode is HttpStatusCode.Unauthorized;
            if (!toldToSignIn || await TellsAsync(answer)) wrong.Add($"a stranger, {route}: {(int)answer.StatusCode} at {answer.RequestMessage!.RequestUri!.AbsolutePath}");
        }
    }

    private async Task PersonAsync(string account, List<Route> closed, List<string> wrong)
    {
        var client = await _world.ByAsync(account);
        var held = (await client.GetFromJsonAsync<JsonObject>("/api/v1/me"))!["permissions"]!.AsArray().Select(p => (string)p!).ToHashSet();
        var foreign = Foreign.Contains(account);
        foreach (var route in closed)
        {
            var barred = route.Act is { } act && !held.Contains(act);
            // Who may do it does so in other tests: here nothing is to change.
            if (!barred && !(foreign && route.IsOfTheCase) && route.Method != "GET") continue;
            using var answer = await SendAsync(client, route);
            var refused = answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound;
            if (answer.StatusCode >= HttpStatusCode.InternalServerError || (barred && answer.StatusCode != HttpStatusCode.Forbidden) || (foreign && route is { IsOfTheCase: true, IsApi: true } && !refused) || (foreign && await TellsAsync(answer)))
                wrong.Add($"{account}, {route}: {(int)answer.StatusCode}");
        }
    }

    private static async Task<bool> TellsAsync(HttpResponseMessage answer) => (await answer.Content.ReadAsStringAsync()).Contains(Words, StringComparison.Ordinal);

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, Route route)
    {
        var request = new HttpRequestMessage(new HttpMethod(route.Method), route.Address);
        if (route.Method != "GET") request.Content = route.TakesForm ? new MultipartFormDataContent { { new StringContent(""), "file", "empty.csv" } } : JsonContent.Create(new { kind = "cancel", values = new { }, on = true, name = "试一试", terms = new { }, outcome = "confirmed", fields = new { }, operations = new[] { new { @is = "cancel" } }, reason = "试一试", text = "试一试", purpose = "试一试" });
        return client.SendAsync(request);
    }

    private IEnumerable<Route> Closed() =>
        from endpoint in _world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let act = endpoint.Metadata.GetMetadata<RequiredAct>()?.Act
        let path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        let isApi = path.StartsWith("/api/", StringComparison.Ordinal) || path.StartsWith("/elsa/", StringComparison.Ordinal)
        where act is not null || (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && (isApi || endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null))
        where endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        where isApi || method == "GET" // a page's forms are use cases, refused as such
        let address = Placeholder().Replace(path, match => ValueOf(path, match.Groups["name"].Value, match.Groups["kind"].Value))
        let takesForm = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("multipart/form-data") == true
        select new Route(method, address, act, isApi, takesForm, new[] { _number, _task.Id.ToString(), _task.InstanceId, _task.BookmarkId }.Any(own => address.Contains(own, StringComparison.Ordinal)));

    private string ValueOf(string path, string name, string kind) => name.ToLowerInvariant() switch
    {
        "number" => _number,
        "taskid" => _task.BookmarkId,
        "instanceid" => _task.InstanceId,
        "versionid" => _version,
        "definitionid" => "closed-loop",
        "code" or "region" => "AK",
        "name" => "verify",
        "username" => "ak-handler",
        "id" when path.Contains("/tasks/", StringComparison.Ordinal) => _task.Id.ToString(),
        "id" when path.Contains("instances/", StringComparison.Ordinal) || path.Contains("/view/", StringComparison.Ordinal) => _task.InstanceId,
        "id" when path.Contains("/by-id/", StringComparison.Ordinal) || path.Contains("-versions/", StringComparison.Ordinal) => _version,
        "id" when kind == "guid" => Guid.Empty.ToString(),
        "id" when path.Contains("definitions/", StringComparison.Ordinal) || path.Contains("/edit/", StringComparison.Ordinal) => "closed-loop",
        "year" => "2025",
        _ => kind is "int" or "long" ? "1" : "x",
    };

    [GeneratedRegex(@"\{\**(?<name>[A-Za-z]+)(?::(?<kind>[a-z]+))?\}")]
    private static partial Regex Placeholder();

    private sealed record Route(string Method, string Address, string? Act, bool IsApi, bool TakesForm, bool IsOfTheCase)
    {
        public override string ToString() => $"{Method} {Address} ({Act ?? "signed in"})";
    }
}
