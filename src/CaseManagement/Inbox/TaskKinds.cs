using HaoChaPing.CaseManagement.Organisation;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>A kind of task: its Chinese name, the act its holder must be allowed, and the official step it does, if any.</summary>
/// <param name="Code">As in a definition and in the API.</param>
/// <param name="Name">What a person reads.</param>
/// <param name="Act">The permission it takes beside the role; null when the role is enough.</param>
/// <param name="Step">The step of the closed loop it stands for.</param>
/// <param name="FinishesStep">Its main outcome is the step; a dispatch is one hop of several, an upload is done by the receipt.</param>
public sealed record TaskKind(string Code, string Name, string? Act, string? Step, bool FinishesStep);

/// <summary>The kinds of the built-in definitions (api.md). Any other kind drawn by a place needs its role only.</summary>
public static class TaskKinds
{
    private static readonly Dictionary<string, TaskKind> Known = new[]
    {
        new TaskKind("dispatch", "转办", Acts.Dispatch, "dispatch", FinishesStep: false),
        new TaskKind("verify", "核实", Acts.Verify, "verify", FinishesStep: true),
        new TaskKind("rectify", "整改", Acts.Rectify, "rectify", FinishesStep: true),
        new TaskKind("reply", "回复", Acts.Reply, "reply", FinishesStep: true),
        new TaskKind("upload", "上传", Acts.Upload, "upload", FinishesStep: false),
        new TaskKind("signOff", "领导审签", Acts.ExtensionSignOff, null, FinishesStep: false),
        new TaskKind("approveExtension", "延期审批", Acts.ExtensionApprove, null, FinishesStep: false),
        new TaskKind("reviewAppeal", "申诉复核", Acts.AppealDecide, null, FinishesStep: false),
        new TaskKind("coordinate", "会商", Acts.Coordinate, null, FinishesStep: false),
        new TaskKind("consult", "会签意见", null, null, FinishesStep: false),
        new TaskKind("followUp", "回访", Acts.FollowUp, null, FinishesStep: false),
        new TaskKind("rehandle", "重办", Acts.RehandleOrder, null, FinishesStep: false),
        new TaskKind("reviewReport", "不予采纳复查", Acts.Dispatch, null, FinishesStep: false),
        new TaskKind("answerUrge", "答复督办", null, null, FinishesStep: false),
    }.ToDictionary(k => k.Code, StringComparer.Ordinal);

    public static IReadOnlyCollection<TaskKind> All => Known.Values;

    public static TaskKind Of(string code) => Known.GetValueOrDefault(code) ?? new TaskKind(code, code, null, null, false);
}
