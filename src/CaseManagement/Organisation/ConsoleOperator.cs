using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>Whoever runs <c>./hcp</c> on the machine itself. Such a person holds the database anyway and has no account; the acts are named, so that a verb can do nothing else.</summary>
public static class ConsoleOperator
{
    public static void Act(CurrentUser user, params string[] acts) =>
        user.Become(Guid.Empty, "operator", "系统运维", "", "", [new Grant("operator", "/", acts.ToHashSet())]);
}
