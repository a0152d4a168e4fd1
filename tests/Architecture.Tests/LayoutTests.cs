using System.Reflection;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Xunit;

namespace HaoChaPing.Architecture.Tests;

/// <summary>The house stays as it is laid out: references go one way, slices are blind to each other, handlers send nothing.</summary>
public sealed class LayoutTests
{
    private const string Business = "HaoChaPing.CaseManagement.";
    private static readonly string[] Shared = ["Cases", "Inbox", "Ordinances", "Persistence", "Common", "Organisation"];
    private static readonly string[] ReadingOthers = ["Statistics", "Supervision", "Publication"];
    private static readonly string[] PureFolders = ["Definitions", "Expressions", "Execution", "Activities"];

    [Fact]
    public void Projects_refer_to_each_other_in_one_direction()
    {
        Assert.Empty(ReferencesOf(House.Workflows).Intersect(["CaseManagement", "HaoChaPing"]));
        Assert.Empty(ReferencesOf(House.CaseManagement).Intersect(["HaoChaPing"]));
        Assert.Contains("Workflows", ReferencesOf(House.CaseManagement)); // the comparison itself works

        static IEnumerable<string> ReferencesOf(Assembly assembly) => assembly.GetReferencedAssemblies().Select(r => r.Name!);
    }

    [Fact]
    public void Slices_are_blind_to_each_other()
    {
        var seen =
            from type in House.CaseManagement.Written()
            let slice = SliceOf(type)
            where slice is not null and not "Persistence" && !ReadingOthers.Contains(slice)
            from named in House.NamedBy(type)
            let other = SliceOf(named)
            where other is not null && other != slice && !Shared.Contains(other)
            select $"{type.FullName} names {named.FullName}";

        Assert.Empty(seen.Distinct());
    }

    [Fact]
    public void The_scan_sees_into_method_bodies() =>
        Assert.Contains(typeof(Probe), House.NamedBy(typeof(ProbeUser)));

    [Fact]
    public void Handlers_commands_and_activities_send_no_requests()
    {
        Type[] doors = [typeof(ISender), typeof(IMediator)];
        var sending =
            from assembly in House.All
            from type in assembly.Written()
            where IsHandler(type) || typeof(IStreamCommandHandler).IsAssignableFrom(type) || typeof(Activity).IsAssignableFrom(type)
            where House.NamedBy(type).Intersect(doors).Any()
            select type.FullName;

        Assert.Empty(sending);
    }

    [Fact]
    public void Every_change_answers_with_a_result_so_that_a_refusal_rolls_it_back()
    {
        var changes = House.CaseManagement.GetTypes().Where(t => t.IsClass && typeof(IChange).IsAssignableFrom(t)).ToList();

        Assert.NotEmpty(changes);
        Assert.All(changes, change => Assert.Contains(change.GetInterfaces(), i =>
            i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>) &&
            i.GenericTypeArguments[0] is { IsGenericType: true } answer && answer.GetGenericTypeDefinition() == typeof(Result<>)));
    }

    [Fact]
    public void Every_request_has_one_handler()
    {
        var handled = House.CaseManagement.GetTypes().SelectMany(Handled).ToList();
        var requests = House.CaseManagement.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>)));

        Assert.Equal(requests.Select(t => t.FullName).Order(), handled.Select(t => t.FullName).Order());

        static IEnumerable<Type> Handled(Type type) => type.GetInterfaces()
            .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)).Select(i => i.GenericTypeArguments[0]);
    }

    // Open to whoever has signed in (AdmissionBehaviour): nothing in the answer belongs to one unit.
    private static readonly string[] NeedNoUnit =
    [
        "SignIn", "ListPublicPlaces",
        "OpenRatingLink", "GetMyRating", // a signed link or a code says who may
        "StopImport", // the worker that takes the file in, in the name of who sent it
    ];

    [Fact]
    public void Every_use_case_asks_who_acts()
    {
        var unasked =
            from type in House.CaseManagement.Written()
            where IsHandler(type)
            let request = type.GetInterfaces().Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)).GenericTypeArguments[0].Name
            where !NeedNoUnit.Contains(request)
            where !House.NamedBy(type).Any(named => named == typeof(CurrentUser) || named.Name is "CaseAccess" or "TaskAccess" or "TaskLists" or "FigureDesk" or "ServiceDesk" or "RatingDesk" or "IntakePlace" or "BulkDesks" or "ImportAccess" or "Staff" or "Substitutes")
            select request;

        Assert.Empty(unasked);
    }

    [Fact]
    public void The_engine_s_inner_folders_know_neither_database_nor_web()
    {
        var seen =
            from type in House.Workflows.Written()
            where PureFolders.Any(folder => IsIn(type, $"HaoChaPing.Workflows.{folder}"))
            from named in House.NamedBy(type)
            where IsIn(named, "Microsoft.EntityFrameworkCore") || IsIn(named, "Microsoft.AspNetCore")
            select $"{type.FullName} names {named.FullName}";

        Assert.Empty(seen.Distinct());
    }

    [Fact]
    public void Only_the_engine_s_interface_knows_the_web()
    {
        var seen =
            from type in House.Workflows.Written()
            where !IsIn(type, "HaoChaPing.Workflows.Api") && type.Namespace != "HaoChaPing.Workflows"
            from named in House.NamedBy(type)
            where IsIn(named, "Microsoft.AspNetCore")
            select $"{type.FullName} names {named.FullName}";

        Assert.Empty(seen.Distinct());
    }

    [Fact]
    public void Pages_touch_no_database()
    {
        var seen =
            from type in House.Designer.Written()
            where typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(type)
            from named in House.NamedBy(type)
            where IsIn(named, "Microsoft.EntityFrameworkCore") || IsIn(named, Business + "Persistence") || named == typeof(HttpClient)
            select $"{type.FullName} names {named.FullName}";

        Assert.Empty(seen.Distinct());
    }

    private static string? SliceOf(Type type) =>
        type.Namespace is { } space && space.StartsWith(Business, StringComparison.Ordinal) ? space[Business.Length..].Split('.')[0] : null;

    private static bool IsHandler(Type type) => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>));

    private static bool IsIn(Type type, string space) => type.Namespace == space || type.Namespace?.StartsWith(space + ".", StringComparison.Ordinal) == true;
}

internal static class Probe
{
    public static int Length(string text) => text.Length;
}

internal static class ProbeUser
{
    public static async Task<int> UseAsync()
    {
        await Task.Yield();
        return new[] { "a" }.Sum(Probe.Length);
    }
}
