using System.Globalization;
using HaoChaPing.CaseManagement.Accountability;
using HaoChaPing.CaseManagement.Appeals;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Coordination;
using HaoChaPing.CaseManagement.Extensions;
using HaoChaPing.CaseManagement.FollowUp;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Registry;
using HaoChaPing.CaseManagement.Supervision;
using HaoChaPing.Designer.Blazor.Inbox;
using HaoChaPing.Designer.Blazor.Shell;
using MediatR;

namespace HaoChaPing.Designer.Blazor.Cases;

/// <summary>From the form of an act to its use case. The use case checks all of it again.</summary>
internal static class ActRequests
{
    /// <summary>Sends an act on the case; the refusal, or null when it is done.</summary>
    public static Task<Refusal?> SendAsync(ScopedSender sender, string number, string act, FormDraft form) => act switch
    {
        "extension" => Sent(sender, Extension(number, form)),
        "appeal" => Sent(sender, new FileAppeal(number, form.Text("grounds"), FilesOf(form, "attachments"))),
        "coordination" => Sent(sender, new Convene(number, form.Chosen("units"), form.Text("reason"))),
        "urge" => Sent(sender, new Urge(number, form.Text("text"))),
        "reassign" => Sent(sender, new Reassign(number, form.Text("unit"), form.Text("reason"))),
        "reclassify" => Sent(sender, new Reclassify(number, form.Text("class"), form.Text("reason"))),
        "laterDeadline" => Sent(sender, new NameLaterDay(number, form.Text("reason"), DayOf(form.Text("newDue")))),
        "comment" => Sent(sender, new AddComment(number, form.Text("text"))),
        "followUp" => Sent(sender, new OpenFollowUp(number)),
        "accountability" => Sent(sender, new OpenAccountability(number, form.Text("trigger"), form.Text("text"), form.Text("person").Trim(), FilesOf(form, "attachments"))),
        "overdueReason" => Sent(sender, new AcceptOverdue(number, form.Text("reason"))),
        "referral" => Sent(sender, new Refer(number, form.Text("recipient"), form.Text("text"))),
        "maliciousRegister" => Sent(sender, new EnterMaliciousRater(number, form.Text("evidence"))),
        _ => throw new InvalidOperationException($"Expected an act with a page, but '{act}' has none."),
    };

    /// <summary>Sends the next step of something that stands on the case.</summary>
    public static Task<Refusal?> SendStepAsync(ScopedSender sender, string number, MatterStep step, FormDraft form) => step.Act switch
    {
        "decideAccountability" => Sent(sender, new DecideAccountability(step.Id, form.Text("outcome"), form.Text("outcome") == "decided" && form.Text("measure").Length > 0 ? form.Text("measure") : null, form.Text("text"))),
        "referralReceipt" => Sent(sender, new ReceiptOfReferral(number, step.Id, form.Text("receipt"))),
        _ => throw new InvalidOperationException($"Expected a step with a page, but '{step.Act}' has none."),
    };

    private static async Task<Refusal?> Sent<T>(ScopedSender sender, IRequest<Result<T>> request) => (await sender.SendAsync(request)).Refusal;

    private static RequestExtension Extension(string number, FormDraft form)
    {
        var stamped = FilesOf(form, "stampedFile");
        return new RequestExtension(number, form.Text("reason"), SpanOf(form.Text("extension")), stamped.Count > 0 ? stamped[0] : null, [.. stamped.Skip(1), .. FilesOf(form, "attachments")]);
    }

    private static IReadOnlyList<Guid> FilesOf(FormDraft form, string field) => [.. form.Files(field).Select(f => f.Id)];

    // An option reads such as "5 businessDay".
    private static Duration? SpanOf(string option) =>
        option.Split(' ') is [var amount, var unit] && int.TryParse(amount, CultureInfo.InvariantCulture, out var n) ? new Duration(n, unit) : null;

    private static DateOnly? DayOf(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
