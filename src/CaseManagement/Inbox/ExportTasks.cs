using System.Globalization;
using System.Text;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>A list of the inbox as CSV for a spreadsheet program: what the screen shows, no more; all of it as it stands at one moment.</summary>
/// <param name="List">The list; its page counts for nothing.</param>
public sealed record ExportTasks(ListTasks List) : IRequest<Result<byte[]>>;

internal sealed class ExportTasksHandler(TaskLists lists, TaskRows rows) : IRequestHandler<ExportTasks, Result<byte[]>>
{
    /// <summary>More than this nobody reads in a spreadsheet: filter first.</summary>
    private const int MostRows = 10_000;

    private static readonly Refusal TooMany = Refusal.Rule("tooManyRows", $"超过 {MostRows} 行，请先筛选再导出。");

    private static readonly string[] Head = ["工单号", "事项", "评价人的话", "任务", "截止", "剩余", "单位", "办理人", "代谁办理", "收到", "已逾期"];

    public async Task<Result<byte[]>> Handle(ExportTasks request, CancellationToken cancellationToken)
    {
        var found = await lists.FindAsync(request.List, cancellationToken);
        if (!found.Ok) return found.Refusal;
        // Read at once: page by page, rows that others finish meanwhile would push unread ones out of sight.
        var works = await found.Value.Works.Take(MostRows + 1).ToListAsync(cancellationToken);
        if (works.Count > MostRows) return TooMany;

        var text = new StringBuilder();
        void Row(IEnumerable<string?> cells) => text.AppendJoin(',', cells.Select(cell => CsvCell.Of(cell ?? ""))).Append("\r\n");
        Row(Head);
        foreach (var some in works.Chunk(Paging.Largest))
            foreach (var row in await rows.OfAsync(some, cancellationToken)) Row(Cells(row));
        // With a mark, which spreadsheet programs need for Chinese.
        return (byte[])[.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static IEnumerable<string?> Cells(TaskRow row) =>
    [
        row.CaseNumber, row.Subject, row.Quote, row.Title, row.LastDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Left(row.Remaining), row.UnitName, row.AssigneeName ?? "待认领", row.DelegatedByName,
        row.CreatedAt.ToChina().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), row.Overdue ? "是" : "否",
    ];

    private static string Left(DueCount? count) => count switch
    {
        null => "", { State: "overdue" } => $"已逾期 {count.WorkingDays} 个工作日", { State: "today" } => "今天截止", { State: "suspended" } => "期限中止", _ => $"还剩 {count.WorkingDays} 个工作日",
    };
}
