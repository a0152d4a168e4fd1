using System.Security.Claims;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Scheduling;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>Checks name and password. After repeated failures the account is locked for a while, by the machine's clock.</summary>
public sealed record SignIn(string UserName, string Password) : IRequest<Result<SignedIn>>, IOpenToStrangers;

/// <summary>Somebody whose password was right.</summary>
public sealed record SignedIn(Guid Id, string UserName, string DisplayName, string Unit, IReadOnlyList<string> Roles, string Stamp)
{
    /// <summary>What the cookie or the token of this scheme carries.</summary>
    public ClaimsPrincipal Principal(string scheme) => new(new ClaimsIdentity(
        [new(SignInClaims.Account, Id.ToString()), new(SignInClaims.Name, UserName), new(SignInClaims.Stamp, Stamp)], scheme));
}

internal sealed class SignInHandler(
    CaseDbContext db, StoreDialect dialect, UserManager<User> accounts, IPasswordHasher<User> passwords, IOptions<IdentityOptions> options, MachineClock machine, ILogger<SignInHandler> log)
    : IRequestHandler<SignIn, Result<SignedIn>>
{
    private readonly LockoutOptions _lockout = options.Value.Lockout;

    public async Task<Result<SignedIn>> Handle(SignIn request, CancellationToken cancellationToken)
    {
        var name = accounts.NormalizeName(request.UserName?.Trim() ?? "");
        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedUserName == name, cancellationToken);
        var right = PasswordIsRight(account, request.Password ?? "");
        if (account is null || !right) return await FailedAsync(account, cancellationToken);
        if (!await SucceededAsync(account.Id, cancellationToken)) return Refused();
        log.LogInformation("Account {UserName} signed in.", account.UserName);
        var roles = await db.RoleGrants.Where(g => g.UserId == account.Id).Select(g => g.Role).Distinct().OrderBy(r => r).ToListAsync(cancellationToken);
        return new SignedIn(account.Id, account.UserName!, account.DisplayName, account.UnitCode, roles, account.SecurityStamp!);
    }

    // An unknown name costs the same time as a wrong password, so that nobody can list the accounts.
    private bool PasswordIsRight(User? account, string password) =>
        passwords.VerifyHashedPassword(account!, account?.PasswordHash ?? UnknownAccount.Hash(passwords), password) is not PasswordVerificationResult.Failed && account?.PasswordHash is not null;

    private async Task<Refusal> FailedAsync(User? account, CancellationToken cancellationToken)
    {
        if (account is null) return Refused(); // what was typed may be a password: it is not logged
        log.LogInformation("Account {UserName} was refused a sign-in.", account.UserName);
        await ChangeAsync(account.Id, found =>
        {
            if (IsLocked(found) || ++found.AccessFailedCount < _lockout.MaxFailedAccessAttempts) return;
            (found.AccessFailedCount, found.LockoutEnd) = (0, machine.GetUtcNow() + _lockout.DefaultLockoutTimeSpan);
            log.LogWarning("Account {UserName} is locked until {LockoutEnd:O}.", found.UserName, found.LockoutEnd);
        }, cancellationToken);
        return Refused();
    }

    /// <summary>False while the account is locked, however right the password.</summary>
    private async Task<bool> SucceededAsync(Guid id, CancellationToken cancellationToken)
    {
        var present = await db.Users.AsNoTracking().SingleAsync(u => u.Id == id, cancellationToken);
        if (IsLocked(present)) return false;
        if (present.AccessFailedCount == 0 && present.LockoutEnd is null) return true;
        var open = false;
        await ChangeAsync(id, found =>
        {
            open = !IsLocked(found);
            if (open) (found.AccessFailedCount, found.LockoutEnd) = (0, null);
        }, cancellationToken);
        return open;
    }

    private bool IsLocked(User account) => account.LockoutEnd > machine.GetUtcNow();

    // Not an IChange: the count of failures must stay although the answer is a refusal.
    private async Task ChangeAsync(Guid id, Action<User> change, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await dialect.BeginAsync(db, null, cancellationToken);
        await dialect.HoldAsync(db, $"user {id}", cancellationToken); // no failure goes uncounted
        change(await db.Users.SingleAsync(u => u.Id == id, cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    // One sentence for every reason, the lock among them: which of them it was is nobody's business, and who is locked out still reads until when.
    private Refusal Refused() => new(RefusalKind.NotSignedIn, "signInFailed",
        $"账号或密码不正确，或者账号已锁定：连续 {_lockout.MaxFailedAccessAttempts} 次错误会锁定 {_lockout.DefaultLockoutTimeSpan.TotalMinutes:0} 分钟，其间密码正确也不能登录。请核对后重试，或过 {_lockout.DefaultLockoutTimeSpan.TotalMinutes:0} 分钟再登录。", []);

    private static class UnknownAccount
    {
        private static string? _hash;

        public static string Hash(IPasswordHasher<User> passwords) =>
            _hash ??= passwords.HashPassword(null!, Guid.NewGuid().ToString());
    }
}
