using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Every path of a pack must lead to who handles: where none does, a place receives nothing at all (AK-13b, X-PACK-1).</summary>
internal static class PackRoutes
{
    private const string Service = "service";
    private static readonly string[] Conditions = ["unitLevel", "cause"];

    // Levels of administration, as the schema names them; a department or a centre belongs to one of them.
    private static readonly string[] Administrative = ["province", "city", "county", "district", "township", "village"];

    /// <summary>What is wrong with the routing of a pack that can be read, by JSON pointer.</summary>
    public static IReadOnlyList<FieldError> Check(JsonObject pack)
    {
        var routing = Ordinance.Parse(pack).Routing;
        if (routing.Rules is not { Count: > 0 } rules) return [new FieldError("/routing/rules", "至少要有一条转办路径，否则评价无处可送。")];
        var roles = PermissionSeed.StaffRoles(pack);
        List<FieldError> errors = [.. rules.SelectMany((rule, i) => PathFaults(rule, $"/routing/rules/{i}/path", roles))];
        errors.AddRange(rules.SelectMany((rule, i) => ConditionFaults(rule, $"/routing/rules/{i}/when", roles, routing)));
        if (errors.Count == 0 && !Levels(roles).Concat(Administrative).Concat(rules.Select(LevelOf).OfType<string>()).Any(level => routing.PathFor(level, Service) is not null))
            errors.Add(new FieldError("/routing/rules", "没有一条路径适用于办理事项的单位，否则评价无处可送；请补一条不限原因的路径。"));
        return errors;
    }

    private static IEnumerable<FieldError> PathFaults(RoutingRule rule, string at, IReadOnlyList<PermissionSeed.PackRole> roles)
    {
        if (rule.Path.Count == 0) yield return new FieldError(at, "路径不能为空：从上到下写角色，最后一个是承办的。");
        else if (PackReferences.BuiltIn.Contains(rule.Path[^1])) yield return new FieldError(at, $"路径最后一个要写承办的角色，不能写“{rule.Path[^1]}”。");
        else if (roles.FirstOrDefault(r => r.Code == rule.Path[^1])?.May(Acts.Rectify) != true)
            yield return new FieldError(at, $"路径最后一个是承办的，而“{rule.Path[^1]}”没有整改权限（rectify）；请核对顺序和角色权限。");
    }

    private static IEnumerable<FieldError> ConditionFaults(RoutingRule rule, string at, IReadOnlyList<PermissionSeed.PackRole> roles, PackRouting routing)
    {
        foreach (var unknown in rule.When.Keys.Except(Conditions)) yield return new FieldError(at + PackPath.Pointer(unknown), $"没有这个条件，只能是 {string.Join("、", Conditions)}。");
        if (LevelOf(rule) is { } level && !Levels(roles).Contains(level) && Misses(level, rule, roles, routing))
            yield return new FieldError($"{at}/unitLevel", $"规则包里没有“{level}”这一级，这样有的单位无路可走；请改为角色所写的层级（{string.Join("、", Levels(roles).Where(Administrative.Contains))}）。");
    }

    // A place may have units on a level of its own naming, as long as those who hand out and those who handle on the levels its roles name keep a way.
    private static bool Misses(string level, RoutingRule rule, IReadOnlyList<PermissionSeed.PackRole> roles, PackRouting routing) =>
        roles.Any(r => r.May(Acts.Dispatch) && Administrative.Contains(r.Level) && routing.PathFor(r.Level, Service) is null)
        || (!Administrative.Contains(level) && rule.Path.Count > 0 && roles.FirstOrDefault(r => r.Code == rule.Path[^1]) is { } handler
            && Administrative.Contains(handler.Level) && routing.PathFor(handler.Level, Service)?[^1] != handler.Code);

    private static string? LevelOf(RoutingRule rule) => rule.When.GetValueOrDefault("unitLevel");

    private static IEnumerable<string> Levels(IReadOnlyList<PermissionSeed.PackRole> roles) => roles.Select(r => r.Level).Distinct();
}
