using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Designer.Blazor;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.Architecture.Tests;

/// <summary>What the composed host offers: its routes with who may use them, and its tables.</summary>
public sealed class HostTests : IAsyncLifetime
{
    // api.md: every call but these needs a sign-in.
    private static readonly string[] OpenOnPurpose =
    [
        "/api/v1/auth/token", "/api/v1/public/", "/health/", "/metrics", "/openapi/", "/account/sign-out", "/sign-in", "/not-found", "/not-allowed", "/error", "/accessibility",
        "/elsa/api/identity/login",
        // The transport of the pages and missing files: what a circuit shows is checked by page and use case.
        "/_framework/", "/_blazor", "/{**path:file}",
        // The files of Elsa Studio, as anybody has them from npm.
        "/elsa-studio/{**file}", "/public", "/vendor/echarts.js",
        // What the citizen does: with a signed link, with a code.
        "/rate/{Token}", "/my-rating",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("haochaping-");
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        _app = HaoChaPingHost.Create([$"--HCP_DATA={_folder.FullName}", "--HCP_URLS=http://127.0.0.1:0", "--HCP_MODE=demo", "--HCP_DEMO_EMPTY=1", "--HCP_UPLOAD_URL=http://127.0.0.1:9/"]);
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void The_routes_and_who_may_use_them_are_as_approved()
    {
        var approved = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "routes.approved.txt"));
        var received = Path.Combine(AppContext.BaseDirectory, "routes.received.txt");
        var present = Routes().ToList();
        File.WriteAllLines(received, present);

        var gone = approved.Except(present).Select(line => "- " + line);
        var added = present.Except(approved).Select(line => "+ " + line);
        var difference = string.Join('\n', gone.Concat(added));

        Assert.True(difference.Length == 0, $"Expected the approved routes, but found these differences. If they are wanted, copy {received} over routes.approved.txt.\n{difference}");
    }

    [Fact]
    public void Every_route_but_the_open_ones_asks_for_a_sign_in()
    {
        var open = Endpoints().Where(e => PolicyOf(e) == "open").Select(PathOf).Where(path => !OpenOnPurpose.Any(p => path.StartsWith(p, StringComparison.Ordinal)));

        Assert.Empty(open.Distinct());
    }

    [Fact]
    public void Every_instant_of_a_table_is_named_At()
    {
        using var scope = _app.Services.CreateScope();
        var properties = scope.ServiceProvider.GetRequiredService<CaseDbContext>().Model.GetEntityTypes()
            .Where(e => House.All.Contains(e.ClrType.Assembly))
            .SelectMany(e => e.GetProperties())
            .Where(p => (Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType) == typeof(DateTimeOffset))
            .Where(p => House.All.Contains(p.PropertyInfo?.DeclaringType?.Assembly)) // what Identity brings keeps its names
            .ToList();

        Assert.NotEmpty(properties);
        Assert.Empty(properties.Where(p => !p.Name.EndsWith("At", StringComparison.Ordinal)).Select(p => $"{p.DeclaringType.DisplayName()}.{p.Name}"));
    }

    // The description knows a body by its name alone: of two types with one name it would tell of the wrong one.
    [Fact]
    public void No_two_bodies_of_the_api_share_a_name()
    {
        var named = Endpoints().SelectMany(e => e.Metadata.OfType<IAcceptsMetadata>().Select(a => a.RequestType).Concat(e.Metadata.OfType<IProducesResponseTypeMetadata>().Select(p => p.Type))).OfType<Type>();
        var bodies = new HashSet<Type>();
        foreach (var type in named) Gather(type, bodies);

        Assert.NotEmpty(bodies);
        Assert.Empty(bodies.GroupBy(b => b.Name).Where(same => same.Count() > 1).Select(same => string.Join(" and ", same.Select(b => b.FullName))));
    }

    private static void Gather(Type type, HashSet<Type> found)
    {
        foreach (var part in type.GetGenericArguments()) Gather(part, found);
        if (type.GetElementType() is { } each) Gather(each, found);
        if (type.IsGenericType) type = type.GetGenericTypeDefinition();
        if (!House.All.Contains(type.Assembly) || !found.Add(type)) return;
        foreach (var property in type.GetProperties()) Gather(property.PropertyType, found);
    }

    private IEnumerable<RouteEndpoint> Endpoints() => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null);

    private IEnumerable<string> Routes() => Endpoints()
        .Select(e => $"{PathOf(e)}  {MethodsOf(e)}  {PolicyOf(e)}").Distinct().Order(StringComparer.Ordinal);

    private static string PathOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText?.TrimStart('/');

    private static string MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods.Count: > 0 } methods ? string.Join(',', methods.HttpMethods.Order(StringComparer.Ordinal)) : "any";

    private static string PolicyOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<RequiredAct>() is { } act ? act.Act
        : endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null ? "open"
        : endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null || PathOf(endpoint).StartsWith("/api/", StringComparison.Ordinal) || PathOf(endpoint).StartsWith("/elsa/api/", StringComparison.Ordinal) ? "signed in"
        : "open";
}
