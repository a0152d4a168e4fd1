using System.Globalization;
using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Where in a list of tasks a page ends or begins: the keys of its order, whatever happens to the row meanwhile.</summary>
public sealed record TaskCursor(DateTimeOffset? DueAt, DateTimeOffset CreatedAt, string CaseNumber, Guid Id)
{
    /// <summary>The row as a place in an address.</summary>
    public static string Of(TaskRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.Due?.UtcTicks}_{row.CreatedAt.UtcTicks}_{row.CaseNumber}_{row.Id:N}");

    /// <summary>Null for what is no place: addresses can be altered by anybody.</summary>
    public static TaskCursor? Read(string? text)
    {
        if (text?.Split('_') is not [var due, var created, { Length: > 0 } number, var id] || HttpJson.HasControl(number)) return null;
        if (!Guid.TryParseExact(id, "N", out var task) || At(created) is not { } createdAt) return null;
        if (due.Length > 0 && At(due) is null) return null;
        return new TaskCursor(due.Length == 0 ? null : At(due), createdAt, number, task);
    }

    private static DateTimeOffset? At(string ticks) =>
        long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks ? new DateTimeOffset(at, TimeSpan.Zero) : null;
}
