using System.Text.RegularExpressions;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>Makes the first administrator of an empty organisation; a further one only with a reason, which is recorded.</summary>
/// <param name="UserName">Its account name.</param>
/// <param name="Password">Its password, by the rules of the accounts.</param>
/// <param name="Reason">Why although there is one already; null for the first.</param>
public sealed record CreateAdministrator(string UserName, string Password, string? Reason = null) : IRequest<Result<CreatedAdministrator>>, IChange;

public sealed record CreatedAdministrator(Guid Id, string UserName);

internal sealed partial class CreateAdministratorHandler(CaseDbContext db, StoreDialect dialect, UserManager<User> accounts, IPasswordHasher<User> passwords, CurrentUser user, TimeProvider clock)
    : IRequestHandler<CreateAdministrator, Result<CreatedAdministrator>>
{
    private const int LongestReason = 1000;

    public async Task<Result<CreatedAdministrator>> Handle(CreateAdministrator request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.Administer)) return HttpRefusals.NotAllowed;
        var name = request.UserName.Trim();
        if (!AccountName().IsMatch(name)) return AdministratorRefusals.Name;
        await dialect.HoldAsync(db, "administrators", cancellationToken); // two consoles make one first administrator
        var reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim();
        if (reason?.Length > LongestReason) return AdministratorRefusals.ReasonTooLong;
        if (reason is null && await db.RoleGrants.AnyAsync(g => g.Role == PlatformRoles.Administrator, cancellationToken)) return AdministratorRefusals.OneExists;
        var normalized = accounts.NormalizeName(name);
        if (await db.Users.AnyAsync(u => u.NormalizedUserName == normalized, cancellationToken)) return AdministratorRefusals.NameTaken(name);

        var account = new User { Id = Guid.CreateVersion7(clock.GetUtcNow()), UserName = name, NormalizedUserName = normalized, DisplayName = "系统管理员", UnitCode = "", SecurityStamp = Guid.NewGuid().ToString("N"), LockoutEnabled = true };
        if (!await AcceptsAsync(account, request.Password)) return AdministratorRefusals.Password;
        account.PasswordHash = passwords.HashPassword(account, request.Password);
        db.Add(account);
        db.Add(new RoleGrant { UserId = account.Id, Role = PlatformRoles.Administrator, UnitPath = "/" });
        db.Add(new OrganisationEvent { Id = Guid.CreateVersion7(clock.GetUtcNow()), At = clock.GetUtcNow(), Actor = user.UserName, Act = "administratorCreated", Subject = name, Reason = reason });
        return new CreatedAdministrator(account.Id, name);
    }

    private async Task<bool> AcceptsAsync(User account, string password)
    {
        if (password.Contains(account.UserName!, StringComparison.OrdinalIgnoreCase)) return false;
        foreach (var rule in accounts.PasswordValidators)
            if (!(await rule.ValidateAsync(accounts, account, password)).Succeeded) return false;
        return true;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9._-]{2,63}$")]
    private static partial Regex AccountName();
}

internal static class AdministratorRefusals
{
    public static readonly Refusal Name = Refusal.Rule("accountNameInvalid", "账号以字母开头，用 3 至 64 个字母、数字、点、横线或下划线。");
    public static readonly Refusal Password = Refusal.Rule("passwordTooWeak", "密码不合规则：至少 10 位，含大写字母、小写字母、数字和符号，且不含账号本身。");
    public static readonly Refusal OneExists = Refusal.Conflict("administratorExists", "已有系统管理员，请由其添加其他人员；管理员都已离岗时，用 --force-reason 写明原因再添加一位，原因会记录在案。");
    public static readonly Refusal ReasonTooLong = Refusal.Rule("reasonTooLong", "原因最多 1000 字。");

    public static Refusal NameTaken(string name) => Refusal.Conflict("accountExists", $"已有账号“{name}”，请换一个名称。");
}
