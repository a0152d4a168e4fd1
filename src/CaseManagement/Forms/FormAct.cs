using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Forms;

/// <summary>Records who did what to a form. The caller commits.</summary>
internal sealed class FormAct(CaseDbContext db, CurrentUser user, TimeProvider clock)
{
    public async Task RecordAsync(string name, string act, int? version, CancellationToken cancellationToken)
    {
        // Somebody who saves again and again leaves one line for as long as nobody else comes between.
        var last = await db.Set<FormEvent>().AsNoTracking().Where(e => e.Name == name).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).FirstOrDefaultAsync(cancellationToken);
        if (act == "saved" && last is { Act: "saved" } && last.Actor == user.UserName) return;
        // Acts at one instant of the business clock keep their order.
        var now = clock.GetUtcNow();
        var at = last is not null && last.At >= now ? last.At.AddMicroseconds(1) : now;
        db.Add(new FormEvent { Id = Guid.CreateVersion7(at), Name = name, Act = act, Version = version, At = at, Actor = user.UserName });
    }
}
